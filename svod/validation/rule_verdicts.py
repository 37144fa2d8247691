"""Where a return breaks the rules that its form writes as expressions.

Nothing that follows from a refused value is judged, but for sums that could only be larger with it: 5 parents among 4
participants are too many, whatever stands for the pupils.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schemas.declaration.form import Form
from schemas.expressions.rules import BoundRule, bound_rules
from schemas.expressions.tree import Aggregate, Arithmetic, Call, Cell, Comparison, Element, Figure, Tree, walk
from svod.validation.expressions import Column, Rows, Values, cell_row, columns
from svod.validation.typed_return import TypedReturn

REFUSING = "cell.out_of_range"
"""The check of values that are refused."""


@dataclass(frozen=True, slots=True, eq=False)
class JudgedRule:
    """A rule with the functions that judge it, and what it names: in the row or on the cover, and over the rows of tables."""

    bound: BoundRule
    verdicts: Column
    sides: tuple[Column, Column] | None
    elements: tuple[Element, ...]
    cells: tuple[Cell, ...]
    over: tuple[Element, ...]
    tables: frozenset[str]

    def broken(self, typed: TypedReturn) -> Iterator[int]:
        """The rows in which the rule doesn't hold; row 0 where the whole return is judged."""
        rows = self.rows(typed)
        if not rows.count or not self.tables <= typed.tables.keys():
            return
        verdicts = self.verdicts(rows)
        if False not in verdicts or self._is_unsure(typed):
            return
        unsure = self._unsure_rows(typed)
        for row, verdict in enumerate(verdicts):
            if verdict is False and row not in unsure:
                yield row

    def rows(self, typed: TypedReturn) -> Rows:
        """The rows that the rule judges."""
        table = self.bound.table
        if not table:
            return Rows(typed, "", 1)
        return Rows(typed, table, len(typed.tables[table]) if table in typed.tables else 0)

    def compared(self, typed: TypedReturn) -> tuple[Values, Values] | None:
        """What stands on both sides of the comparison in each row. None if the rule is no comparison."""
        if self.sides is None:
            return None
        rows = self.rows(typed)
        return self.sides[0](rows), self.sides[1](rows)

    def _is_unsure(self, typed: TypedReturn) -> bool:
        """True if a value was refused that the verdict on every row depends on."""
        tables, cover = typed.tables, typed.form.cover.code
        if any(tables[each.table].refused.get(each.name) for each in self.over):
            return True
        if any(not tables[cover].is_valid(each.name, 0) for each in self.elements if each.table == cover):
            return True
        for cell in self.cells:
            table, row = tables[cell.table], cell_row(cell, tables[cell.table])
            assert table.table.row_element
            is_unsure = bool(table.table.printed) if row is None else not table.is_valid(cell.column, row)
            if table.refused.get(table.table.row_element) or is_unsure:
                return True
        return False

    def _unsure_rows(self, typed: TypedReturn) -> set[int]:
        table = self.bound.table
        refused = typed.tables[table].refused if table else {}
        return set().union(*(refused.get(each.name, ()) for each in self.elements if each.table == table)) if refused else set()


@lru_cache(maxsize=512)
def judged_rules(form: Form, *, refusing: bool) -> tuple[JudgedRule, ...]:
    """The rules of a form that one return can be judged by: those that refuse a value, or the others.

    A rule refuses what it calls out of range. Indicators are computed after that, so a rule about one of them refuses nothing.
    """
    rules = (bound for bound in bound_rules(form) if not bound.compares_returns)
    return tuple(
        _judged(bound, form) for bound in rules if refusing is (bound.rule.check == REFUSING and not bound.takes_figures)
    )


def _judged(bound: BoundRule, form: Form) -> JudgedRule:
    tree, if_blank = bound.tree, bound.rule.if_blank
    outside = list(walk(tree, into_aggregates=False))
    aggregates = [part for part in outside if isinstance(part, Aggregate)]
    over = {part for aggregate in aggregates for part in walk(aggregate) if isinstance(part, Element)}
    for figure in (part for part in outside if isinstance(part, Figure)):
        indicator = form.indicators[figure.indicator]
        over |= {Element(indicator.table, name) for name in (indicator.element, *indicator.where) if name}
    elements = [part for part in outside if isinstance(part, Element)]
    harmless = {each for each in _lesser_terms(tree) if elements.count(each) == 1 and _is_positive(each, form)}
    cells = tuple(part for part in outside if isinstance(part, Cell))
    sides = (columns(tree.left, if_blank), columns(tree.right, if_blank)) if isinstance(tree, Comparison) else None
    return JudgedRule(
        bound=bound,
        verdicts=columns(tree, if_blank),
        sides=sides,
        elements=tuple(each for each in elements if each not in harmless),
        cells=cells,
        over=tuple(over),
        tables=frozenset(part.table for part in (*outside, *over) if isinstance(part, Element | Cell | Aggregate)),
    )


def _lesser_terms(tree: Tree) -> Iterator[Element]:
    """The elements that are added up on the side of a comparison that has to be less: a and b in "c >= a + b"."""
    if isinstance(tree, Comparison) and tree.relation in ("<", "<=", ">", ">="):
        yield from _added(tree.left if "<" in tree.relation else tree.right)


def _added(tree: Tree) -> Iterator[Element]:
    match tree:
        case Element():
            yield tree
        case Arithmetic("+", left, right):
            yield from _added(left)
            yield from _added(right)
        case Call("sum", arguments):
            for argument in arguments:
                yield from _added(argument)


def _is_positive(element: Element, form: Form) -> bool:
    least = form.all_tables[element.table].elements[element.name].least
    return least is not None and least >= 0
