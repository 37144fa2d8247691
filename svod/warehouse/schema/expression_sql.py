"""Expressions as SQL over what is loaded, with the meaning that validation gives them.

A number is a whole numerator and a denominator, so that SQL is exact too: DuckDB would divide decimals as binary floats. Each
value that an expression names becomes a column of an inner select, because `try`, which makes an overflow null, takes columns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import lcm

from schemas.declaration.form import Form
from schemas.declaration.rule import IfBlank
from schemas.declaration.table import Table
from schemas.expressions.tree import (
    Aggregate,
    AggregateFunction,
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
from svod.warehouse.schema.form_tables import columns, literal, quoted, row_table

_DECIMALS = 6
"""The decimals of an indicator's value."""

_SHARED = "gcd(a.d, b.d)"
_ADDED = f"{{'n': a.n * (b.d // {_SHARED}) + b.n * (a.d // {_SHARED}), 'd': a.d * (b.d // {_SHARED})}}"
_REDUCED = {
    "sum": f"lambda a, b: {_ADDED}, {{'n': 0::hugeint, 'd': 1::hugeint}}",
    "min": "lambda a, b: case when a.n * b.d <= b.n * a.d then a else b end",
    "max": "lambda a, b: case when a.n * b.d >= b.n * a.d then a else b end",
}
"""What a list of fractions comes to where each row has a denominator of its own: 1/2 and 1/3 come to 5/6."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number as SQL: its numerator, and its denominator, which is positive and never null, and an int where it is known."""

    numerator: str
    denominator: int | str = 1


@dataclass(slots=True)
class ExpressionSql:
    """Makes the SQL of a bound tree for the rows of `reported`, whose workbook is `workbook`.

    `values` collects what the inner select has to select, by the names of its columns.
    """

    form: Form
    table: str
    if_blank: IfBlank | None
    workbook: Callable[[Figure | None], str]
    values: dict[str, str] = field(default_factory=dict)
    rows_of: str = ""

    def condition(self, tree: Tree) -> str:
        """A condition: true, false, or null where it isn't known."""
        match tree:
            case Comparison():
                return self._comparison(tree)
            case And(left, right):
                return f"({self.condition(left)} and {self.condition(right)})"
            case Or(left, right):
                return f"({self.condition(left)} or {self.condition(right)})"
            case Not(operand):
                return f"(not {self.condition(operand)})"
            case Call():
                return self._conditional(tree)
        return self._leaf(tree)

    def _conditional(self, call: Call) -> str:
        if call.function == "blank":
            return f"({self._leaf(call.arguments[0])} is null)"
        known, yes, no = map(self.condition, call.arguments)
        return f"(case when {known} then {yes} when not {known} then {no} end)"

    def number(self, tree: Tree) -> Ratio:
        """A number."""
        match tree:
            case Number(value):
                numerator, denominator = value.as_integer_ratio()
                return Ratio(f"{numerator}::hugeint", denominator)
            case Negative(operand):
                number = self.number(operand)
                return Ratio(f"(-{number.numerator})", number.denominator)
            case Arithmetic():
                return self._arithmetic(tree)
            case Aggregate():
                return self._aggregate(tree)
            case Call():
                return self._call(tree)
        return self._figure(tree)

    def is_number(self, tree: Tree) -> bool:
        """True if a part is a number and no text, day or condition."""
        match tree:
            case Element(table, name) | Cell(table, _, name):
                return self.form.all_tables[table].elements[name].kind.is_figure
            case Call("if", (_, yes, _)):
                return self.is_number(yes)
            case Aggregate("min" | "max", value) if value is not None:
                return self.is_number(value)
            case Call(function):
                return function != "blank"
        return not isinstance(tree, TextValue | Comparison | And | Or | Not)

    def _comparison(self, tree: Comparison) -> str:
        if not self.is_number(tree.left):
            return f"({self._plain(tree.left)} {tree.relation} {self._plain(tree.right)})"
        left, right = _alike([self.number(tree.left), self.number(tree.right)])
        return f"({left} {tree.relation} {right})"

    def _plain(self, tree: Tree) -> str:
        """A text, day or truth."""
        match tree:
            case TextValue(value):
                return literal(value)
            case Aggregate(function, value, where, table) if value is not None:
                return self._over(table, where, lambda: f"{function}({self._plain(value)})")
            case Element() | Cell():
                return self._leaf(tree)
        return self.condition(tree)

    def _arithmetic(self, tree: Arithmetic) -> Ratio:
        if tree.sign in "+-":
            left, right = self._term(tree.left), self._term(tree.right)
            one, other = _alike([left, right])
            return Ratio(f"({one} {tree.sign} {other})", _common([left, right]))
        left, right = self.number(tree.left), self.number(tree.right)
        if tree.sign == "*":
            return Ratio(f"({left.numerator} * {right.numerator})", _product(left.denominator, right.denominator))
        divisor = f"nullif({right.numerator}, 0)"
        return Ratio(
            f"(sign({divisor})::hugeint * {left.numerator} * {right.denominator})",
            f"({left.denominator} * coalesce(abs({divisor}), 1))",
        )

    def _term(self, tree: Tree) -> Ratio:
        """A term of a sum: nothing where it is a blank figure."""
        number = self.number(tree)
        if self.if_blank == "not_judged" or not isinstance(tree, Element | Cell | Figure):
            return number
        return Ratio(f"coalesce({number.numerator}, 0)", number.denominator)

    def _call(self, call: Call) -> Ratio:
        match call:
            case Call("if", (condition, yes, no)):
                known, parts = self.condition(condition), [self.number(yes), self.number(no)]
                one, other = _alike(parts)
                return Ratio(f"(case when {known} then {one} when not {known} then {other} end)", _common(parts))
            case Call("abs", (operand,)):
                number = self.number(operand)
                return Ratio(f"abs({number.numerator})", number.denominator)
            case Call("round", (operand, *digits)):
                places = int(digits[0].value) if digits and isinstance(digits[0], Number) else 0
                number = self.number(operand)
                halves = f"2 * abs({number.numerator}) * {10**places} + {number.denominator}"
                return Ratio(f"(sign({number.numerator})::hugeint * (({halves}) // (2 * {number.denominator})))", 10**places)
            case Call("sum", arguments):
                parts = [self._term(each) for each in arguments]
                return Ratio(f"({' + '.join(_alike(parts))})", _common(parts))
        parts = [self.number(each) for each in call.arguments]
        numbers = _alike(parts)
        chosen = f"{'least' if call.function == 'min' else 'greatest'}({', '.join(numbers)})"
        if self.if_blank == "not_judged":
            chosen = f"case when {' and '.join(f'{each} is not null' for each in numbers)} then {chosen} end"
        return Ratio(f"({chosen})", _common(parts))

    def _aggregate(self, tree: Aggregate) -> Ratio:
        value = tree.value
        if value is None or tree.function == "count":
            counted = self._over(tree.table, tree.where, lambda: f"count({'1' if value is None else self._counted(value)})")
            return Ratio(counted)
        return self._of_rows(tree.function, value, tree)

    def _of_rows(self, function: AggregateFunction, value: Tree, tree: Aggregate) -> Ratio:
        """The sum, least or greatest of a number over rows."""
        added: list[Ratio] = []

        def selected() -> str:
            added.append(self.number(value))
            numerator, denominator = added[0].numerator, added[0].denominator
            if isinstance(denominator, int):
                return f"coalesce(sum({numerator}), 0)" if function == "sum" else f"{function}({numerator})"
            listed = f"list({{'n': {numerator}, 'd': {denominator}}}) filter (({numerator}) is not null)"
            return f"coalesce({listed}, [])" if function == "sum" else listed

        sql = self._over(tree.table, tree.where, selected)
        if isinstance(added[0].denominator, int):
            return Ratio(sql, added[0].denominator)
        reduced = f"list_reduce({sql}, {_REDUCED[function]})"
        return Ratio(f"({reduced}).n", f"coalesce(({reduced}).d, 1)")

    def _counted(self, tree: Tree) -> str:
        return self.number(tree).numerator if self.is_number(tree) else self._plain(tree)

    def _over(self, table: str, where: Tree | None, value: Callable[[], str]) -> str:
        """A value over the rows of a table, as a column of the inner select. Null if the return has no such sheet."""
        self.rows_of = table
        selected = f"select {value()} {_rows(self.form, self.form.all_tables[table], 'each')}"
        workbook = self.workbook(None)
        chosen = "" if where is None else f" and {self.condition(where)}"
        self.rows_of = ""
        is_read = (
            f'exists (from core.layout located where located.workbook = {workbook} and located."table" = {literal(table)})'
        )
        return self._column(f"case when {is_read} then ({selected} where each.workbook = {workbook}{chosen}) end")

    def _figure(self, tree: Tree) -> Ratio:
        """The number that an element, a cell or an indicator has."""
        if isinstance(tree, Figure):
            decimals = _DECIMALS
        else:
            assert isinstance(tree, Element | Cell)
            name = tree.column if isinstance(tree, Cell) else tree.name
            decimals = _scale(self.form.all_tables[tree.table].elements[name].kind.sql_type)
        value = self._leaf(tree)
        numerator = f"{value}::hugeint" if decimals == 0 else f"({value}::decimal(38, {decimals}) * {10**decimals})::hugeint"
        if self.if_blank == "nothing":
            numerator = f"coalesce({numerator}, 0)"
        return Ratio(numerator, 10**decimals)

    def _leaf(self, tree: Tree) -> str:
        match tree:
            case Element(table, name) if table == self.rows_of:
                return f"each.{self._name(table, name)}"
            case Element(table, name) if table == self.table:
                return self._column(f"reported.{self._name(table, name)}")
            case Element(table, name):
                value = f"max(cover.{self._name(table, name)})"
                rows = _rows(self.form, self.form.all_tables[table], "cover")
                return self._column(f"(select {value} {rows} where cover.workbook = {self.workbook(None)})")
            case Cell(table, row, name):
                row_element = self.form.all_tables[table].row_element
                assert row_element
                rows = _rows(self.form, self.form.all_tables[table], "printed")
                where = (
                    f"printed.workbook = {self.workbook(None)} and printed.{self._name(table, row_element)} = {literal(row)}"
                )
                value = f'arg_min(printed.{self._name(table, name)}, printed."row")'
                return self._column(f"(select {value} {rows} where {where})")
            case Figure(indicator):
                found = f"of.workbook = {self.workbook(tree)} and of.indicator = {literal(indicator)}"
                return self._column(f"(select max(of.value) from core.indicator_value of where {found})")
        raise TypeError(tree)

    def _name(self, table: str, element: str) -> str:
        return quoted(columns(self.form, self.form.all_tables[table])[element])

    def _column(self, sql: str) -> str:
        """The name of the inner select's column with a value; within a function over rows it is the value itself."""
        if self.rows_of:
            return sql
        for name, known in self.values.items():
            if known == sql:
                return f"named.{name}"
        name = f"value_{len(self.values) + 1}"
        self.values[name] = sql
        return f"named.{name}"


def shown(number: Ratio) -> str:
    """A number as people read it, with up to six decimals."""
    if number.denominator == 1:
        return number.numerator
    return f"((({number.numerator} * {10**_DECIMALS}) // ({number.denominator}))::decimal(38, 0) * 0.000001)"


def _rows(form: Form, table: Table, alias: str) -> str:
    return f"from core.{quoted(row_table(form, table))} {alias}"


def _scale(sql_type: str) -> int:
    """The decimals of a column: 2 of decimal(18, 2)."""
    return int(sql_type.rstrip(")").rpartition(",")[2]) if sql_type.startswith("decimal") else 0


def _alike(numbers: Sequence[Ratio]) -> list[str]:
    """The numerators over one denominator."""
    common = _common(numbers)
    if isinstance(common, int):
        factors = [common // int(number.denominator) for number in numbers]
        return [
            number.numerator if factor == 1 else f"({number.numerator} * {factor})"
            for number, factor in zip(numbers, factors, strict=True)
        ]
    others = [[other.denominator for other in numbers if other is not number] for number in numbers]
    return [f"({' * '.join([number.numerator, *map(str, rest)])})" for number, rest in zip(numbers, others, strict=True)]


def _common(numbers: Sequence[Ratio]) -> int | str:
    """The denominator over which all numbers can stand."""
    known = [number.denominator for number in numbers if isinstance(number.denominator, int)]
    if len(known) == len(numbers):
        return lcm(*known)
    return f"({' * '.join(str(number.denominator) for number in numbers)})"


def _product(one: int | str, other: int | str) -> int | str:
    return one * other if isinstance(one, int) and isinstance(other, int) else f"({one} * {other})"
