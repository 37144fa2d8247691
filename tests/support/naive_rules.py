"""Judges a rule row by row with fractions, as simply as possible: what every target is compared with."""

from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from schemas.declaration.form import Form
from schemas.expressions.rules import BoundRule
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
)
from svod.validation.typed_return import TypedReturn

_RELATIONS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def verdicts(rule: BoundRule, typed: TypedReturn) -> list[bool | None]:
    """The verdict on each row, or the one on the return."""
    if not rule.table:
        return [Naive(rule, typed, None).value(rule.tree)]
    table = typed.tables.get(rule.table)
    return [Naive(rule, typed, (rule.table, row)).value(rule.tree) for row in range(len(table) if table else 0)]


class Naive:
    """Evaluates a tree for one row."""

    def __init__(self, rule: BoundRule, typed: TypedReturn, row: tuple[str, int] | None) -> None:
        self.rule, self.typed, self.row = rule, typed, row
        self.form: Form = typed.form
        self.if_blank = rule.rule.if_blank

    def value(self, tree: Tree) -> Any:  # noqa: C901, PLR0911, PLR0912  # a case for each node of a tree
        match tree:
            case Number(value):
                return Fraction(value)
            case TextValue(value):
                return value
            case Element() | Cell() | Figure():
                return self.leaf(tree)
            case Negative(operand):
                value = self.value(operand)
                return None if value is None else -value
            case Arithmetic("+" | "-" as sign, left, right):
                one, other = self.term(left), self.term(right)
                return None if None in (one, other) else one + other if sign == "+" else one - other
            case Arithmetic(sign, left, right):
                one, other = self.value(left), self.value(right)
                if None in (one, other) or (sign == "/" and other == 0):
                    return None
                return one * other if sign == "*" else one / other
            case Comparison(relation, left, right):
                one, other = self.value(left), self.value(right)
                return None if one is None or other is None else _RELATIONS[relation](one, other)
            case Not(operand):
                value = self.value(operand)
                return None if value is None else not value
            case And(left, right):
                values = [self.value(left), self.value(right)]
                return False if False in values else None if None in values else True
            case Or(left, right):
                values = [self.value(left), self.value(right)]
                return True if True in values else None if None in values else False
            case Call():
                return self.call(tree)
            case Aggregate():
                return self.aggregate(tree)
        raise TypeError(tree)

    def raw(self, tree: Tree) -> Any:
        match tree:
            case Element(table, name):
                row = self.row[1] if self.row and self.row[0] == table else 0
                values = self.typed.tables[table].columns[name] if table in self.typed.tables else []
                return values[row] if values else None
            case Cell(table, code, column) if table in self.typed.tables:
                columns = self.typed.tables[table].columns
                rows = list(zip(columns[str(self.form.all_tables[table].row_element)], columns[column], strict=True))
                return next((value for row, value in rows if row == code), None)
            case Figure(indicator):
                return self.typed.indicators[indicator]
        return None

    def leaf(self, tree: Tree) -> Any:
        value = self.raw(tree)
        if value is None and self.if_blank == "nothing" and self.is_figure(tree):
            value = 0
        return Fraction(value) if type(value) in (int, Decimal) else value

    def is_figure(self, tree: Tree) -> bool:
        match tree:
            case Element(table, name) | Cell(table, _, name):
                return self.form.all_tables[table].elements[name].kind.is_figure
        return True

    def term(self, tree: Tree) -> Any:
        value = self.value(tree)
        is_leaf = isinstance(tree, Element | Cell | Figure)
        return Fraction(0) if value is None and is_leaf and self.if_blank != "not_judged" else value

    def call(self, call: Call) -> Any:  # noqa: PLR0911  # a case for each function
        if call.function == "blank":
            return self.raw(call.arguments[0]) is None
        if call.function == "if":
            condition, yes, no = call.arguments
            which = self.value(condition)
            return None if which is None else self.value(yes if which else no)
        if call.function == "sum":
            terms = [self.term(each) for each in call.arguments]
            return None if None in terms else sum(terms)
        values = [self.value(each) for each in call.arguments]
        known = [value for value in values if value is not None]
        if call.function in ("min", "max"):
            if not known or (len(known) < len(values) and self.if_blank == "not_judged"):
                return None
            return min(known) if call.function == "min" else max(known)
        if None in values:
            return None
        if call.function == "abs":
            return abs(values[0])
        shift = 10 ** int(values[1] if len(values) > 1 else 0)
        whole = int(abs(values[0]) * shift + Fraction(1, 2))
        return Fraction(whole if values[0] > 0 else -whole, shift)

    def aggregate(self, tree: Aggregate) -> Any:
        if tree.table not in self.typed.tables:
            return None
        inner = [Naive(self.rule, self.typed, (tree.table, row)) for row in range(len(self.typed.tables[tree.table]))]
        chosen = [each for each in inner if tree.where is None or each.value(tree.where) is True]
        if tree.value is None:
            return Fraction(len(chosen))
        known = [value for value in (each.value(tree.value) for each in chosen) if value is not None]
        match tree.function:
            case "count":
                return Fraction(len(known))
            case "sum":
                return sum(known, Fraction(0))
        return (min if tree.function == "min" else max)(known, default=None)
