"""A kind of element: how its cells are read, judged, stored and written.

A kind is one object in a file of its own in `kinds/`. The engine asks this object, and doesn't name any kind itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from schemas.basics.cell import Cell
from schemas.basics.text import LANGUAGES, Text, write
from schemas.language.measures import Scale

if TYPE_CHECKING:
    from schemas.declaration.element import DataElement

Entry = Literal["anything", "whole number", "decimal number", "day", "month"]
"""What a spreadsheet program can check while the clerk types. An element with choices offers these instead."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that can't be read as the element's kind. `meant` is what the clerk may have meant."""

    cell: Cell
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A value with two possible meanings, read as one of them. The clerk is asked about it.

    `read` tells what it was read as where the value itself says too little, or too much because it is personal.
    """

    value: object
    read: Text | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value is refused: the code of a check, values for its message, a suggested value."""

    code: str
    places: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None


class UnitNames(Protocol):
    """The names of reporting units, as the register knows them."""

    def find(self, text: str) -> str | None:
        """The code of the unit that a text names."""

    def candidates(self, text: str) -> Sequence[str]:
        """The codes of the units that a text may mean."""

    def suggest(self, text: str) -> str | None:
        """The name most similar to a text."""

    def names_of(self, unit: str) -> Text | None:
        """The official names of the unit with this code."""

    @property
    def names(self) -> Sequence[Text]:
        """The official names of all units that owe returns."""


NamesOf = Callable[[str], Text | None]
"""The official names of the unit with a code."""

ReadCell = Callable[[Cell], object]
"""Reads a cell that is neither blank nor an error. Returns a value, None, `Ambiguous` or `Unread`."""


def _no_constraints(_element: "DataElement") -> tuple[object, ...]:
    return ()


def _anything(_text: str, _element: "DataElement") -> bool:
    return True


def _never(_cell: Cell, _element: "DataElement") -> bool:
    return False


def _no_label(_value: object, _element: "DataElement", _unit_names: NamesOf) -> Text | None:
    return None


def _no_choices(_element: "DataElement", _units: UnitNames) -> Sequence[Text]:
    return ()


def _one(_element: "DataElement") -> Scale:
    return 1


def _own_measure(element: "DataElement") -> Text | None:
    return element.element.measure


def _general(_element: "DataElement") -> str:
    return "General"


def _as_it_is(text: str) -> object:
    return text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """A kind of element. The defaults are those of a plain text."""

    name: str
    value_type: type
    """The Python type of its values. A field of this type is of this kind, unless `is_stated`."""
    is_stated: bool = False
    """True if an element must name its kind, because its type alone means another kind."""

    reader: Callable[["DataElement", UnitNames], ReadCell]
    """Makes the function that reads the cells of an element."""
    as_they_are: frozenset[type] = frozenset()
    """The types of cells that are values without being read. Texts are only stripped of spaces."""
    pattern: str | None = None
    """A regular expression that values match."""
    few_values: bool = False
    """True if a column has few different texts, so that each is read once."""
    is_lax: bool = False
    """True if pydantic converts values that reading leaves: a whole float to int."""
    constraints: Callable[["DataElement"], tuple[object, ...]] = _no_constraints
    """Constraints on an element's values besides those of its field."""
    refusal: Callable[["DataElement", object, Cell, UnitNames], Refusal]
    """Why a value that was read from a cell is refused."""

    is_figure: bool = False
    """True if values are measured or counted: they say how much, and don't identify a row."""
    adds_up: bool = True
    """False for figures of which no sum means anything, such as percentages."""
    scale: Callable[["DataElement"], Scale] = _one
    """What a figure of 1 means: one thing, a thousand tenge, one per cent. A text that says the same is no finding."""
    measure: Callable[["DataElement"], Text | None] = _own_measure
    """The unit of measure of figures."""
    is_personal: bool = False
    """True if values tell who a person is, whatever the element says: they stay in the workbook."""
    is_free_text: bool = False
    """True if values are free text, which doesn't identify a row."""
    groups_rows: bool = False
    """True if rows are grouped by the values: a day, a code."""
    may_be: Callable[[str, "DataElement"], bool] = _anything
    """True if a text may be meant as a value of the element."""
    is_plainly: Callable[[Cell, "DataElement"], bool] = _never
    """True if a cell is a value of the element, and can't be a title or a caption."""
    is_prefilled: Callable[[Cell, "DataElement"], bool] = _never
    """True if a cell may hold its value though nobody filled its row in: a code, a zero."""
    meaning: Callable[[str, "DataElement"], object] | None = None
    """The meaning of a text if values have names: two names of one value have the same meaning."""

    sql_type: str = "varchar"
    """The type of the element's column in the warehouse."""
    from_sql: Callable[[str], object] = _as_it_is
    """The value for a text that the warehouse wrote."""

    choices: Callable[["DataElement", UnitNames], Sequence[Text]] = _no_choices
    """The names of all values, if they are a closed list."""
    label: Callable[[object, "DataElement", NamesOf], Text | None] = _no_label
    """The name of a value, if it has one."""
    entry: Entry = "anything"
    number_format: Callable[["DataElement"], str] = _general
    """The format of the element's cells in a workbook."""
    width: int = 27
    """The width of the element's column in a workbook, in characters."""

    def __reduce__(self) -> tuple[Callable[[str], "Kind"], tuple[str]]:
        """Send a kind to another process by its name: it is there already."""
        from schemas.declaration.kinds import kind_named

        return kind_named, (self.name,)


def between(*bounds: object) -> Text:
    """The least and the most, as each language writes them.

    >>> between(0, 1000000).en
    '0–1,000,000'
    """
    return Text(*("–".join(write(bound, language) for bound in bounds) for language in LANGUAGES))
