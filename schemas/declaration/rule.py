"""The kinds of validation rules that a form declares. For each kind the engine has a check."""

from typing import Literal

from pydantic.dataclasses import dataclass

from schemas.basics.text import Text

IfBlank = Literal["not_judged", "nothing"]


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
class ExpressionRule:
    """What must hold of each row of a table, or of the whole return, as an expression (schemas/expressions).

    `check` is the code of the issue where it doesn't hold: one of the catalogue, or the form's own, written `form.name`. A code
    of the form's own has the rule's `severity` and `message`; without a message, one is made from the expression. The issue
    stands at the cell of the element `at`; if none is given, of the first one that the expression names.

    A blank in a sum counts as nothing, and a comparison with a blank is not judged. With `if_blank`, a row with any blank
    figure is not judged, or every blank figure is zero. The rule holds from the period `valid_from` on. A rule on `trial` tells
    what it finds, and neither refuses nor asks. `compiled` is the parsed expression, so that it need not be parsed again.
    """

    expression: str
    check: str
    table: str = ""
    severity: Literal["error", "query", "info"] | None = None
    at: str = ""
    message: Text | None = None
    if_blank: IfBlank | None = None
    valid_from: str = ""
    trial: bool = False
    compiled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NilReturn:
    """A return has rows, or its cover says that there is nothing to report, but not both."""

    element: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsOnce:
    """No row is repeated in a table, or in the columns `elements` if given."""

    table: str
    elements: tuple[str, ...] = ()


Rule = ExpressionRule | NilReturn | RowsOnce
