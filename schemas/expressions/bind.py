"""Binds an expression to a form: each name becomes the element or figure that the form calls so, and every type is checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from schemas.basics.text import Text, fill
from schemas.basics.texts import Texts
from schemas.declaration.element import CodeList, DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.expressions.tree import (
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
    walk,
)
from schemas.expressions.written import written
from schemas.language.name_key import nearest

TEXTS = Texts(__package__)

TypeName = Literal["number", "truth", "date", "code", "text", "unknown"]


@dataclass(frozen=True, slots=True)
class Type:
    """What values a part of an expression has. A code's has its list; `unknown` follows from a mistake told already."""

    name: TypeName
    codes: type[CodeList] | None = None


_ADDED: dict[str, tuple[TypeName, ...]] = {"sum": ("number", "unknown"), "count": get_args(TypeName)}
NUMBER, TRUTH, TEXT, UNKNOWN = Type("number"), Type("truth"), Type("text"), Type("unknown")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a rule: the part of the expression that has it, what is wrong, and the name that may be meant."""

    part: str
    message: Text
    suggestion: str | None = None


def bind(tree: Tree, form: Form, table: str, others: Mapping[str, Form] | None) -> tuple[Tree, list[Problem]]:
    """The bound tree of a condition that each row of a table must meet, and all its mistakes.

    `others` are the forms known; None takes what is named of another form as it is.
    """
    binder = _Binder(form, table or form.cover.code, others)
    bound, kind = binder.bind(tree)
    if kind.name not in ("truth", "unknown"):
        binder.tell(tree, TEXTS["bind.no_condition"])
    return bound, binder.problems


def type_of(element: DataElement) -> Type:
    """The type of an element's values."""
    if element.codes:
        return Type("code", element.codes)
    by_type: dict[type, TypeName] = {bool: "truth", int: "number", Decimal: "number", date: "date"}
    for base in element.kind.value_type.__mro__:
        if base in by_type:
            return Type(by_type[base])
    return TEXT


@dataclass(slots=True)
class _Binder:
    form: Form
    table: str
    others: Mapping[str, Form] | None
    problems: list[Problem] = field(default_factory=list)
    rows_of: str = ""
    """The table over whose rows the function around the part runs."""

    def tell(self, part: Tree, message: Text, suggestion: str | None = None, **values: object) -> None:
        """Add a problem."""
        text = written(part)
        self.problems.append(Problem(text, fill(message, {"part": text, **values}), suggestion))

    def bind(self, tree: Tree) -> tuple[Tree, Type]:
        """The bound part and its type."""
        match tree:
            case Name() | Cell() | Figure():
                return self._named(tree)
            case Comparison() | And() | Or() | Not():
                return self._condition(tree), TRUTH
            case Call():
                return self._call(tree)
            case Aggregate():
                return self._aggregate(tree)
            case Negative(operand):
                tree = Negative(self._of("number", operand))
            case Arithmetic(sign, left, right):
                tree = Arithmetic(sign, self._of("number", left), self._of("number", right))
        return tree, TEXT if isinstance(tree, TextValue) else NUMBER

    def _named(self, tree: Name | Cell | Figure) -> tuple[Tree, Type]:
        match tree:
            case Name():
                return self._name(tree)
            case Cell():
                return self._cell(tree)
            case Figure():
                return self._figure(tree)

    def _condition(self, tree: Comparison | And | Or | Not) -> Tree:
        match tree:
            case Comparison():
                return self._comparison(tree)
            case And(left, right):
                return And(self._of("truth", left), self._of("truth", right))
            case Or(left, right):
                return Or(self._of("truth", left), self._of("truth", right))
            case Not(operand):
                return Not(self._of("truth", operand))

    def _of(self, name: TypeName, tree: Tree) -> Tree:
        """The bound part, which must be of a type."""
        bound, kind = self.bind(tree)
        if kind.name not in (name, "unknown"):
            self.tell(tree, TEXTS["bind.type"], expected=TEXTS.group("type")[name], found=TEXTS.group("type")[kind.name])
        return bound

    def _name(self, name: Name) -> tuple[Tree, Type]:
        table = self._table_of(name)
        if table is not None:
            return Element(table.code, name.name), type_of(table.elements[name.name])
        if not name.table and not self.rows_of and name.name in self.form.indicators:
            return Figure(name.name), NUMBER
        return name, UNKNOWN

    def _table_of(self, name: Name) -> Table | None:
        """The table whose element is meant: of the rows looked at, or the cover."""
        tables, here = self.form.all_tables, self.rows_of or self.table
        if name.table and name.table not in tables:
            self.tell(name, TEXTS["bind.unknown_table"], nearest(name.table, tuple(tables)), name=name.table)
            return None
        for code in [name.table] if name.table else dict.fromkeys((here, self.form.cover.code)):
            if name.name in tables[code].elements:
                if code not in (here, self.form.cover.code):
                    self.tell(name, TEXTS["bind.other_table"], table=tables[code].sheet)
                    return None
                return tables[code]
        if name.table or self.rows_of or name.name not in self.form.indicators:
            self._unknown_name(name)
        return None

    def _unknown_name(self, name: Name) -> None:
        tables = self.form.all_tables
        elsewhere = [code for code, table in tables.items() if name.name in table.elements]
        if elsewhere and not name.table and not self.rows_of:
            self.tell(name, TEXTS["bind.elsewhere"], names=[f"{code}.{name.name}" for code in elsewhere])
            return
        here = [name.table] if name.table else [self.rows_of or self.table, self.form.cover.code]
        known = [element for code in here for element in tables[code].elements]
        known += [] if name.table or self.rows_of else list(self.form.indicators)
        self.tell(name, TEXTS["bind.unknown_name"], nearest(name.name, tuple(known)), name=name.name)

    def _cell(self, cell: Cell) -> tuple[Tree, Type]:
        table = self.form.all_tables.get(cell.table)
        if table is None or table.row_element is None:
            fixed = [code for code, known in self.form.all_tables.items() if known.row_element]
            self.tell(cell, TEXTS["bind.no_fixed_table"], nearest(cell.table, tuple(fixed)), name=cell.table)
            return cell, UNKNOWN
        rows = table.elements[table.row_element].code_labels
        columns = {written: name for name, element in table.elements.items() for written in (name, element.element.number)}
        column = columns.get(cell.column)
        if cell.row not in rows:
            self.tell(cell, TEXTS["bind.unknown_row"], nearest(cell.row, tuple(rows)), name=cell.row, table=table.sheet)
        if column is None:
            known = tuple(filter(None, columns))
            self.tell(cell, TEXTS["bind.unknown_column"], nearest(cell.column, known), name=cell.column, table=table.sheet)
        if cell.row not in rows or column is None:
            return cell, UNKNOWN
        return Cell(cell.table, cell.row, column), type_of(table.elements[column])

    def _figure(self, figure: Figure) -> tuple[Tree, Type]:
        if figure.form and self.others is None:
            return figure, NUMBER
        others = self.others or {}
        form = others.get(figure.form) if figure.form else self.form
        if form is None:
            self.tell(figure, TEXTS["bind.unknown_form"], nearest(figure.form, tuple(others)), name=figure.form)
        elif form.period_type != self.form.period_type:
            self.tell(figure, TEXTS["bind.other_periods"], form=form.title)
        elif figure.indicator not in form.indicators:
            suggestion = nearest(figure.indicator, tuple(form.indicators))
            self.tell(figure, TEXTS["bind.unknown_indicator"], suggestion, name=figure.indicator, form=form.title)
        return figure, NUMBER

    def _comparison(self, tree: Comparison) -> Tree:
        (left, left_type), (right, right_type) = self.bind(tree.left), self.bind(tree.right)
        names = {left_type.name, right_type.name}
        if "unknown" in names:
            return Comparison(tree.relation, left, right)
        if names == {"code", "text"}:
            self._known_code(tree, left_type.codes or right_type.codes, left if right_type.codes else right)
        elif len(names) > 1 or left_type.codes is not right_type.codes:
            types = TEXTS.group("type")
            self.tell(tree, TEXTS["bind.compared"], left=types[left_type.name], right=types[right_type.name])
        if tree.relation not in ("=", "<>") and not names <= {"number", "date"}:
            self.tell(tree, TEXTS["bind.no_order"], found=TEXTS.group("type")[left_type.name])
        return Comparison(tree.relation, left, right)

    def _known_code(self, tree: Tree, codes: type[CodeList] | None, text: Tree) -> None:
        """A code is compared with a code of its list, not with a label or another element."""
        assert codes
        if not isinstance(text, TextValue):
            types = TEXTS.group("type")
            self.tell(tree, TEXTS["bind.compared"], left=types["code"], right=types["text"])
        elif text.value not in set(codes):
            by_name = {name: code.value for code in codes for name in code.names}
            likely = by_name.get(nearest(text.value, tuple(by_name)) or "")
            self.tell(tree, TEXTS["bind.unknown_code"], likely, code=text.value, codes=[code.value for code in codes])

    def _call(self, call: Call) -> tuple[Tree, Type]:
        match call:
            case Call("if", (condition, yes, no)):
                condition = self._of("truth", condition)
                (yes_bound, kind), (no_bound, other) = self.bind(yes), self.bind(no)
                if kind != other and UNKNOWN not in (kind, other):
                    self.tell(call, TEXTS["bind.branches"])
                return Call("if", (condition, yes_bound, no_bound)), kind
            case Call("blank", (operand,)):
                bound, _ = self.bind(operand)
                if not isinstance(bound, Element | Cell | Name):
                    self.tell(call, TEXTS["bind.blank"])
                return Call("blank", (bound,)), TRUTH
            case Call("round", (_, digits)) if not isinstance(digits, Number) or digits.value not in range(10):
                self.tell(call, TEXTS["bind.digits"])
        return Call(call.function, tuple(self._of("number", argument) for argument in call.arguments)), NUMBER

    def _aggregate(self, tree: Aggregate) -> tuple[Tree, Type]:
        counts_rows = isinstance(tree.value, Name) and not tree.value.table and tree.value.name in self.form.all_tables
        counts_rows = counts_rows and tree.function == "count"
        names = list(_names(tree.where if counts_rows else tree))
        table = tree.value.name if counts_rows and isinstance(tree.value, Name) else self._rows(tree, names)
        if self.rows_of or table is None:
            if self.rows_of:
                self.tell(tree, TEXTS["bind.nested"])
            return tree, UNKNOWN
        self.rows_of = table
        value, kind = (None, NUMBER) if counts_rows or tree.value is None else self.bind(tree.value)
        where = None if tree.where is None else self._of("truth", tree.where)
        self.rows_of = ""
        if kind.name not in _ADDED.get(tree.function, ("number", "date", "unknown")):
            self.tell(tree, TEXTS["bind.type"], expected=TEXTS.group("type")["number"], found=TEXTS.group("type")[kind.name])
            kind = UNKNOWN
        return Aggregate(tree.function, value, where, table), NUMBER if tree.function == "count" else kind

    def _rows(self, tree: Tree, names: Sequence[Name]) -> str | None:
        """The table over whose rows a function runs: the one that its names are of."""
        tables, cover = self.form.all_tables, self.form.cover.code
        stated = list(dict.fromkeys(name.table for name in names if name.table and name.table != cover))
        if len(stated) > 1:
            self.tell(tree, TEXTS["bind.several_tables"], names=stated)
            return None
        if stated:
            if stated[0] not in tables:
                self.tell(tree, TEXTS["bind.unknown_table"], nearest(stated[0], tuple(tables)), name=stated[0])
                return None
            return stated[0]
        plain = {name.name for name in names if not name.table}
        having = [code for code, table in tables.items() if code != cover and plain and plain <= table.elements.keys()]
        if self.table in having or len(having) == 1:
            return self.table if self.table in having else having[0]
        if having:
            examples = [f"{code}.{name}" for code in having for name in sorted(plain)[:1]]
            self.tell(tree, TEXTS["bind.ambiguous"], names=examples)
        else:
            self._no_rows(tree, names)
        return None

    def _no_rows(self, tree: Tree, names: Sequence[Name]) -> None:
        """Tell which names no list has; if each has some, that none has all."""
        lists = {code: table for code, table in self.form.all_tables.items() if code != self.form.cover.code}
        known = tuple(element for table in lists.values() for element in table.elements)
        unknown = [name for name in names if not name.table and name.name not in known]
        for name in unknown:
            self.tell(name, TEXTS["bind.unknown_name"], nearest(name.name, known), name=name.name)
        if not unknown:
            self.tell(tree, TEXTS["bind.no_rows"])


def _names(tree: Tree | None) -> Iterator[Name]:
    return (part for part in walk(tree) if isinstance(part, Name)) if tree is not None else iter(())
