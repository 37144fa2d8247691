"""Totals rows that a clerk left in a table: never counted, compared with the rows they sum."""

from typing import Any

from schemas.basics.cell import a1
from schemas.checks.catalogue import CHECKS
from schemas.declaration.kind import Ambiguous
from schemas.records.issue import Issue
from schemas.records.reading import TotalsRow
from schemas.units.register import UnitRegister
from svod.validation.cleaning import cell_reader
from svod.validation.typed_table import Judged


def check_totals_rows(judged: Judged, register: UnitRegister) -> list[Issue]:
    """Counts in totals rows that agree neither with all rows above nor with the group just above."""
    return [
        CHECKS["total_row.mismatch"].issue(
            sheet=judged.sheet,
            cell=a1(totals.row, judged.located.positions[name]),
            value=stated,
            column=judged.table.elements[name].labels,
            sum=_sum(judged, name, 0, totals.end),
        )
        for totals in judged.located.totals_rows
        for name in judged.located.positions
        if (stated := _stated(judged, totals, name, register)) is not None and stated not in _sums(judged, totals, name)
    ]


def _stated(judged: Judged, totals: TotalsRow, name: str, register: UnitRegister) -> Any:
    """The count that a totals row states for a summed element whose values are all valid."""
    element = judged.table.elements[name]
    if not element.kind.is_figure or element.element.aggregation != "sum" or judged.refused.get(name):
        return None
    value = cell_reader(element, register)(totals.values[name])
    value = value.value if isinstance(value, Ambiguous) else value
    return value if isinstance(value, element.kind.value_type) else None


def _sums(judged: Judged, totals: TotalsRow, name: str) -> set[int]:
    """What the totals row may rightly say: of all rows or of its group, a blank counted as its default or as nothing."""
    sums = {_sum(judged, name, start, totals.end) for start in (0, totals.start)}
    raw = judged.located.columns[name]
    typed = {
        start: sum(judged.columns[name][row] or 0 for row in range(start, totals.end) if raw[row] != "")
        for start in (0, totals.start)
    }
    return sums | set(typed.values())


def _sum(judged: Judged, name: str, start: int, end: int) -> int:
    return sum(value or 0 for value in judged.columns[name][start:end])
