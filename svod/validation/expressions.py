"""Judges expressions by columns: each part of a tree becomes a function that makes its values for all rows at once.

A value that isn't known is None, and so is a condition that depends on it. Numbers are exact: int, Decimal and, once divided,
Fraction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, neg, not_, or_, sub
from typing import Any

from schemas.declaration.rule import IfBlank
from schemas.expressions.tree import (
    Aggregate,
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Element,
    Figure,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
    walk,
)
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

Values = Sequence[Any]


@dataclass(slots=True)
class Rows:
    """The rows that are judged: those of a list, or a single one that stands for the whole return."""

    typed: TypedReturn
    table: str
    count: int


Column = Callable[[Rows], Values]
"""Makes the values of a part of an expression, one for each row."""

_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def columns(tree: Tree, if_blank: IfBlank | None) -> Column:
    """The function that makes the values of a bound tree."""
    only_adds = all(not isinstance(part, Arithmetic) or part.sign in "+-" for part in walk(tree))
    rounds = any(isinstance(part, Call) and part.function == "round" for part in walk(tree))
    return _Maker(if_blank, only_adds and not rounds).make(tree)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes columns. Decimals become fractions where a product or quotient of them could be rounded."""

    if_blank: IfBlank | None
    keeps_decimals: bool

    def make(self, tree: Tree) -> Column:
        match tree:
            case Element() | Cell() | Figure():
                return self._leaf(tree)
            case Comparison() | And() | Or() | Not():
                return self._condition(tree)
            case Negative() | Arithmetic():
                return self._calculated(tree)
            case Call():
                return self._call(tree)
            case Aggregate():
                return self._aggregate(tree)
            case Number() | TextValue():
                return self._constant(tree)
        raise TypeError(tree)

    def _constant(self, tree: Number | TextValue) -> Column:
        value: object = tree.value
        if isinstance(value, Decimal):
            value = int(value) if value == value // 1 else value if self.keeps_decimals else Fraction(value)
        return lambda rows: [value] * rows.count

    def _condition(self, tree: Comparison | And | Or | Not) -> Column:
        match tree:
            case Comparison(relation, left, right):
                return _pairs(_RELATIONS[relation], self.make(left), self.make(right))
            case And(left, right):
                return _combined(_both, False, *self._quickest_first(left, right))
            case Or(left, right):
                return _combined(_either, True, *self._quickest_first(left, right))
            case Not(Call("blank", (operand,))):
                return _filled(_raw(operand))
            case Not(operand):
                return _each(self.make(operand), not_)

    def _quickest_first(self, left: Tree, right: Tree) -> tuple[Column, Column]:
        """Two conditions, with one that only asks whether a cell is filled in before the other: often it decides alone."""
        match right:
            case Call("blank") | Not(Call("blank")):
                return self.make(right), self.make(left)
        return self.make(left), self.make(right)

    def _calculated(self, tree: Negative | Arithmetic) -> Column:
        match tree:
            case Negative(operand):
                return _each(self.make(operand), neg)
            case Arithmetic("/", left, right):
                return _pairs(_quotient, self.make(left), self.make(right))
            case Arithmetic("*", left, right):
                return _pairs(mul, self.make(left), self.make(right))
            case Arithmetic(sign, left, right):
                return _pairs(add if sign == "+" else sub, self._term(left), self._term(right))

    def _leaf(self, tree: Element | Cell | Figure) -> Column:
        """The values of an element; blank figures are zero if the rule says so."""
        values = _raw(tree)
        zero = self.if_blank == "nothing"
        if self.keeps_decimals and not zero:
            return values

        def leaf(rows: Rows) -> Values:
            known = values(rows)
            if zero and None in known and _is_figure(tree, rows):
                known = [value or 0 for value in known]
            return known if self.keeps_decimals else [Fraction(v) if type(v) is Decimal else v for v in known]

        return leaf

    def _term(self, tree: Tree) -> Column:
        """A term of a sum: nothing where it is a blank figure."""
        make = self.make(tree)
        if self.if_blank == "not_judged" or not isinstance(tree, Element | Cell | Figure):
            return make

        def term(rows: Rows) -> Values:
            values = make(rows)
            return [value or 0 for value in values] if None in values else values

        return term

    def _call(self, call: Call) -> Column:
        match call:
            case Call("blank", (operand,)):
                values = _raw(operand)
                return lambda rows: [value is None for value in values(rows)]
            case Call("if", (condition, yes, no)):
                return _chosen(self.make(condition), self.make(yes), self.make(no))
            case Call("abs", (operand,)):
                return _each(self.make(operand), abs)
            case Call("round", (operand, *digits)):
                places = int(digits[0].value) if digits and isinstance(digits[0], Number) else 0
                return _each(self.make(operand), lambda value: rounded(value, places))
            case Call("sum", (first, *others)):
                added = self._term(first)
                for other in others:
                    added = _pairs(add, added, self._term(other))
                return added
        choose = min if call.function == "min" else max
        return _of_known(choose, [self.make(each) for each in call.arguments], all_known=self.if_blank == "not_judged")

    def _aggregate(self, tree: Aggregate) -> Column:
        """The function over a table's rows that meet the condition; blanks are left out."""
        value = None if tree.value is None else self.make(tree.value)
        where = None if tree.where is None else self.make(tree.where)

        def aggregated(rows: Rows) -> Values:
            table = rows.typed.tables.get(tree.table)
            if table is None:
                return [None] * rows.count
            inner = Rows(rows.typed, tree.table, len(table))
            values: Values = [0] * len(table) if value is None else value(inner)
            if where is not None:
                values = [each for each, chosen in zip(values, where(inner), strict=True) if chosen]
            return [_over_rows(tree.function, values)] * rows.count

        return aggregated


def _over_rows(function: str, values: Values) -> Any:
    known = [value for value in values if value is not None]
    if function == "count":
        return len(known)
    if function == "sum":
        return sum(known)
    return (min if function == "min" else max)(known) if known else None


def _raw(tree: Tree) -> Column:
    """The values of an element, cell or figure as the return has them."""
    match tree:
        case Element(table, name):
            return lambda rows: _values(rows, table, name)
        case Cell():
            return lambda rows: [cell_value(tree, rows.typed)] * rows.count
        case Figure(indicator, "now", ""):
            return lambda rows: [rows.typed.indicators.get(indicator)] * rows.count
    raise TypeError(tree)


def _filled(column: Column) -> Column:
    def filled(rows: Rows) -> Values:
        values = column(rows)
        return [value is not None for value in values] if None in values else [True] * len(values)

    return filled


def _values(rows: Rows, table: str, name: str) -> Values:
    if table == rows.table:
        return rows.typed.tables[table].columns[name]
    found = rows.typed.tables.get(table)
    return [None if found is None else found.first(name)] * rows.count


def cell_value(cell: Cell, typed: TypedReturn) -> Any:
    """The value of a printed row's cell. None where it is blank, or the row isn't there."""
    table = typed.tables.get(cell.table)
    row = None if table is None else cell_row(cell, table)
    return None if table is None or row is None else table.columns[cell.column][row]


def cell_row(cell: Cell, table: TypedTable) -> int | None:
    """The row of the table that a cell is in."""
    assert table.table.row_element
    codes = table.columns[table.table.row_element]
    return codes.index(cell.row) if cell.row in codes else None


def _is_figure(tree: Tree, rows: Rows) -> bool:
    if isinstance(tree, Figure):
        return True
    name = tree.column if isinstance(tree, Cell) else tree.name if isinstance(tree, Element) else ""
    table = rows.typed.form.all_tables[tree.table]  # type: ignore[union-attr]  # an element or a cell
    return table.elements[name].kind.is_figure


def _each(column: Column, function: Callable[[Any], Any]) -> Column:
    def each(rows: Rows) -> Values:
        values = column(rows)
        if None not in values:
            return list(map(function, values))
        return [None if value is None else function(value) for value in values]

    return each


def _pairs(function: Callable[[Any, Any], Any], left: Column, right: Column) -> Column:
    """A function of two values, unknown where one of them is."""

    def pairs(rows: Rows) -> Values:
        one = left(rows)
        has_unknown = None in one
        if has_unknown and one.count(None) == len(one):
            return one
        other = right(rows)
        if not has_unknown and None not in other:
            return list(map(function, one, other))
        return [None if a is None or b is None else function(a, b) for a, b in zip(one, other, strict=True)]

    return pairs


def _combined(function: Callable[[Any, Any], bool | None], decides: bool, left: Column, right: Column) -> Column:
    """Two conditions combined. Where the first one decides in every row, nobody asks the other."""
    of_known = or_ if decides else and_

    def combined(rows: Rows) -> Values:
        one = left(rows)
        if one.count(decides) == len(one):
            return one
        other = right(rows)
        return list(map(function if None in one or None in other else of_known, one, other))

    return combined


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def _chosen(condition: Column, yes: Column, no: Column) -> Column:
    def chosen(rows: Rows) -> Values:
        triples = zip(condition(rows), yes(rows), no(rows), strict=True)
        return [None if which is None else one if which else other for which, one, other in triples]

    return chosen


def _of_known(choose: Callable[..., Any], parts: Sequence[Column], *, all_known: bool) -> Column:
    """The least or greatest of the values that are known."""

    def of_known(rows: Rows) -> Values:
        chosen = []
        for values in zip(*(part(rows) for part in parts), strict=True):
            known = [value for value in values if value is not None]
            chosen.append(choose(known) if known and (len(known) == len(values) or not all_known) else None)
        return chosen

    return of_known


def _quotient(one: Any, other: Any) -> Fraction | None:
    """The exact quotient; unknown if it is of zero."""
    return Fraction(one) / Fraction(other) if other else None


def rounded(value: Any, digits: int) -> Any:
    """A number rounded as a spreadsheet does: halves away from zero.

    >>> rounded(Fraction(5, 2), 0), rounded(-25, 0), rounded(Decimal("-0.125"), 2)
    (3, -25, Fraction(-13, 100))
    """
    if type(value) is int:
        return value
    scaled = abs(Fraction(value)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    exact = Fraction(whole if value > 0 else -whole, 10**digits)
    return int(exact) if exact.denominator == 1 else exact


def shown(value: Any) -> object:
    """A value as a message tells it: a fraction as a decimal number."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else round(Decimal(value.numerator) / Decimal(value.denominator), 6).normalize()
