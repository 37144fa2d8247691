"""What stands once for several rows of a table: in cells merged downwards, or in a row above a group."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from schemas.basics.cell import Cell, Covered, a1
from schemas.declaration.element import DataElement
from schemas.declaration.form import Table
from schemas.language.name_key import key
from svod.reading.layout.headings import Headings
from svod.reading.layout.wording import is_plainly, ordinal
from svod.reading.workbook.sheet_scan import Grid, Merged

At = tuple[int, int]
Origins = dict[tuple[str, int], At]
"""Where it stands what belongs to an element in a row of the table, in whose own cell there is nothing."""


def merged_downwards(grid: Grid, merged: Sequence[Merged], headings: Headings) -> dict[At, At]:
    """The cells below the first one in merged cells that say something, each with that first cell."""
    columns = headings.positions.values()
    return {
        (number, left): (top, left)
        for top, left, bottom, _ in merged
        if bottom > top > headings.last and left in columns and top < len(grid) and grid[top][left] != ""
        for number in range(top + 1, min(bottom + 1, len(grid)))
    }


def find_origins(grid: Grid, headings: Headings, rows: Sequence[int], cells: Mapping[At, At]) -> Origins:
    """The origins in a table of these rows: of `cells`, each with where it is said, those that say nothing themselves."""
    names = {at: name for name, at in headings.positions.items()}
    indices = {number: index for index, number in enumerate(rows)}
    return {
        (names[at], indices[number]): origin
        for (number, at), origin in cells.items()
        if number in indices and (grid[number][at] == "" or is_ditto(grid[number][at]))
    }


def spread(grid: Grid, table: Table, columns: dict[str, Sequence[Cell]], origins: Origins) -> dict[str, Sequence[Cell]]:
    """The columns with what stands once in each of its rows. A count isn't spread: whose it is, nobody can tell."""
    filled = {name: list(column) for name, column in columns.items()}
    for (name, index), (row, at) in origins.items():
        filled[name][index] = Covered(a1(row, at)) if table.elements[name].kind.is_figure else grid[row][at]
    return dict(filled)


@dataclass(frozen=True, slots=True)
class Group:
    """A day or a code that stands alone in a row, and the rows below that leave it out in the column where it belongs."""

    heading: int
    at: int
    column: int
    rows: list[int] = field(default_factory=list)


def find_groups(
    grid: Grid, rows: Sequence[int], keyed: Mapping[int, DataElement], *, first: int, merged: Container[tuple[int, int]]
) -> list[Group]:
    """The groups among rows of a table that begins in the column `first`. A row below must hold whatever else it must.

    What cells merged downwards say of the rows below their first, by `merged`, these rows hold. A text in the column of the
    codes heads a group though it be none of them: then it is what is wrong with the group.
    """
    found: list[Group] = []
    for column in (at for at, element in keyed.items() if element.kind.groups_rows):
        group: Group | None = None
        for number in rows:
            row = grid[number]
            if (at := _alone(row, first)) is not None:
                misspelled = at == column and type(row[at]) is str and keyed[column].codes is not None
                group = Group(number, at, column) if misspelled or is_plainly(row[at], keyed[column]) else None
                found += [group] if group else []
            elif row[column] != "" or (number, column) in merged:
                group = None
            elif group and all(row[at] != "" or (number, at) in merged for at in keyed if at != column):
                group.rows.append(number)
    return [group for group in found if group.rows]


def _alone(row: Sequence[Cell], first: int) -> int | None:
    """Where the only text or day of a row stands, but for a number before the table."""
    stated = [at for at, cell in enumerate(row) if cell != "" and (at >= first or ordinal(cell) is None)]
    return stated[0] if len(stated) == 1 and isinstance(row[stated[0]], str | date) else None


_MARKS = frozenset("\"“”„‟«»〃'’‘ʼ`´/\\|-–—―−_.,= \N{NO-BREAK SPACE}")
_SAID = ('"', "“", "”", "„", "«", "»", "〃", "''", "’’", "//", "\\\\", "||")
_WORDS = frozenset(map(key, ("то же", "то же самое", "тот же", "та же", "сол", "дәл сол", "дәл солай", "ditto", "same")))


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says no more than what stands above it. Dashes alone say nothing."""
    return type(cell) is str and bool(cell) and _is_ditto(cell)


def find_dittos(grid: Grid, rows: Sequence[int], keyed: Mapping[int, DataElement], spread: Mapping[At, At]) -> dict[At, At]:
    """The ditto marks in the columns of days and codes, each with the cell above that says it, itself or by `spread`."""
    found: dict[At, At] = {}
    for at in (at for at, element in keyed.items() if element.kind.groups_rows):
        said: At | None = None
        for number in rows:
            if not is_ditto(grid[number][at]):
                said = (number, at) if grid[number][at] != "" else spread.get((number, at))
            elif said is not None:
                found[number, at] = said
    return found


@lru_cache(maxsize=1 << 12)
def _is_ditto(text: str) -> bool:
    return (_MARKS.issuperset(text) and any(mark in text for mark in _SAID)) or key(text) in _WORDS
