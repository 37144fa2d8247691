"""Tells a rule as a sentence with the form's labels, as officials write it: "стр. 01, гр. 3 = стр. 02, гр. 3"."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.basics.text import LANGUAGES, Text, fill, joined, quoted, write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.expressions.bind import type_of
from schemas.expressions.tree import (
    RELATIONS,
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
    Relation,
    TextValue,
    Tree,
    walk,
)
from schemas.expressions.written import tightness

TEXTS = Texts(__package__)

_OPPOSITES: Mapping[Relation, Relation] = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_SHOWN = {"=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "+": "+", "-": "−", "*": "×", "/": "÷"}


def sentence(tree: Tree, form: Form, others: Mapping[str, Form] | None = None) -> Text:
    """The sentence of a bound tree. Of other forms, those in `others` are told by their names."""
    told = _Teller(form, others or {}, len({part.table for part in walk(tree) if isinstance(part, Cell)}) > 1).must(tree)
    return Text(*(text[0].upper() + text[1:] for text in told.all))


def opposite(tree: Tree) -> Tree:
    """The condition that holds where the other one doesn't, with "not" before single values alone."""
    match tree:
        case Comparison(relation, left, right):
            return Comparison(_OPPOSITES[relation], left, right)
        case And(left, right):
            return Or(opposite(left), opposite(right))
        case Or(left, right):
            return And(opposite(left), opposite(right))
        case Not(operand):
            return plain(operand)
    return Not(tree)


def plain(tree: Tree) -> Tree:
    """The same condition, with "not" before single values alone: a <> b for not a = b."""
    return opposite(tree.operand) if isinstance(tree, Not) else tree


@dataclass(frozen=True, slots=True)
class _Teller:
    form: Form
    others: Mapping[str, Form]
    names_sheets: bool

    def must(self, tree: Tree) -> Text:
        """What has to hold."""
        match plain(tree):
            case Comparison(relation, left, right) as compared if not self._are_names(compared):
                are_days = self._is_day(left) or self._is_day(right)
                texts = TEXTS.group("must_day") if are_days else TEXTS.group("must")
                return fill(texts[RELATIONS[relation]], {"left": self.term(left), "right": self.term(right)})
            case Or(left, right):
                return TEXTS.fill("must_be.if", condition=self.whether(opposite(left)), demand=self.must(right))
            case And(left, right):
                return TEXTS.fill("must_be.and", left=self.must(left), right=self.must(right))
            case Not(Call("blank", (operand,))):
                return TEXTS.fill("must_be.filled", value=self.term(operand))
            case Call("blank", (operand,)):
                return TEXTS.fill("must_be.blank", value=self.term(operand))
        return self.whether(tree)

    def whether(self, tree: Tree) -> Text:
        """On what condition."""
        match plain(tree):
            case Comparison() as compared:
                return self._compared(compared)
            case And(left, right):
                return TEXTS.fill("is.and", left=self.whether(left), right=self.whether(right))
            case Or(left, right):
                return TEXTS.fill("is.or", left=self.whether(left), right=self.whether(right))
            case Not(operand):
                return self._is(operand, negated=True)
            case condition:
                return self._is(condition, negated=False)

    def _is(self, tree: Tree, *, negated: bool) -> Text:
        """A value that is blank, or a yes, or not."""
        if isinstance(tree, Call) and tree.function == "blank":
            text = TEXTS["is.filled"] if negated else TEXTS["is.blank"]
            return fill(text, {"value": self.term(tree.arguments[0])})
        text = TEXTS["is.other"] if negated else TEXTS["is.same"]
        return fill(text, {"left": self.term(tree), "right": TEXTS["is.yes"]})

    def _compared(self, tree: Comparison) -> Text:
        relation, left, right = tree.relation, tree.left, tree.right
        if not self._are_names(tree):
            return _around(self.term(left), _SHOWN[relation], self.term(right))
        text = TEXTS["is.same"] if relation == "=" else TEXTS["is.other"]
        return fill(text, {"left": self._name(left, right), "right": self._name(right, left)})

    def term(self, tree: Tree) -> Text:
        """A value."""
        match tree:
            case Number() | TextValue() | Element() | Cell() | Figure():
                return self._named(tree)
            case Negative(operand):
                return _wrapped("−", self._part(operand, 7), "")
            case Arithmetic(sign, left, right):
                tight = tightness(tree)
                return _around(self._part(left, tight), _SHOWN[sign], self._part(right, tight + 1))
            case Aggregate():
                return self._over_rows(tree)
            case Call():
                return self._call(tree)
        return _wrapped("(", self.whether(tree), ")")

    def _named(self, tree: Number | TextValue | Element | Cell | Figure) -> Text:
        match tree:
            case Number(value):
                return Text(*(write(value, language) for language in LANGUAGES))
            case TextValue(value):
                return quoted([Text(value or "–", value or "–", value or "–")])
            case Element(table, name):
                return quoted([self.form.all_tables[table].elements[name].labels])
            case Cell():
                return self._cell(tree)
            case Figure():
                return self._figure(tree)

    def _part(self, tree: Tree, tight: int) -> Text:
        term = self.term(tree)
        return term if tightness(tree) >= tight else _wrapped("(", term, ")")

    def _cell(self, cell: Cell) -> Text:
        table = self.form.all_tables[cell.table]
        column = table.elements[cell.column]
        text = TEXTS["term.row_column"] if column.element.number else TEXTS["term.row_label"]
        told = fill(text, {"row": cell.row, "column": column.element.number or column.labels})
        return TEXTS.fill("term.on_sheet", sheet=table.sheet, cell=told) if self.names_sheets else told

    def _figure(self, figure: Figure) -> Text:
        form = self.others.get(figure.form) if figure.form else self.form
        code = Text(figure.indicator, figure.indicator, figure.indicator)
        label = form.indicators[figure.indicator].labels if form else code
        if figure.form:
            return TEXTS.fill("figure.other", label=label, form=form.title if form else figure.form)
        return fill(TEXTS.group("figure")[figure.when], {"label": label})

    def _call(self, call: Call) -> Text:
        match call:
            case Call("if", (condition, yes, no)):
                return TEXTS.fill("term.if", condition=self.whether(condition), yes=self.term(yes), no=self.term(no))
            case Call("abs", (operand,)):
                return _wrapped("|", self.term(operand), "|")
            case Call("round", (operand, *digits)):
                places = digits[0].value if digits and isinstance(digits[0], Number) else 0
                return TEXTS.fill("term.round", value=self._part(operand, 7), digits=places)
            case Call("sum", arguments):
                return _wrapped("(", joined(*(self._part(each, 5) for each in arguments), by=" + "), ")")
            case Call("min" | "max" as function, arguments):
                values = joined(*map(self.term, arguments), by=", ")
                return TEXTS.fill("term.min", values=values) if function == "min" else TEXTS.fill("term.max", values=values)
        return _wrapped("(", self.whether(call), ")")

    def _over_rows(self, tree: Aggregate) -> Text:
        sheet = self.form.all_tables[tree.table].sheet
        where = (
            TEXTS.fill("over.all", sheet=sheet)
            if tree.where is None
            else TEXTS.fill("over.where", sheet=sheet, condition=self.whether(tree.where))
        )
        if tree.value is None:
            return TEXTS.fill("over.rows", where=where)
        return fill(TEXTS.group("over")[tree.function], {"value": self._part(tree.value, 7), "where": where})

    def _is_day(self, tree: Tree) -> bool:
        return isinstance(tree, Element) and type_of(self.form.all_tables[tree.table].elements[tree.name]).name == "date"

    def _are_names(self, tree: Comparison) -> bool:
        """True if codes, texts or truths are compared, which are the same or not."""
        return any(
            isinstance(side, TextValue)
            or (
                isinstance(side, Element)
                and type_of(self.form.all_tables[side.table].elements[side.name]).name in ("code", "text", "truth")
            )
            for side in (tree.left, tree.right)
        )

    def _name(self, side: Tree, other: Tree) -> Text:
        """A side of such a comparison: a code by its label."""
        if isinstance(side, TextValue) and isinstance(other, Element):
            labels = self.form.all_tables[other.table].elements[other.name].code_labels
            if side.value in labels:
                return quoted([labels[side.value]])
        return self.term(side)


def _around(left: Text, sign: str, right: Text) -> Text:
    return Text(*(f"{before} {sign} {after}" for before, after in zip(left.all, right.all, strict=True)))


def _wrapped(before: str, text: Text, after: str) -> Text:
    return Text(*(f"{before}{each}{after}" for each in text.all))
