"""Cells that a row's condition makes required: a title, unless the activity is a raid."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import RequiredWhen
from schemas.records.issue import Issue
from svod.validation.cell_issues import must_be_filled_in
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


@finds("cell.required", "return.correction_reason", "column.missing")
def required_cells(typed: TypedReturn) -> Iterator[Issue]:
    """Blank cells of rows that meet the condition; where the whole column is missing, that alone."""
    for rule in typed.rules(RequiredWhen):
        table = typed.tables.get(rule.table)
        rows = _blank_rows(rule, table) if table and len(table) else []
        if table and rows and table.located.cell(rule.element, 0) is None:
            yield CHECKS["column.missing"].issue(sheet=table.sheet, column=table.table.elements[rule.element].labels)
        elif table:
            for row in rows:
                yield CHECKS[rule.check].issue(**table.place(rule.element, row), step=must_be_filled_in())


def _blank_rows(rule: RequiredWhen, table: TypedTable) -> list[int]:
    pairs = zip(table.columns[rule.element], table.columns[rule.when.element], strict=True)
    return [
        row
        for row, (value, on) in enumerate(pairs)
        if value is None and on is not None and rule.when.holds(on) and table.is_valid(rule.element, row)
    ]
