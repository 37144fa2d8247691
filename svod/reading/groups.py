"""Rows under the heading of their group: what every row must say stands once, in a row of its own above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.element import DataElement
from schemas.table import Cell
from svod.reading.book import Grid
from svod.reading.labels import is_value, ordinal


@dataclass(frozen=True, slots=True)
class Group:
    """What stands alone in a row, at a column, for the rows below that leave it out in the column of the codes."""

    heading: int
    at: int
    column: int
    said: str
    rows: list[int] = field(default_factory=list)


def find_groups(grid: Grid, rows: Sequence[int], keyed: Mapping[int, DataElement], first: int) -> list[Group]:
    """The groups among rows of a table that begins in the column `first`. A row below must hold whatever else it must.

    A text in the column of the codes heads a group though it be none of them: then it is what is wrong with the group.
    """
    found: list[Group] = []
    for column in (at for at, element in keyed.items() if element.kind == "code"):
        group: Group | None = None
        for number in rows:
            row = grid[number]
            if (at := _alone(row, first)) is not None:
                said = str(row[at])
                group = Group(number, at, column, said) if at == column or is_value(said, keyed[column]) else None
                found += [group] if group else []
            elif row[column] != "":
                group = None
            elif group and all(row[at] != "" for at in keyed if at != column):
                group.rows.append(number)
    return [group for group in found if group.rows]


def _alone(row: Sequence[Cell], first: int) -> int | None:
    """Where the only text of a row stands, but for a number before the table."""
    stated = [at for at, cell in enumerate(row) if cell != "" and (at >= first or ordinal(cell) is None)]
    return stated[0] if len(stated) == 1 and type(row[stated[0]]) is str else None
