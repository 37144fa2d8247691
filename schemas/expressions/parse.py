"""Parses the text of an expression. Nothing else imports lark, which takes longer to import than most files to check."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.expressions.tree import (
    FUNCTIONS,
    Aggregate,
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Figure,
    Name,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
    parts_of,
)
from schemas.language.name_key import nearest

TEXTS = Texts(__package__)

LONGEST = 2000
"""No rule that a person can read is longer."""

_DEEPEST = 100
_RELATIONS = {"≤": "<=", "≥": ">=", "≠": "<>", "!=": "<>"}
_SIGNS = {"−": "-", "×": "*", "÷": "/"}
_AGGREGATES = ("sum", "count", "min", "max")
_ARGUMENTS = {"if": (3, 3), "abs": (1, 1), "round": (1, 2), "blank": (1, 1), "sum": (2, 99), "min": (2, 99), "max": (2, 99)}
# What may come next, in the words of a person: several terminals of the grammar are one thing.
_EXPECTED = {
    "NUMBER": "value", "TEXT": "text", "NAME": "value", "FUNCTION": "value", "EARLIER": "value", "OTHER": "value",
    "LPAR": "value", "CODE": "row", "RELATION": "relation", "SIGN": "sign", "TIMES": "sign", "RPAR": "closing",
    "RSQB": "closing_square", "SEPARATOR": "separator", "AND": "and", "OR": "and", "$END": "end",
}  # fmt: skip


@dataclass(frozen=True)
class NotAnExpression(Exception):  # it says what happened
    """A text that is no expression: what is wrong, and at which of its characters, counted from 0."""

    position: int
    message: Text


@cache
def parse(text: str) -> Tree:
    """The tree of an expression. Raises NotAnExpression.

    >>> parse("a >= b + 1")
    Comparison(relation='>=', left=Name(table='', name='a'), \
right=Arithmetic(sign='+', left=Name(table='', name='b'), right=Number(value=Decimal('1'))))
    """
    too_long = NotAnExpression(0, TEXTS.fill("parse.too_long", most=LONGEST, deepest=_DEEPEST))
    if len(text) > LONGEST:
        raise too_long
    try:
        tree = _Nodes().transform(_parser().parse(text))
        if _depth(tree) > _DEEPEST:
            raise too_long
    except UnexpectedInput as error:
        raise _unexpected(text, error) from None
    except RecursionError:
        raise too_long from None
    except VisitError as error:
        if isinstance(error.orig_exc, NotAnExpression):
            raise error.orig_exc from None
        raise
    return tree


@cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr")


def _depth(tree: Tree) -> int:
    return 1 + max(map(_depth, parts_of(tree)), default=0)


def _unexpected(text: str, error: UnexpectedInput) -> NotAnExpression:
    """What stands in the way, and what may stand there."""
    position, expected = len(text), set[str]()
    if isinstance(error, UnexpectedCharacters):
        position, expected = error.pos_in_stream or 0, error.allowed or expected
    elif isinstance(error, UnexpectedToken):
        position, expected = error.token.start_pos or 0, error.accepts or error.expected
        position = len(text) if error.token.type == "$END" else position
    found = str(error.token) if isinstance(error, UnexpectedToken) else text[position : position + 1]
    if found == "(" and (name := _name_before(text, position)):
        return NotAnExpression(position - len(name), _unknown_function(name))
    may_come = _named(expected)
    if position == len(text):
        return NotAnExpression(position, TEXTS.fill("parse.ends", expected=may_come))
    return NotAnExpression(position, TEXTS.fill("parse.unexpected", found=found, position=position + 1, expected=may_come))


def _name_before(text: str, position: int) -> str:
    """The name that stands right before a bracket: "summ" in "summ(a)"."""
    before = text[:position].rstrip()
    start = len(before)
    while start and (before[start - 1].isalnum() or before[start - 1] == "_"):
        start -= 1
    return before[start:]


def _unknown_function(name: str) -> Text:
    suggestion = nearest(name.lower(), FUNCTIONS)
    told = TEXTS.fill("parse.unknown_function", name=name, functions=", ".join(FUNCTIONS))
    return joined(told, TEXTS.fill("parse.did_you_mean", name=suggestion)) if suggestion else told


def _named(terminals: Iterable[str]) -> list[Text]:
    names = dict.fromkeys(_EXPECTED[terminal] for terminal in sorted(terminals) if terminal in _EXPECTED)
    return [TEXTS.group("expected")[name] for name in names]


class _Nodes(Transformer[Token, Tree]):
    """Makes the nodes from what the grammar found."""

    def number(self, found: list[Token]) -> Tree:
        return Number(Decimal(found[0]))

    def text(self, found: list[Token]) -> Tree:
        return TextValue(found[0][1:-1])

    def name(self, found: list[Token]) -> Tree:
        return Name("", str(found[0])) if len(found) == 1 else Name(str(found[0]), str(found[1]))

    def cell(self, found: list[Token]) -> Tree:
        row, column = (each[1:-1] if each.type == "TEXT" else str(each) for each in (found[1], found[3]))
        return Cell(str(found[0]), row, column)

    def other(self, found: list[Token]) -> Tree:
        return Figure(str(found[2]), form=found[1][1:-1])

    def earlier(self, found: list[Token]) -> Tree:
        return Figure(str(found[1]), when=found[0].lower())  # type: ignore[arg-type]  # the grammar has these two

    def signed(self, found: list[Any]) -> Tree:
        return found[1] if found[0] == "+" else Negative(found[1])

    def arithmetic(self, found: list[Any]) -> Tree:
        return Arithmetic(_SIGNS.get(found[1], str(found[1])), found[0], found[2])  # type: ignore[arg-type]  # the grammar has these signs

    def comparison(self, found: list[Any]) -> Tree:
        return Comparison(_RELATIONS.get(found[1], str(found[1])), found[0], found[2])  # type: ignore[arg-type]  # the grammar has these signs

    def either(self, found: list[Tree]) -> Tree:
        return Or(*found)

    def both(self, found: list[Tree]) -> Tree:
        return And(*found)

    def negated(self, found: list[Tree]) -> Tree:
        return Not(*found)

    def call(self, found: list[Any]) -> Tree:
        name, arguments = found[0].lower(), tuple(found[1::2])
        if len(arguments) == 1 and name in _AGGREGATES:
            return Aggregate(name, arguments[0])
        least, most = _ARGUMENTS.get(name, (1, 1))
        if not least <= len(arguments) <= most:
            raise NotAnExpression(found[0].start_pos, TEXTS.fill("parse.arguments", name=name, count=len(arguments)))
        return Call(name, arguments)

    def over_rows(self, found: list[Any]) -> Tree:
        name, value, where = found
        if name.lower() not in _AGGREGATES:
            raise NotAnExpression(name.start_pos, TEXTS.fill("parse.no_where", name=name))
        return Aggregate(name.lower(), value, where)
