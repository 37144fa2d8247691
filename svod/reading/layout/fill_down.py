"""Values that are written once for several rows: in cells merged downwards, in a row above a group, or by ditto marks."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from schemas.basics.cell import Cell, Covered, a1
from schemas.declaration.element import DataElement
from schemas.declaration.table import Table
from schemas.language.name_key import key
from svod.reading.layout.headings import Headings
from svod.reading.layout.wording import is_plainly, ordinal
from svod.reading.workbook.sheet_scan import Grid, Merged, Place

Origins = dict[tuple[str, int], Place]
"""The cell that holds the value of an element in a row of the table (by its index), if it isn't the row's own cell."""

# Signs of which ditto marks consist; those in _DITTO_MARKS make one of them: `"`, `—"—`, `//`, but not a dash alone.
_MARK_SIGNS = frozenset("\"“”„‟«»〃'’‘ʼ`´/\\|-–—―−_.,= \N{NO-BREAK SPACE}")
_DITTO_MARKS = ('"', "“", "”", "„", "«", "»", "〃", "''", "’’", "//", "\\\\", "||")
_DITTO_WORDS = frozenset(map(key, ("то же", "то же самое", "тот же", "та же", "сол", "дәл сол", "дәл солай", "ditto", "same")))


def merged_downwards(grid: Grid, merged: Sequence[Merged], headings: Headings) -> dict[Place, Place]:
    """Return the cells below the top one of ranges merged downwards, each with that top cell, unless it is blank."""
    columns = headings.positions.values()
    return {
        (number, left): (top, left)
        for top, left, bottom, _ in merged
        if bottom > top > headings.last and left in columns and top < len(grid) and grid[top][left] != ""
        for number in range(top + 1, min(bottom + 1, len(grid)))
    }


def find_origins(grid: Grid, headings: Headings, rows: Sequence[int], sources: Mapping[Place, Place]) -> Origins:
    """Return the origins in a table of these rows. `sources` tells for cells which other cell holds their value."""
    names = {column: name for name, column in headings.positions.items()}
    indices = {number: index for index, number in enumerate(rows)}
    return {
        (names[column], indices[number]): source
        for (number, column), source in sources.items()
        if number in indices and (grid[number][column] == "" or is_ditto(grid[number][column]))
    }


def fill_down(grid: Grid, table: Table, columns: dict[str, Sequence[Cell]], origins: Origins) -> dict[str, Sequence[Cell]]:
    """Return the columns with each value in all rows that it is written for.

    A count is not repeated but marked as Covered: nobody can tell which row's count it is.
    """
    filled = {name: list(column) for name, column in columns.items()}
    for (name, index), (row, column) in origins.items():
        filled[name][index] = Covered(a1(row, column)) if table.elements[name].kind.is_figure else grid[row][column]
    return dict(filled)


@dataclass(frozen=True, slots=True)
class Group:
    """A row that holds nothing but a date or a code, and the rows below that leave it out in the column of their own.

    `at` is the column where the heading's text stands, `column` the one where the value belongs.
    """

    heading: int
    at: int
    column: int
    rows: list[int] = field(default_factory=list)


def find_groups(
    grid: Grid, rows: Sequence[int], identifying: Mapping[int, DataElement], *, first: int, merged: Container[Place]
) -> list[Group]:
    """Return the groups among rows of a table whose first column is `first`.

    A row belongs to a group if it lacks only the group's value of those that identify a row; cells in `merged` have theirs from
    above. A text in the column of codes heads a group even if it is no known code: then that is the issue.
    """
    groups: list[Group] = []
    for column in (column for column, element in identifying.items() if element.kind.groups_rows):
        group: Group | None = None
        for number in rows:
            row = grid[number]
            if (at := _only_cell(row, first)) is not None:
                misspelled = at == column and type(row[at]) is str and identifying[column].codes is not None
                group = Group(number, at, column) if misspelled or is_plainly(row[at], identifying[column]) else None
                groups += [group] if group else []
            elif row[column] != "" or (number, column) in merged:
                group = None
            elif group and all(row[other] != "" or (number, other) in merged for other in identifying if other != column):
                group.rows.append(number)
    return [group for group in groups if group.rows]


def _only_cell(row: Sequence[Cell], first: int) -> int | None:
    """Return the column of a row's only text or date; None if there are others. A number before the table doesn't count."""
    filled = [column for column, cell in enumerate(row) if cell != "" and (column >= first or ordinal(cell) is None)]
    return filled[0] if len(filled) == 1 and isinstance(row[filled[0]], str | date) else None


def find_dittos(
    grid: Grid, rows: Sequence[int], identifying: Mapping[int, DataElement], sources: Mapping[Place, Place]
) -> dict[Place, Place]:
    """Return the ditto marks in the columns of dates and codes, each with the cell above that holds the value.

    That cell may itself have its value from another one, by `sources`.
    """
    dittos: dict[Place, Place] = {}
    for column in (column for column, element in identifying.items() if element.kind.groups_rows):
        source: Place | None = None
        for number in rows:
            if not is_ditto(grid[number][column]):
                source = (number, column) if grid[number][column] != "" else sources.get((number, column))
            elif source is not None:
                dittos[number, column] = source
    return dittos


def is_ditto(cell: Cell) -> bool:
    """True if a cell refers to the one above it: `"`, `—"—`, "то же". A dash alone doesn't."""
    return type(cell) is str and bool(cell) and _is_ditto(cell)


@lru_cache(maxsize=1 << 12)
def _is_ditto(text: str) -> bool:
    return (_MARK_SIGNS.issuperset(text) and any(mark in text for mark in _DITTO_MARKS)) or key(text) in _DITTO_WORDS
