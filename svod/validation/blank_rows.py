"""Rows that nobody filled in. Each group is reported once and not cell by cell.

They have only what a template or dragging the mouse put there before (a code, a date, zeros, formulas without a result), or
nothing that every row must have. Nobody can tell what they were meant to be.
"""

from collections.abc import Collection, Iterator, Sequence

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, NotCalculated
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.table import Table
from schemas.language.numbers import is_dash
from schemas.records.reading import LocatedTable

TEXTS = Texts(__package__)

_LEAST_PREFILLED = 2
_ENOUGH_TO_TELL = 2


def unfilled_rows(table: Table, located: LocatedTable, rows: Collection[int]) -> Iterator[tuple[list[int], Text]]:
    """The rows that nobody filled in, in groups, each with its message.

    A single prefilled row was more likely begun and forgotten, so it is left out.
    """
    required = [located.columns[name] for name in table.required_columns if name in located.columns]
    incomplete = [row for row in sorted(rows) if any(is_blank(column[row]) for column in required)]
    prefilled = [row for row in incomplete if _is_prefilled(table, located, row)] if len(incomplete) >= _LEAST_PREFILLED else []
    if len(prefilled) >= _LEAST_PREFILLED:
        yield prefilled, TEXTS["blank_rows.prefilled"]
        incomplete = sorted(set(incomplete).difference(prefilled))
    if bare := [row for row in incomplete if _lacks_all(required, row)]:
        yield bare, TEXTS["blank_rows.bare_row"] if len(bare) == 1 else TEXTS["blank_rows.bare_rows"]


def is_blank(cell: Cell) -> bool:
    """True if a cell is blank or has only dashes."""
    return cell == "" or (type(cell) is str and is_dash(cell))


def _lacks_all(required: Sequence[Sequence[Cell]], row: int) -> bool:
    return len(required) > 1 and all(is_blank(column[row]) for column in required)


def _is_prefilled(table: Table, located: LocatedTable, row: int) -> bool:
    """True if a row has only codes, or a date, zeros and errors. A date with a code says that something was held."""
    filled = {name: column[row] for name, column in located.columns.items() if not is_blank(column[row])}
    groups = {table.elements[name].kind for name in filled if table.elements[name].kind.groups_rows}
    return len(groups) < _ENOUGH_TO_TELL and all(_says_nothing(cell, table.elements[name]) for name, cell in filled.items())


def _says_nothing(cell: Cell, element: DataElement) -> bool:
    if isinstance(cell, CellError | NotCalculated) or cell in ERROR_VALUES:
        return True
    return element.kind.is_prefilled(cell, element)
