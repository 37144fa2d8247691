"""Rows in which nothing stands but what a template or a pull of the mouse put there beforehand: told once, not cell by cell.

Such a row holds a code or a date, or zeros, and lacks what every row must have. What it was to be, nobody can tell.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from schemas.element import DataElement
from schemas.form import Table
from schemas.spelling import key
from schemas.table import Cell, LocatedTable
from schemas.written import is_dash, written_count

_LEAST_ROWS = 2


def prefilled_rows(table: Table, located: LocatedTable, rows: Collection[int]) -> list[int]:
    """Those of the rows that nobody filled in; none where it is one alone, which was more likely begun and forgotten."""
    if len(rows) < _LEAST_ROWS:
        return []
    lacking = [row for row in sorted(rows) if any(column[row] == "" for column in _required(table, located))]
    found = [row for row in lacking if _is_prefilled(table, located, row)]
    return found if len(found) >= _LEAST_ROWS else []


def _required(table: Table, located: LocatedTable) -> Iterator[Sequence[Cell]]:
    return (located.columns[name] for name in table.must_have if name in located.columns)


def _is_prefilled(table: Table, located: LocatedTable, row: int) -> bool:
    """Whether a row holds nothing but codes, or a date, and zeros. A date and a code together tell of something that was."""
    stated = {name: column[row] for name, column in located.columns.items() if column[row] != ""}
    kinds = {table.elements[name].kind for name in stated}
    return not {"date", "code"} <= kinds and all(_says_nothing(cell, table.elements[name]) for name, cell in stated.items())


def _says_nothing(cell: Cell, element: DataElement) -> bool:
    match element.kind:
        case "code":
            return type(cell) is str and key(cell) in element.code_keys
        case "date":
            # A number may be a day as Excel counts them, or the number of the row.
            return isinstance(cell, date) or type(cell) in (int, float)
        case "count":
            return cell == 0 if type(cell) is not str else is_dash(cell) or written_count(cell)[0] == 0
    return False
