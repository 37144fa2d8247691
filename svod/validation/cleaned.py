"""What cleaning makes of a column, and what it can't make anything of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from schemas.table import Cell


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

# What is not seen: zero-width spaces and joiners, marks of direction, a soft hyphen, a byte-order mark.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = "'’‘ʼ`´"


def tidy(text: str) -> str:
    """A text without what is not seen, the spaces around it and the apostrophe that makes a number a text."""
    return _UNSEEN.sub("", text).strip().strip(_APOSTROPHES).strip()


def all_blank(column: Sequence[Cell]) -> bool:
    """Whether nothing stands in a column."""
    return not column or (column[0] == "" and column.count("") == len(column))
