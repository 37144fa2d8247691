"""Rows that nobody filled in: told once, not cell by cell.

Nothing stands in them but what a template or a pull of the mouse put there beforehand (a code or a date, zeros, formulas that
gave nothing), or nothing that every row must have. What they were to be, nobody can tell.
"""

from collections.abc import Collection, Iterator, Sequence

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, NotCalculated
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.form import Table
from schemas.language.numbers import is_dash
from schemas.records.reading import LocatedTable

TEXTS = Texts(__package__)

_LEAST_PREFILLED = 2
_ENOUGH_TO_TELL = 2


def unfilled_rows(table: Table, located: LocatedTable, rows: Collection[int]) -> Iterator[tuple[list[int], Text]]:
    """Those of the rows that nobody filled in, by what is to be said of them.

    A single prefilled row was more likely begun and forgotten.
    """
    required = [located.columns[name] for name in table.required_columns if name in located.columns]
    lacking = [row for row in sorted(rows) if any(is_blank(column[row]) for column in required)]
    prefilled = [row for row in lacking if _is_prefilled(table, located, row)] if len(lacking) >= _LEAST_PREFILLED else []
    if len(prefilled) >= _LEAST_PREFILLED:
        yield prefilled, TEXTS["blank_rows.prefilled"]
        lacking = sorted(set(lacking).difference(prefilled))
    if bare := [row for row in lacking if _lacks_all(required, row)]:
        yield bare, TEXTS["blank_rows.bare_row"] if len(bare) == 1 else TEXTS["blank_rows.bare_rows"]


def _lacks_all(required: Sequence[Sequence[Cell]], row: int) -> bool:
    return len(required) > 1 and all(is_blank(column[row]) for column in required)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: blank, or dashes alone."""
    return cell == "" or (type(cell) is str and is_dash(cell))


def _is_prefilled(table: Table, located: LocatedTable, row: int) -> bool:
    """Whether a row holds nothing but codes, or a date, zeros and errors. A date and a code tell of something that was."""
    stated = {name: column[row] for name, column in located.columns.items() if not is_blank(column[row])}
    groups = {table.elements[name].kind for name in stated if table.elements[name].kind.groups_rows}
    return len(groups) < _ENOUGH_TO_TELL and all(_says_nothing(cell, table.elements[name]) for name, cell in stated.items())


def _says_nothing(cell: Cell, element: DataElement) -> bool:
    if isinstance(cell, CellError | NotCalculated) or cell in ERROR_VALUES:
        return True
    return element.kind.is_prefilled(cell, element)
