"""A list of rows under named columns: what commands print as a table, and write in the formats of other programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from schemas.basics.text import Text

ColumnKind = Literal["text", "count", "number", "day", "moment", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its heading for people, and the kind of its values.

    `kind` is None if only the values tell it. Where a terminal is too narrow, the columns of the highest `rank` are left out
    first, and those of rank 0 never.
    """

    name: str
    heading: Text | str
    kind: ColumnKind | None = "text"
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Coded:
    """A value that programs know by its code and people by its label: `missing`, "not sent"."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under columns. `arrow` gives them as an Arrow table instead, if the database has them with its own types."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    arrow: Callable[[], Any] | None = None


def columns(
    headings: Mapping[str, Text], kinds: Mapping[str, ColumnKind] = MappingProxyType({}), ranks: Sequence[str] = ()
) -> list[Column]:
    """Columns by their names and headings: texts, unless `kinds` says otherwise. The first of `ranks` is left out last."""
    return [
        Column(name, heading, kinds.get(name, "text"), ranks.index(name) + 1 if name in ranks else 0)
        for name, heading in headings.items()
    ]


def for_people(value: object) -> object:
    """A value as people read it."""
    return value.label if isinstance(value, Coded) else value


def names_of(columns: Iterable[Column]) -> list[str]:
    """The columns' names for programs."""
    return [column.name for column in columns]
