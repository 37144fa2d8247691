"""One meaning: on 1,000 random returns every target of a rule gives the verdicts of an evaluator that knows only fractions."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from schemas.declaration.form import Form
from schemas.expressions.rules import BoundRule, bound_rules
from schemas.expressions.tree import (
    Aggregate,
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Element,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
    walk,
)
from schemas.forms.labour12.form import FORM as LABOUR12
from svod.reports.xlsx.rule_formulas import broken_formula
from svod.validation.expressions import Rows, columns
from svod.validation.rule_verdicts import judged_rules
from svod.validation.typed_return import TypedReturn
from svod.warehouse.schema.expression_sql import ExpressionSql
from svod.warehouse.schema.form_tables import columns as columns_of
from svod.warehouse.schema.form_tables import quoted, row_table, row_tables
from svod.warehouse.schema.rule_issues import judged
from tests.builders.accounts import rule, with_rules
from tests.builders.random_rows import random_returns
from tests.builders.workbooks import REGISTER
from tests.support.naive_rules import verdicts
from tests.support.programs import needs

RULES = (
    rule("planned >= paid + owed", "spending"),
    rule("planned >= paid + owed", "spending", if_blank="nothing"),
    rule("planned >= paid + owed", "spending", if_blank="not_judged"),
    rule("planned = paid", "spending"),
    rule("planned = paid", "spending", if_blank="nothing"),
    rule("paid - owed <> planned - 1", "spending"),
    rule("paid * 3 <= planned * owed + 1", "spending"),
    rule("paid / owed < planned / 3", "spending"),
    rule("round(paid / 3, 1) <= round(owed * 0.45)", "spending"),
    rule("abs(paid - owed) <= spent", "spending"),
    rule("min(planned, paid, owed) < 3", "spending"),
    rule("max(planned, paid) >= owed", "spending", if_blank="not_judged"),
    rule("sum(planned, paid, -owed) >= 0", "spending"),
    rule('if(kind = "food", paid, owed) <= if(blank(planned), 5, planned)', "spending"),
    rule('kind = "food" or not blank(note)', "spending"),
    rule("not (blank(paid) and owed > 5) and not audited", "spending"),
    rule('note <> "бір" or paid > 2 and owed > 2', "spending"),
    rule("t1[01,1] = t1[02,1] + t1[03,1]"),
    rule("t1[01,2] >= t1[01,1]", if_blank="nothing"),
    rule("spent = sum(spending.paid)"),
    rule('spent >= sum(spending.paid where kind = "food" and not blank(owed)) * 2'),
    rule("count(spending where paid > owed) <= count(spending.note)"),
    rule("max(spending.paid) - min(spending.paid) < max(t1.pupils) / 2"),
    rule("price <= 3 * weight - 0.25", "spending"),
    rule("round(price * weight, 2) >= share / 100 * planned", "spending"),
    rule("price + weight = share or abs(price - weight) > 1.5", "spending", if_blank="nothing"),
    rule("sum(spending.paid / spending.owed) <= 2"),
    rule("sum(price * share / 100 where share < 50) < max(spending.paid / spending.weight)"),
    rule("min(round(spending.price / spending.owed, 1)) >= 0.5 or count(spending.price / spending.owed) = 1"),
    rule("paid <= t1[01,2]"),
    rule("spending.paid <= sum(spending.paid where paid > 1) / 2 + sum(t1.schools)", "spending"),
)
ACCOUNTS = with_rules(*RULES)
FORMS = (ACCOUNTS, LABOUR12)
MOST, FEW = 500, 60


@cache
def _returns(form: Form) -> Sequence[TypedReturn]:
    return tuple(random_returns(form, MOST))


def _expected(rule: BoundRule, form: Form, most: int = MOST) -> list[tuple[int, int, bool | None]]:
    """The verdicts by return and row."""
    returns = enumerate(_returns(form)[:most])
    return [(number, row, verdict) for number, typed in returns for row, verdict in enumerate(verdicts(rule, typed))]


RULES_OF_FORMS = [(form, rule) for form in FORMS for rule in bound_rules(form)]
NAMES = [f"{form.code}: {rule.rule.expression} {rule.rule.if_blank or ''}".strip() for form, rule in RULES_OF_FORMS]


@pytest.mark.parametrize(("form", "rule"), RULES_OF_FORMS, ids=NAMES)
def test_columns_are_judged_like_rows_one_by_one(form: Form, rule: BoundRule) -> None:
    every = [*judged_rules(form, refusing=True), *judged_rules(form, refusing=False)]
    (judged_rule,) = (each for each in every if each.bound is rule)
    found = []
    for number, typed in enumerate(_returns(form)):
        rows = judged_rule.rows(typed)
        found += [(number, row, verdict) for row, verdict in enumerate(judged_rule.verdicts(rows) if rows.count else [])]
    assert found == _expected(rule, form)
    assert {True, False} <= {verdict for _, _, verdict in found}


@cache
def _loaded(form: Form) -> duckdb.DuckDBPyConnection:
    """The returns of a form in tables as the warehouse has them; a return's number is its workbook."""
    connection = duckdb.connect()
    connection.execute("create schema core")
    for statement in row_tables([form]):
        connection.execute(statement)
    layout, values = [], []
    rows: dict[str, list[dict[str, Any]]] = {row_table(form, table): [] for table in form.all_tables.values()}
    for number, typed in enumerate(_returns(form)):
        values += [{"workbook": number, "indicator": name, "value": value} for name, value in typed.indicators.items()]
        for code, table in typed.tables.items():
            layout.append({"workbook": number, "table": code})
            named = columns_of(form, table.table)
            for row in range(len(table)):
                own = {column: table.columns[name][row] for name, column in named.items()}
                rows[row_table(form, table.table)].append({"workbook": number, "sheet": code, "row": row, **own})
    known = [each for each in values if each["value"] is not None]
    for name, listed in {"layout": layout, "indicator_value": known}.items():
        arrow = pa.Table.from_pylist(listed)  # duckdb finds it by its name
        connection.execute(f"create table core.{name} as from arrow")
    for name, filled in rows.items():
        if filled:
            arrow = pa.Table.from_pylist(filled)  # noqa: F841  # as above
            connection.execute(f"insert into core.{quoted(name)} by name from arrow")
    return connection


@pytest.mark.parametrize(("form", "rule"), RULES_OF_FORMS, ids=NAMES)
def test_sql_gives_the_same_verdicts(form: Form, rule: BoundRule) -> None:
    assert _by_sql(rule, form) == _expected(rule, form)


_FIGURES = st.sampled_from(
    [
        *(Element("spending", name) for name in ("planned", "paid", "owed", "price", "share", "weight")),
        Element("cover", "spent"),
        Cell("t1", "01", "pupils"),
        *(Number(Decimal(number)) for number in ("0", "1", "2.5", "30")),
        Aggregate("sum", Element("spending", "paid"), None, "spending"),
        Aggregate("sum", Arithmetic("/", Element("spending", "paid"), Element("spending", "owed")), None, "spending"),
        Aggregate("min", Arithmetic("/", Element("spending", "price"), Element("spending", "share")), None, "spending"),
        Aggregate("max", Arithmetic("/", Element("spending", "owed"), Element("spending", "weight")), None, "spending"),
        Aggregate("count", None, Comparison("=", Element("spending", "kind"), TextValue("food")), "spending"),
    ]
)


def _numbers(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    compared = st.builds(Comparison, st.sampled_from(["<", "="]), parts, parts)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), parts, parts),
        st.builds(Negative, parts),
        st.builds(
            lambda function, one, other: Call(function, (one, other)), st.sampled_from(["sum", "min", "max"]), parts, parts
        ),
        st.builds(lambda part, digits: Call("round", (part, Number(Decimal(digits)))), parts, st.integers(0, 2)),
        st.builds(lambda part: Call("abs", (part,)), parts),
        st.builds(lambda *arguments: Call("if", arguments), compared, parts, parts),
    )


def _conditions(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(st.builds(And, parts, parts), st.builds(Or, parts, parts), st.builds(Not, parts))


_COMPARED = st.builds(
    Comparison,
    st.sampled_from(["=", "<>", "<", "<=", ">", ">="]),
    st.recursive(_FIGURES, _numbers, max_leaves=4),
    st.recursive(_FIGURES, _numbers, max_leaves=4),
)
_SINGLE = st.sampled_from(
    [
        Element("cover", "audited"),
        Call("blank", (Element("spending", "note"),)),
        Comparison("<>", Element("spending", "kind"), TextValue("books")),
    ]
)


@given(
    tree=st.recursive(_COMPARED | _SINGLE, _conditions, max_leaves=3), if_blank=st.sampled_from([None, "nothing", "not_judged"])
)
def test_any_expression_means_the_same_in_columns_and_in_sql(tree: Tree, if_blank: Any) -> None:
    of_rows = BoundRule(rule("", "spending", if_blank=if_blank), tree, "spending", None)
    judge, found = columns(tree, if_blank), []
    for number, typed in enumerate(_returns(ACCOUNTS)[:FEW]):
        length = len(typed.tables["spending"]) if "spending" in typed.tables else 0
        found += [
            (number, row, verdict) for row, verdict in enumerate(judge(Rows(typed, "spending", length)) if length else ())
        ]
    assert found == _expected(of_rows, ACCOUNTS, FEW)
    assert _by_sql(of_rows, ACCOUNTS, FEW) == found


def _by_sql(rule: BoundRule, form: Form, most: int = MOST) -> list[tuple[int, int, bool | None]]:
    sql = ExpressionSql(form, rule.table, rule.rule.if_blank, lambda _figure: "reported.workbook")
    table = form.all_tables[rule.table] if rule.table else form.cover
    select = judged(
        sql,
        rule,
        'reported.workbook, reported."row"',
        f"from core.{quoted(row_table(form, table))} reported where workbook < {most}",
    )
    return _loaded(form).execute(f'select workbook, "row", holds from ({select}) order by workbook, "row"').fetchall()


def _sheet_of(book: Workbook, form: Form, rules: Sequence[BoundRule], table: str) -> int:
    """Add a sheet with a row for each row judged: the values that formulas may name, and from a column on the formulas."""
    sheet = book.add_worksheet(f"{form.code} {table}")
    positions: dict[Element | Cell, int] = {}
    for code in dict.fromkeys((table or form.cover.code, form.cover.code)):
        positions |= {Element(code, name): place for place, name in enumerate(form.all_tables[code].elements, len(positions))}
    cells = [part for rule in rules for part in walk(rule.tree) if isinstance(part, Cell)]
    positions |= {cell: place for place, cell in enumerate(dict.fromkeys(cells), len(positions))}
    line = count()
    for typed in _returns(form):
        for row in range(len(typed.tables[table]) if table in typed.tables else 0 if table else 1):
            number = next(line)
            for named, column in positions.items():
                _put(sheet, number, column, named, typed, row if named.table == table else 0)
            for place, each in enumerate(rules, len(positions)):
                formula = broken_formula(each, form, "kk", partial(_address, positions, number))
                sheet.write_formula(number, place, "=FALSE" if formula is None else f"={formula}", None, "")
    return len(positions)


def _address(positions: Any, row: int, named: object) -> str | None:
    return xl_rowcol_to_cell(row, positions[named]) if named in positions else None


def _put(sheet: Any, number: int, column: int, named: Element | Cell, typed: TypedReturn, row: int) -> None:
    if isinstance(named, Cell):
        element, table = typed.form.all_tables[named.table].elements[named.column], typed.tables.get(named.table)
        codes = table.columns[str(table.table.row_element)] if table else []
        value = table.columns[named.column][codes.index(named.row)] if table and named.row in codes else None
    else:
        element = typed.form.all_tables[named.table].elements[named.name]
        value = typed.tables[named.table].columns[named.name][row]
    label = element.kind.label(value, element, REGISTER.names_of)
    shown = label.kk if label else value
    if element.is_date and shown is not None:
        sheet.write_datetime(number, column, shown)
    elif shown is not None:
        sheet.write(number, column, shown)


@pytest.mark.slow
@needs("localc")
def test_formulas_of_the_blank_mark_the_same_rows(tmp_path: Path, libreoffice: dict[str, str]) -> None:
    written, starts = BytesIO(), {}
    book = Workbook(written)
    for form in FORMS:
        for table, rules in _by_table(form).items():
            starts[form.code, table] = _sheet_of(book, form, rules, table)
    book.close()
    (tmp_path / "rules.xlsx").write_bytes(written.getvalue())
    calculated = load_workbook(_calculated(tmp_path, libreoffice), data_only=True)
    said = 0
    for form in FORMS:
        for table, rules in _by_table(form).items():
            rows = list(calculated[f"{form.code} {table}"].iter_rows(values_only=True))
            for place, bound in enumerate(rules, starts[form.code, table]):
                if broken_formula(bound, form, "kk", lambda _named: "A1") is not None:
                    found = [row[place] for row in rows]
                    assert found == [verdict is False for _, _, verdict in _expected(bound, form)], bound.rule.expression
                    said += 1
    assert said > len(RULES_OF_FORMS) / 2


def _by_table(form: Form) -> dict[str, list[BoundRule]]:
    rules: dict[str, list[BoundRule]] = {}
    for bound in bound_rules(form):
        rules.setdefault(bound.table, []).append(bound)
    return rules


def _calculated(folder: Path, libreoffice: dict[str, str]) -> BytesIO:
    """The workbook as LibreOffice calculates it."""
    program = shutil.which("soffice", path=libreoffice["PATH"])
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", "saved", "rules.xlsx"]
    subprocess.run(command, cwd=folder, env=os.environ | libreoffice, check=True, capture_output=True, timeout=120)
    return BytesIO((folder / "saved" / "rules.xlsx").read_bytes())
