"""Rows under the heading of their group: what every row must say stands once, in a row of its own above them."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.element import DataElement
from schemas.table import Cell
from svod.reading.book import Grid
from svod.reading.labels import is_plainly, ordinal

GROUPING = ("code", "date")
"""What rows are grouped by."""


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
    for column in (at for at, element in keyed.items() if element.kind in GROUPING):
        group: Group | None = None
        for number in rows:
            row = grid[number]
            if (at := _alone(row, first)) is not None:
                misspelled = at == column and type(row[at]) is str and keyed[column].kind == "code"
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
