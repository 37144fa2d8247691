"""Rules as formulas of a spreadsheet, so that a blank shows while it is filled in where one doesn't hold.

A formula has no unknown values. So a condition becomes two formulas, one for where it surely holds and one for where it surely
doesn't, and a value comes with the conditions under which it is known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from schemas.basics.text import Language
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.kinds.truth import TRUTHS
from schemas.expressions.bind import type_of
from schemas.expressions.rules import BoundRule
from schemas.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Element,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
    walk,
)

Place = Callable[[Element | Cell], str | None]
"""The address of a value as the formula names it: $G2. None if the sheet has no cell for it."""

_OPPOSITES = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_DIGITS = 9
"""Digits after the point that a comparison of fractions looks at: a spreadsheet adds 0.1 and 0.2 to 0.30000000000000004."""


class _NotAFormula(Exception):  # it says what happened
    """A spreadsheet can't say this within a row: a sum over another sheet's rows, a figure of another return."""


@dataclass(frozen=True, slots=True)
class _Value:
    formula: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Condition:
    holds: str
    fails: str


def broken_formula(rule: BoundRule, form: Form, language: Language, place: Place) -> str | None:
    """The formula that is true where a rule is broken. None if a formula can't say it."""
    try:
        return _Formulas(rule, form, language, place).condition(rule.tree).fails
    except _NotAFormula:
        return None


@dataclass(frozen=True, slots=True)
class _Formulas:
    rule: BoundRule
    form: Form
    language: Language
    place: Place

    def condition(self, tree: Tree) -> _Condition:
        match tree:
            case Comparison():
                return self._comparison(tree)
            case And(left, right):
                one, other = self.condition(left), self.condition(right)
                return _Condition(_all(one.holds, other.holds), _any(one.fails, other.fails))
            case Or(left, right):
                one, other = self.condition(left), self.condition(right)
                return _Condition(_any(one.holds, other.holds), _all(one.fails, other.fails))
            case Not(operand):
                one = self.condition(operand)
                return _Condition(one.fails, one.holds)
            case Call("blank", (Element() | Cell() as operand,)):
                return self._blank(operand)
            case Element() | Cell():
                return self._truth(tree)
        raise _NotAFormula

    def _blank(self, operand: Element | Cell) -> _Condition:
        if self._element(operand).default is not None:
            return _Condition("FALSE", "TRUE")
        address = self._address(operand)
        return _Condition(f'{address}=""', f'{address}<>""')

    def _truth(self, operand: Element | Cell) -> _Condition:
        yes, no = (_quoted(TRUTHS[truth].in_(self.language)) for truth in (True, False))
        value = self._name(operand, operand)
        return _Condition(f"{value.formula}={yes}", f"{value.formula}={no}")

    def _comparison(self, tree: Comparison) -> _Condition:
        if self._is_name(tree.left) or self._is_name(tree.right):
            left, right = self._name(tree.left, tree.right), self._name(tree.right, tree.left)
        else:
            left, right = self.number(tree.left), self.number(tree.right)
        compared = left.formula, right.formula
        if self._has_fractions(tree):
            compared = f"ROUND({left.formula}-({right.formula}),{_DIGITS})", "0"
        known = (*left.known, *right.known)
        return _Condition(_all(*known, tree.relation.join(compared)), _all(*known, _OPPOSITES[tree.relation].join(compared)))

    def _has_fractions(self, tree: Tree) -> bool:
        """True if a number may have digits after the point."""
        return any(
            (isinstance(part, Number) and part.value != part.value // 1)
            or (isinstance(part, Arithmetic) and part.sign == "/")
            or (isinstance(part, Element | Cell) and issubclass(self._element(part).kind.value_type, Decimal))
            for part in walk(tree)
        )

    def _is_name(self, tree: Tree) -> bool:
        """True for a code, a text, a yes or no."""
        if isinstance(tree, Element | Cell):
            return type_of(self._element(tree)).name in ("code", "text", "truth")
        return isinstance(tree, TextValue)

    def _name(self, tree: Tree, other: Tree) -> _Value:
        """A name as it stands in the cell: a code by its label."""
        if isinstance(tree, TextValue):
            labels = self._element(other).code_labels if isinstance(other, Element | Cell) else {}
            return _Value(_quoted(labels[tree.value].in_(self.language) if tree.value in labels else tree.value))
        if not isinstance(tree, Element | Cell):
            raise _NotAFormula
        address, element = self._address(tree), self._element(tree)
        if element.default is None:
            return _Value(address, (f'{address}<>""',))
        label = element.kind.label(element.default, element, lambda _: None)
        default = _quoted(label.in_(self.language) if label else str(element.default))
        return _Value(f'IF({address}="",{default},{address})')

    def number(self, tree: Tree) -> _Value:
        """A number or a day."""
        match tree:
            case Number(value):
                return _Value(f"{value:f}")
            case Element() | Cell():
                return self._leaf(tree)
            case Negative(operand):
                number = self.number(operand)
                return _Value(f"(-{number.formula})", number.known)
            case Arithmetic():
                return self._arithmetic(tree)
            case Call():
                return self._call(tree)
        raise _NotAFormula

    def _arithmetic(self, tree: Arithmetic) -> _Value:
        make = self._term if tree.sign in "+-" else self.number
        left, right = make(tree.left), make(tree.right)
        known = (*left.known, *right.known)
        if tree.sign == "/":
            # AND looks at all its arguments, and an error in one of them would be its result.
            divisor = right.formula
            return _Value(f"({left.formula}/IF({divisor}=0,1,{divisor}))", (*known, f"{divisor}<>0"))
        return _Value(f"({left.formula}{tree.sign}{right.formula})", known)

    def _leaf(self, tree: Element | Cell) -> _Value:
        default = self._element(tree).default
        address = self._address(tree)
        if default is not None:
            return _Value(f'IF({address}="",{default},{address})')
        if self.rule.rule.if_blank == "nothing" and self._element(tree).kind.is_figure:
            return _Value(f"N({address})")
        return _Value(address, (f"ISNUMBER({address})",))

    def _term(self, tree: Tree) -> _Value:
        """A term of a sum: nothing where it is blank."""
        value = self.number(tree)
        if isinstance(tree, Element | Cell) and value.known and self.rule.rule.if_blank != "not_judged":
            return _Value(f"N({value.formula})")
        return value

    def _call(self, call: Call) -> _Value:
        match call:
            case Call("if", (condition, yes, no)):
                which, one, other = self.condition(condition), self.number(yes), self.number(no)
                either = _any(_all(which.holds, *one.known), _all(which.fails, *other.known))
                return _Value(f"IF({which.holds},{one.formula},{other.formula})", (either,))
            case Call("abs", (operand,)):
                number = self.number(operand)
                return _Value(f"ABS({number.formula})", number.known)
            case Call("round", (operand, *digits)):
                number, places = self.number(operand), self.number(digits[0]).formula if digits else "0"
                return _Value(f"ROUND({number.formula},{places})", number.known)
            case Call("sum", arguments):
                terms = [self._term(each) for each in arguments]
                known = tuple(condition for term in terms for condition in term.known)
                return _Value(f"({'+'.join(term.formula for term in terms)})", known)
        return self._least(call)

    def _least(self, call: Call) -> _Value:
        """The least or greatest of the cells that have a number."""
        values = [self.number(each) for each in call.arguments]
        listed = ",".join(value.formula for value in values)
        function = call.function.upper()
        if not any(value.known for value in values):
            return _Value(f"{function}({listed})")
        if not all(isinstance(each, Element | Cell) for each in call.arguments):
            raise _NotAFormula
        enough = f"={len(values)}" if self.rule.rule.if_blank == "not_judged" else ">0"
        return _Value(f"{function}({listed})", (f"COUNT({listed}){enough}",))

    def _address(self, tree: Element | Cell) -> str:
        address = self.place(tree)
        if address is None:
            raise _NotAFormula
        return address

    def _element(self, tree: Element | Cell) -> DataElement:
        return self.form.all_tables[tree.table].elements[tree.name if isinstance(tree, Element) else tree.column]


def _all(*conditions: str) -> str:
    return f"AND({','.join(conditions)})" if len(conditions) > 1 else conditions[0]


def _any(*conditions: str) -> str:
    return f"OR({','.join(conditions)})" if len(conditions) > 1 else conditions[0]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
