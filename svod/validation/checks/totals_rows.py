"""Totals rows that a clerk left in a table. They are never counted, but compared with the rows that they sum."""

from collections.abc import Iterator
from typing import Any

from schemas.basics.cell import a1
from schemas.checks.catalogue import CHECKS
from schemas.declaration.kind import Ambiguous
from schemas.records.issue import Issue
from schemas.records.reading import TotalsRow
from schemas.units.register import UnitRegister
from svod.validation.checks import finds
from svod.validation.cleaning import cell_reader
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


@finds("total_row.mismatch")
def totals_rows(typed: TypedReturn) -> Iterator[Issue]:
    """Figures of totals rows that equal neither the sum of all rows above nor that of the group just above."""
    for table in typed.lists:
        for totals in table.located.totals_rows:
            for name, column in table.located.positions.items():
                figure = _figure(table, totals, name, typed.register)
                if figure is not None and figure not in _sums(table, totals, name):
                    yield CHECKS["total_row.mismatch"].issue(
                        sheet=table.sheet,
                        cell=a1(totals.row, column),
                        value=figure,
                        column=table.table.elements[name].labels,
                        sum=_sum(table, name, 0, totals.end),
                    )


def _figure(table: TypedTable, totals: TotalsRow, name: str, register: UnitRegister) -> Any:
    """The figure of a totals row for an element. None if it has none, or if a value of the element was refused."""
    element = table.table.elements[name]
    if not element.kind.is_figure or element.element.aggregation != "sum" or table.refused.get(name):
        return None
    value = cell_reader(element, register)(totals.values[name])
    value = value.value if isinstance(value, Ambiguous) else value
    return value if isinstance(value, element.kind.value_type) else None


def _sums(table: TypedTable, totals: TotalsRow, name: str) -> set[int]:
    """What a totals row may say: the sum of all rows or of its group, with blanks counted as their default or as 0."""
    raw, values = table.located.columns[name], table.columns[name]
    starts = (0, totals.start)
    without_blanks = {sum(values[row] or 0 for row in range(start, totals.end) if raw[row] != "") for start in starts}
    return without_blanks | {_sum(table, name, start, totals.end) for start in starts}


def _sum(table: TypedTable, name: str, start: int, end: int) -> int:
    return sum(value or 0 for value in table.columns[name][start:end])
