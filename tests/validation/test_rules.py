"""Rules that a form writes as expressions: a return in, its issues out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from schemas.basics.text import LANGUAGES, Text
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form
from schemas.declaration.rule import ExpressionRule
from schemas.forms.labour12.form import FORM as LABOUR12
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_return
from svod.reports.xlsx.form_workbook import write_return
from tests.builders.accounts import rule, with_rules
from tests.builders.workbooks import RAID, REGISTER, Values, build, check
from tests.cases.case import findings

DAY = date(2026, 3, 2)


def filled(form: Form, spending: Sequence[Values] = (), t1: Sequence[Values] | None = (), **cover: Any) -> bytes:
    """The workbook of a return for the first quarter of 2026; without rows of t1, it has no such sheet."""
    stated = {"unit": "akzhar", "year": 2026, "quarter": 1, **cover}
    tables = {
        "cover": FilledTable(rows=(stated,)),
        "spending": FilledTable(rows=tuple({"paid_on": DAY, **row} for row in spending)),
    }
    if t1 is not None:
        tables["t1"] = FilledTable(rows=tuple(t1))
    return write_return(form, REGISTER, FilledReturn("ru", tables, file=""))


def checked(rules: ExpressionRule | Sequence[ExpressionRule], *rows: Values, **others: Any) -> CheckedReturn:
    """The verdict on a return with these payments."""
    form = with_rules(*([rules] if isinstance(rules, ExpressionRule) else rules))
    return check_return(filled(form, rows, **others), "a.xlsx", {form.code: form}, REGISTER)


PAID = rule("planned >= paid + owed", "spending")


def test_rule_with_a_code_of_its_own_tells_itself_in_every_language() -> None:
    found = checked(PAID, {"planned": 5, "paid": 4, "owed": 2}, {"planned": 1200, "paid": 1200})
    assert (findings(found), found.status) == (["accounts.own Расходы!C2"], "rejected")
    (issue,) = found.issues
    assert issue.message.ru == (
        "Не выполнено правило: «План» должно быть не меньше, чем «Оплачено» + «Долг». В отчёте: 5 и 6. Проверьте и исправьте."
    )
    assert issue.message.kk == (
        "Ереже сақталмаған: «Жоспар» мынадан кем болмауы керек: «Төленді» + «Қарыз». Есептегі мәндер: 5 және 6. "
        "Тексеріп, түзетіңіз."
    )
    assert issue.message.en == (
        "A rule doesn't hold: “Planned” must be at least “Paid” + “Owed”. The return has 5 and 6. Check and correct it."
    )


def test_query_says_how_to_explain_it() -> None:
    found = checked(rule("planned >= paid", "spending", severity="query"), {"planned": 1, "paid": 2})
    assert (found.status, found.issues[0].severity) == ("accepted", "query")
    assert found.issues[0].message.ru.endswith("дайте пояснение на листе пояснений, указав код и ячейку этого вопроса.")


def test_rule_on_trial_refuses_nothing() -> None:
    found = checked(rule("planned >= paid", "spending", trial=True), {"planned": 1, "paid": 2})
    assert (findings(found), found.issues[0].severity, found.status) == (["accounts.own Расходы!C2"], "info", "accepted")


@pytest.mark.parametrize(("since", "found"), [("2026-Q1", 1), ("2025-Q4", 1), ("2026-Q2", 0)])
def test_rule_holds_from_its_first_period_on(since: str, found: int) -> None:
    assert len(checked(rule("planned >= paid", "spending", valid_from=since), {"planned": 1, "paid": 2}).issues) == found


def test_message_of_the_forms_own() -> None:
    message = Text("{column}: {found}, {right}", "{column}: {found} < {right}. {rule}", "{column}: {found} of {right} ({left})")
    (issue,) = checked(rule("planned >= paid", "spending", message=message), {"planned": 1500, "paid": 2000}).issues
    assert issue.message.en == "Planned: 1,500 of 2,000 (1,500)"
    assert (
        issue.message.ru
        == "План: 1\N{NO-BREAK SPACE}500 < 2\N{NO-BREAK SPACE}000. «План» должно быть не меньше, чем «Оплачено»"
    )


@pytest.mark.parametrize(
    ("if_blank", "row", "broken"),
    [
        (None, {"planned": None, "paid": 2}, False),
        (None, {"planned": 1, "paid": None, "owed": 2}, True),
        ("nothing", {"planned": None, "paid": 2}, True),
        ("not_judged", {"planned": 1, "paid": None, "owed": 2}, False),
        ("not_judged", {"planned": 1, "paid": 0, "owed": 2}, True),
    ],
)
def test_blank_part_counts_as_nothing_and_blank_whole_is_not_judged_unless_stated(
    if_blank: Any, row: Values, broken: bool
) -> None:
    assert bool(checked(rule("planned >= paid + owed", "spending", if_blank=if_blank), row).issues) is broken


@pytest.mark.parametrize(
    ("expression", "row", "found"),
    [
        ("planned >= paid + owed", {"planned": 1, "paid": "көп", "owed": 2}, ["accounts.own", "cell.not_a_number"]),
        ("planned >= paid + owed", {"planned": "көп", "paid": 2}, ["cell.not_a_number"]),
        ("planned = paid + owed", {"planned": 1, "paid": "көп", "owed": 2}, ["cell.not_a_number"]),
        ("planned - paid >= owed", {"planned": 3, "paid": "көп", "owed": 5}, ["cell.not_a_number"]),
        ('kind = "food" or not blank(note)', {"kind": "кітап", "note": "#REF!"}, ["cell.formula_error"]),
    ],
)
def test_nothing_follows_from_a_refused_value(expression: str, row: Values, found: list[str]) -> None:
    assert sorted(issue.code for issue in checked(rule(expression, "spending"), row).issues) == found


LINES: list[Values] = [
    {"line": "03", "schools": 4, "pupils": 40},
    {"line": "01", "schools": 9, "pupils": 90},
    {"line": "02", "schools": 4, "pupils": 50},
]
SCHOOLS = rule("t1[01,1] = t1[02,1] + t1[03,1]")


def test_printed_rows_add_up_wherever_they_stand() -> None:
    found = checked([SCHOOLS, rule("t1[01,2] = t1[02,2] + t1[03,2]")], t1=LINES)
    assert findings(found) == ["accounts.own Люди!C3 → 8"]
    assert "стр. 01, гр. 1 = стр. 02, гр. 1 + стр. 03, гр. 1. В отчёте: 9 и 8." in found.issues[0].message.ru
    assert findings(checked(SCHOOLS, t1=LINES[1:2])) == ["accounts.own Люди!C3 → 0"]
    assert findings(checked(SCHOOLS, t1=LINES[:1])) == []
    assert findings(checked(SCHOOLS, t1=[{**LINES[0], "schools": "көп"}, *LINES[1:]])) == ["cell.not_a_number Люди!C5"]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("", ["accounts.own Люди!C3 → 8", "accounts.own Люди!D3 → 90"]),
        ("t1[02,*]", ["accounts.own Люди!C4", "accounts.own Люди!D4"]),
    ],
)
def test_one_rule_judges_every_column(at: str, found: list[str]) -> None:
    lines = [LINES[0], {**LINES[1], "pupils": 91}, LINES[2]]
    checked_return = checked(rule("t1[01,*] = t1[02,*] + t1[03,*]", at=at), t1=lines)
    assert findings(checked_return) == found
    assert [f"гр. {number}" in issue.message.ru for number, issue in enumerate(checked_return.issues, 1)] == [True, True]


TOTAL = rule('spent = sum(spending.paid where kind = "food")', severity="query")


@pytest.mark.parametrize(("spent", "found"), [(7, []), (8, ["accounts.own Титул!B6 → 7"]), (None, [])])
def test_cover_repeats_what_rows_add_up_to(spent: int | None, found: list[str]) -> None:
    rows: list[Values] = [{"kind": "тамақ", "paid": 3}, {"kind": "кітап", "paid": 50}, {"kind": "food", "paid": 4}]
    assert findings(checked(TOTAL, *rows, spent=spent)) == found


@pytest.mark.parametrize(
    ("at", "lines", "found"),
    [
        ('t1["03", 2]', LINES, ["accounts.own Люди!D5"]),
        ("t1[03,pupils]", LINES[1:], ["accounts.own Люди!D5"]),
        ("t1[03,2]", None, ["accounts.own Титул"]),
        ("cover.audited", None, ["accounts.own Титул!B7"]),
    ],
)
def test_issue_stands_where_the_rule_says(at: str, lines: Any, found: list[str]) -> None:
    assert findings(checked(rule("spent > 5", at=at, severity="query"), t1=lines, spent=5)) == found


def test_sheet_that_is_not_there_is_not_judged() -> None:
    assert findings(checked([SCHOOLS, rule("spent >= count(t1)")], spent=0, t1=None)) == []


@pytest.mark.parametrize(
    ("code", "found"), [("labour12.own", []), ("labour12.owm", ["cell.unknown_code Түсіндірмелер!A2 → labour12.own"])]
)
def test_explanation_may_name_a_code_of_the_form(code: str, found: list[str]) -> None:
    form = with_rules(rule("participants >= 0", "activity", "labour12.own", severity="query"), form=LABOUR12)
    explained = build(explanation=[{"code": code, "cell": "G2", "explanation": "дұрыс"}])
    assert findings(check_return(explained, "a.xlsx", {form.code: form}, REGISTER)) == found


def test_column_that_a_rule_needs_filled_in_is_told_missing_once() -> None:
    rows = [{**RAID, "kind": "семинар"}, {**RAID, "kind": "семинар", "participants": 5}]
    found = check(build(activity=rows, layout={"activity": {"order": ("held_on", "kind", "participants")}}))
    assert findings(found) == ["column.missing Іс-шаралар"]


def test_messages_are_whole_in_every_language() -> None:
    rules = [PAID, rule("blank(note) or paid > owed / 3", "spending"), rule('note <> "x"', "spending"), rule("audited")]
    found = checked(rules, {"planned": 1, "paid": 2, "owed": 9, "note": "x"}, {"planned": 1, "paid": 2, "owed": 9, "note": "x"})
    assert len(found.issues) == 7
    for issue in found.issues:
        assert len(set(issue.message.all)) == len(LANGUAGES)
        assert not any({"{", "}"} & set(message) or "None" in message for message in issue.message.all)
