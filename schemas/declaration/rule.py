"""The kinds of validation rules that a form declares about one return. For each kind the engine has a check."""

from pydantic.dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Rows in which an element has one of some values, or (`negate`) none of them."""

    element: str
    values: tuple[str, ...]
    negate: bool = False

    def holds(self, value: object) -> bool:
        """True if a value of the element meets the condition."""
        return (value in self.values) is not self.negate


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredWhen:
    """An element must not be blank in rows that meet a condition."""

    table: str
    element: str
    when: Condition
    check: str = "cell.required"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsWithinWhole:
    """In each row the sum of the parts is at most the whole. Blank parts count as 0; a blank whole is not judged."""

    table: str
    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBefore:
    """On the cover, one date is not before another."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFigure:
    """A figure on the cover equals an indicator computed from the rows."""

    element: str
    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NilReturn:
    """A return has rows, or its cover says that there is nothing to report, but not both."""

    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOnce:
    """No row is repeated in a table, or in the columns `elements` if given."""

    table: str
    elements: tuple[str, ...] = ()


Rule = RequiredWhen | PartsWithinWhole | NotBefore | ControlFigure | NilReturn | RowsOnce
