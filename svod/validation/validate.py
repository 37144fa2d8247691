"""Judges a return in one pass: its typed rows, its indicators and all its issues."""

from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.records.issue import Issue, in_order
from schemas.records.reading import LocatedTable, Reading
from schemas.records.submission import CheckedReturn, CheckedTable
from schemas.units.register import UnitRegister
from svod.validation.cell_issues import as_queries
from svod.validation.checks import return_checks
from svod.validation.indicators import compute_indicators
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable, type_table


def validate(reading: Reading, sha256: str, form: Form | None, register: UnitRegister) -> CheckedReturn:
    """The verdict on a reading. Without a cover there are only the issues of reading and of single cells."""
    checked = CheckedReturn(sha256, form=reading.form, issues=list(reading.issues), cells=reading.cells)
    if form:
        tables = {code: _typed(form.all_tables[code], located, register, checked) for code, located in reading.tables.items()}
        if form.cover.code in tables:
            _judge(TypedReturn(form, tables, register), checked)
    checked.issues = in_order(checked.issues, reading.sheets)
    return checked


def _typed(table: Table, located: LocatedTable, register: UnitRegister, checked: CheckedReturn) -> TypedTable:
    issues: list[Issue] = []
    typed = type_table(table, located, register, issues)
    checked.issues.extend(issues if table.reports else as_queries(issues))
    return typed


def _judge(typed: TypedReturn, checked: CheckedReturn) -> None:
    """Add the figures of a return, and the issues that the checks find."""
    form, cover = typed.form, typed.cover
    checked.unit, checked.period = cover.first(form.unit_element), str(typed.period) if typed.period else None
    checked.nil = bool(form.nil_element and cover.first(form.nil_element))
    for check in return_checks(refusing=True):
        checked.issues.extend(check.find(typed))
    checked.indicators, checked.quotients = compute_indicators(form, typed.tables)
    typed.indicators = checked.indicators
    for check in return_checks(refusing=False):
        checked.issues.extend(check.find(typed))
    if any(table.located.origins for table in typed.tables.values()):
        # Report a merged cell's issue once, although its value was read for each of its rows.
        checked.issues = list(dict.fromkeys(checked.issues))
    checked.row_counts = {code: len(table) for code, table in typed.tables.items()}
    checked.tables = {
        code: CheckedTable(table.sheet, [row + 1 for row in table.located.rows], table.columns, table.located.addresses)
        for code, table in typed.tables.items()
    }
