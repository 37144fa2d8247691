"""What cleaning makes of a column, and what it can't make anything of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from schemas.basics.cell import Cell


@dataclass(slots=True)
class Cleaned:
    """A cleaned column; `read_as` tells, by row, how a value that can be read in two ways was read."""

    values: list[object]
    read_as: dict[int, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell's value that has no sensible reading as the element's type; `meant` is what it may stand for."""

    cell: Cell
    meant: str | None = None


Cleaner = Callable[[Sequence[Cell]], Cleaned]


def all_blank(column: Sequence[Cell]) -> bool:
    """Whether nothing stands in a column."""
    return not column or (column[0] == "" and column.count("") == len(column))
