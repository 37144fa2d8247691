"""Writes a tree as text, from which parsing makes the same tree."""

import re

from schemas.expressions.tree import (
    EVERY,
    Aggregate,
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Element,
    Figure,
    Name,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
)

# How tightly a node binds: "or" least, a sign before a number most.
_TIGHTNESS: dict[type, int] = {Or: 1, And: 2, Not: 3, Comparison: 4, Arithmetic: 5, Negative: 7}
_PRODUCT, _SIGNED, _OPERAND = 6, 7, 8
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))

# The code of a row or column that needs no quotes: 01, 01.1, 1а, pupils, III.1
_PLAIN = re.compile(r"[^\W\d]\w*(\.\w+)*|\d+(\.\d+)*([^\W\d]\w*)?")


def written(tree: Tree) -> str:
    """The text of a tree, with as few brackets as it needs.

    >>> from schemas.expressions.parse import parse
    >>> written(parse("(a+(b-c))>=(2*(d+1)) and NOT (e<1 OR f<>“x”)"))
    'a + (b - c) >= 2 * (d + 1) and not (e < 1 or f <> "x")'
    """
    match tree:
        case Or(left, right):
            text = f"{_in(left, 1)} or {_in(right, 2)}"
        case And(left, right):
            text = f"{_in(left, 2)} and {_in(right, 3)}"
        case Not(operand):
            text = f"not {_in(operand, 3)}"
        case Comparison(relation, left, right):
            text = f"{_in(left, 5)} {relation} {_in(right, 5)}"
        case Arithmetic(sign, left, right):
            text = f"{_in(left, tightness(tree))} {sign} {_in(right, tightness(tree) + 1)}"
        case Negative(operand):
            text = f"-{_in(operand, _SIGNED)}"
        case _:
            text = _operand(tree)
    return text


def _operand(tree: Tree) -> str:
    match tree:
        case Number(value):
            return f"{value:f}"
        case TextValue(value):
            return _quoted(value)
        case Call(function, arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case Aggregate(function, value, where, table):
            over = table if value is None else written(value)
            return f"{function}({over})" if where is None else f"{function}({over} where {written(where)})"
    return _named(tree)


def _named(tree: Tree) -> str:
    match tree:
        case Name(table, name) | Element(table, name):
            return f"{table}.{name}" if table else name
        case Cell(table, row, column):
            codes = (code if code == EVERY or _PLAIN.fullmatch(code) else _quoted(code) for code in (row, column))
            return f"{table}[{','.join(codes)}]"
        case Figure(indicator, "now", form):
            return f'other("{form}").{indicator}' if form else indicator
        case Figure(indicator, when):
            return f"{when}({indicator})"
    raise TypeError(tree)


def _quoted(text: str) -> str:
    quotes = next(quotes for quotes in _QUOTES if quotes[1] not in text)
    return f"{quotes[0]}{text}{quotes[1]}"


def _in(tree: Tree, least: int) -> str:
    """A part of something that binds so tightly."""
    return written(tree) if tightness(tree) >= least else f"({written(tree)})"


def tightness(tree: Tree) -> int:
    """How tightly a node binds its parts: a sum less than a product."""
    if isinstance(tree, Arithmetic) and tree.sign in "*/":
        return _PRODUCT
    return _TIGHTNESS.get(type(tree), _OPERAND)
