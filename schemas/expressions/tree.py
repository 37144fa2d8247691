"""The tree of an expression.

Parsing makes names that say no more than the text does; binding (bind.py) puts in their place what a form calls so: an
`Element` of a table, a `Figure` (an indicator's value). Targets see bound trees only.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Literal, get_args

Sign = Literal["+", "-", "*", "/"]
Relation = Literal["=", "<>", "<", "<=", ">", ">="]
Function = Literal["if", "sum", "min", "max", "abs", "round", "blank"]
AggregateFunction = Literal["sum", "count", "min", "max"]
RELATIONS: Mapping[Relation, str] = {"=": "eq", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
"""The names of the relations."""

EVERY = "*"
"""The column of a cell that stands for every column."""

When = Literal["now", "previous", "last_year"]
FUNCTIONS: tuple[str, ...] = ("abs", "blank", "count", "if", "last_year", "max", "min", "other", "previous", "round", "sum")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class TextValue:
    """A text in quotes: a code of a list, or a text."""

    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """`participants`, or with its table `cover.raids_control`."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`t1[01,3]`: the figure in a printed row and a column of a fixed table. The column `*` stands for each of them in turn."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of this return or, by `when`, of an earlier one; with `form`, of another form's return for the period."""

    indicator: str
    when: When = "now"
    form: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a table, bound: its value in the row, or on the cover."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign changed."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference, product or quotient."""

    sign: Sign
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared."""

    relation: Relation
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class And:
    """Both conditions hold."""

    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Or:
    """One of the conditions holds, or both."""

    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Not:
    """The condition doesn't hold."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values of one row."""

    function: Function
    arguments: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function of a value over a table's rows, or over those that meet a condition.

    `count(activity where …)` counts rows: its value is the name of a table, and None once it is bound.
    """

    function: AggregateFunction
    value: "Tree | None"
    where: "Tree | None" = None
    table: str = ""


Tree = (
    Number | TextValue | Name | Cell | Figure | Element | Negative | Arithmetic | Comparison | And | Or | Not | Call | Aggregate
)
_NODES = {node.__name__: node for node in get_args(Tree)}


def parts_of(tree: Tree) -> Iterator[Tree]:
    """The parts right below a node, in the order in which they are written."""
    match tree:
        case Call():
            yield from tree.arguments
        case Negative() | Not():
            yield tree.operand
        case Arithmetic() | Comparison() | And() | Or():
            yield tree.left
            yield tree.right
        case Aggregate():
            yield from (part for part in (tree.value, tree.where) if part is not None)


def walk(tree: Tree, *, into_aggregates: bool = True) -> Iterator[Tree]:
    """A node and everything below it, in the order in which it is written."""
    yield tree
    if into_aggregates or not isinstance(tree, Aggregate):
        for part in parts_of(tree):
            yield from walk(part, into_aggregates=into_aggregates)


def with_column(tree: Tree, column: str) -> Tree:
    """The tree with a column in place of `*`: of t1[01,*] = t1[02,*], t1[01,3] = t1[02,3]."""
    if isinstance(tree, Cell):
        return Cell(tree.table, tree.row, column) if tree.column == EVERY else tree
    changed: dict[str, Any] = {}
    for name in (field.name for field in fields(tree)):
        value = getattr(tree, name)
        if isinstance(value, Tree):
            changed[name] = with_column(value, column)
        elif isinstance(value, tuple):
            changed[name] = tuple(with_column(part, column) for part in value)
    return replace(tree, **changed)


def compiled(tree: Tree) -> str:
    """The tree as JSON, from which it is read without the parser.

    >>> compiled(Comparison(">=", Name("", "pupils"), Number(Decimal("1.5"))))
    '["Comparison",">=",["Name","","pupils"],["Number","1.5"]]'
    """
    return json.dumps(_as_data(tree), ensure_ascii=False, separators=(",", ":"))


def read_compiled(text: str) -> Tree:
    """The tree that `compiled` wrote."""
    tree = _from_data(json.loads(text))
    assert isinstance(tree, Tree)
    return tree


def _as_data(value: Any) -> Any:
    if isinstance(value, tuple):
        return ["", *map(_as_data, value)]
    if isinstance(value, Tree):
        return [type(value).__name__, *(_as_data(getattr(value, field.name)) for field in fields(value))]
    return str(value) if isinstance(value, Decimal) else value


def _from_data(data: Any) -> Any:
    if not isinstance(data, list):
        return data
    name, *values = data
    if name == Number.__name__:
        return Number(Decimal(values[0]))
    parts = map(_from_data, values)
    return _NODES[name](*parts) if name else tuple(parts)
