"""Rules that compare returns: with the period before, with a year earlier, with another form's return."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.basics.clock import now
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form
from schemas.declaration.rule import ExpressionRule
from svod.pipeline.known_names import Known
from svod.reports.xlsx.form_workbook import write_return
from svod.warehouse.schema.statements import statement_in
from tests.builders.accounts import rule, with_rules
from tests.builders.workbooks import REGISTER, load, query, workspace
from tests.forms.visits12 import FORM as VISITS
from tests.validation.test_rules import DAY, filled


def _known(*rules: ExpressionRule) -> tuple[Form, Known]:
    form = with_rules(*rules)
    return form, Known({form.code: form, VISITS.code: VISITS}, REGISTER)


def _paid(form: Form, year: int, quarter: int, paid: int | None) -> bytes:
    return filled(form, [{"paid_on": DAY, "paid": paid}], year=year, quarter=quarter)


def _found(root: Path) -> list[tuple[Any, ...]]:
    return query(
        root,
        "select period, code, severity, sheet, cell, value, message_ru from svod.issue where code like 'accounts.%' "
        "order by period, code",
    )


DOUBLED = rule("paid <= 2 * previous(paid)", severity="query", check="accounts.doubled")
YEARLY = rule("paid >= last_year(paid) + 1", severity="error", check="accounts.yearly")
THIRD = rule('paid / 3 <= other("visits12").visits', severity="info", check="accounts.third")


def test_figure_is_compared_with_the_period_before_and_a_year_earlier(tmp_path: Path) -> None:
    form, known = _known(DOUBLED, YEARLY)
    sent = {(2025, 1): 40, (2025, 4): 10, (2026, 1): 21, (2026, 2): 42, (2025, 2): 42}
    load(
        tmp_path,
        {f"2026-06-01/{year}-{quarter}.xlsx": _paid(form, year, quarter, paid) for (year, quarter), paid in sent.items()},
        known,
    )
    found = _found(tmp_path)
    assert [row[:6] for row in found] == [
        ("2026-Q1", "accounts.doubled", "query", "Расходы", "D2", "21"),
        ("2026-Q1", "accounts.yearly", "error", "Расходы", "D2", "21"),
        ("2026-Q2", "accounts.yearly", "error", "Расходы", "D2", "42"),
    ]
    assert found[0][6].startswith(
        "Не выполнено правило: «Оплата» должно быть не больше, чем 2 × «Оплата» за прошлый период. В отчёте: 21 и 20."
    )


def test_return_without_another_one_is_not_judged_and_a_blank_one_counts_as_nothing(tmp_path: Path) -> None:
    form, known = _known(rule("paid <= previous(paid) + 5", check="accounts.near"))
    load(tmp_path, {"2026-06-01/a.xlsx": _paid(form, 2026, 1, 7)}, known)
    assert _found(tmp_path) == []
    load(tmp_path, {"2026-06-01/b.xlsx": _paid(form, 2025, 4, None)}, known)
    assert [row[:2] for row in _found(tmp_path)] == [("2026-Q1", "accounts.near")]


def test_figure_is_compared_with_another_form(tmp_path: Path) -> None:
    form, known = _known(THIRD)
    visits = FilledTable(rows=({"paid_on": DAY, "places": "үй", "visits": 5},))
    cover = FilledTable(rows=({"unit": "akzhar", "year": 2026, "quarter": 1},))
    other = write_return(VISITS, REGISTER, FilledReturn("kk", {"cover": cover, "visit": visits}, file=""))
    load(tmp_path, {"2026-06-01/a.xlsx": _paid(form, 2026, 1, 16), "2026-06-01/b.xlsx": other}, known)
    assert [row[:6] for row in _found(tmp_path)] == [("2026-Q1", "accounts.third", "info", "Расходы", "D2", "5.333333")]


def test_issue_is_known_only_since_the_other_return_is(tmp_path: Path) -> None:
    form, known = _known(DOUBLED)
    load(tmp_path, {"2026-06-01/a.xlsx": _paid(form, 2026, 1, 21)}, known)
    ((before,),) = query(tmp_path, "select max(recorded_at) from svod.submission")
    load(tmp_path, {"2026-06-02/b.xlsx": _paid(form, 2025, 4, 10)}, known)
    assert len(_found(tmp_path)) == 1
    asked = "select count(*) from as_of.issue(?, null, null) where code = 'accounts.doubled'"
    with duckdb.connect(str(workspace(tmp_path, known).warehouse.work), read_only=True) as work:
        assert [work.execute(asked, [moment]).fetchone() for moment in (before, now())] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("before", "period"),
    [("2025-Q4", "2026-Q1"), ("2026", "2027"), ("2025-12", "2026-01"), ("2026-H1", "2026-H2"), ("2025-W52", "2026-W01")],
)
def test_period_before(before: str, period: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        connection.execute(statement_in("functions/period_before"))
        assert connection.execute("select core.period_before(?)", [period]).fetchall() == [(before,)]
