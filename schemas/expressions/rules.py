"""The expression rules of a form, bound to it, and what is wrong with a rule that somebody wrote."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from string import Formatter

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import LANGUAGES
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.declaration.rule import ExpressionRule
from schemas.declaration.table import Table
from schemas.expressions.bind import Problem, bind
from schemas.expressions.tree import EVERY, Cell, Element, Figure, Tree, read_compiled, walk, with_column
from schemas.language.name_key import nearest

TEXTS = Texts(__package__)

PLACES = ("found", "column", "left", "right", "rule")
"""What the message of a rule may name in braces: the value and label of its cell, the two sides, the rule as a sentence."""

_OWN_CODE = re.compile(r"[a-z][a-z0-9_]*")
# t1[01,3], t1["01-b",3], cover.raids_control, raids_control
_AT = re.compile(
    r"""(?P<fixed>\w+)\[\s*"?(?P<row>[^,;"\]]+?)"?\s*[,;]\s*"?(?P<column>[^,;"\]]+?)"?\s*\]|(?:(?P<table>\w+)\.)?(?P<name>\w+)"""
)


@dataclass(frozen=True, slots=True, eq=False)
class BoundRule:
    """A rule of a form, bound to it.

    `table` is the list whose rows are judged one by one; it is empty if the return is judged once. `at` is what the issue's
    cell belongs to.
    """

    rule: ExpressionRule
    tree: Tree
    table: str
    at: Element | Cell | None

    @property
    def compares_returns(self) -> bool:
        """True if it needs other returns, which only the warehouse has."""
        return any(isinstance(part, Figure) and (part.form or part.when != "now") for part in walk(self.tree))

    @property
    def takes_figures(self) -> bool:
        """True if it needs an indicator of the return."""
        return any(isinstance(part, Figure) for part in walk(self.tree))

    def holds_in(self, period: Period | None) -> bool:
        """True if a return of the period has to meet a rule that holds from some period on."""
        return period is not None and Period.parse(self.rule.valid_from).first_day <= period.first_day


@lru_cache(maxsize=256)
def bound_rules(form: Form) -> tuple[BoundRule, ...]:
    """The expression rules of a form; one that names every column is a rule for each.

    A rule that can't be bound raises ValueError: such a form is not adopted.
    """
    rules = (rule for rule in form.rules if isinstance(rule, ExpressionRule))
    return tuple(_bound(each, tree, form) for rule in rules for each, tree in _by_column(rule, tree_of(rule), form))


def tree_of(rule: ExpressionRule) -> Tree:
    """The tree of a rule's expression. It is parsed only if nobody did before."""
    if rule.compiled:
        return read_compiled(rule.compiled)
    from schemas.expressions.parse import parse

    return parse(rule.expression)


def _by_column(rule: ExpressionRule, tree: Tree, form: Form) -> list[tuple[ExpressionRule, Tree]]:
    """The rule for each column that is filled in wherever it names every column; the rule itself if it names none so."""
    every = [part for part in walk(tree) if isinstance(part, Cell) and part.column == EVERY]
    columns = [_columns_asked(form.all_tables[cell.table], cell.row) for cell in every if cell.table in form.all_tables]
    shared = [column for column in columns[0] if all(column in others for others in columns)] if columns else []
    each = [(replace(rule, at=rule.at.replace(EVERY, column)), with_column(tree, column)) for column in shared]
    return each or [(rule, tree)]


def _columns_asked(table: Table, row: str) -> list[str]:
    """The columns that add up and are filled in in a printed row, by their numbers, or else their codes."""
    asked = (element for name, element in table.elements.items() if (row, name) not in table.not_asked)
    return [element.element.number or element.name for element in asked if element.kind.is_figure and element.kind.adds_up]


def _bound(rule: ExpressionRule, tree: Tree, form: Form) -> BoundRule:
    tree, problems = bind(tree, form, rule.table, None)
    if problems:
        raise ValueError(f"form {form.code}: {rule.expression}: {problems[0].message.en}")
    return BoundRule(rule, tree, _row_table(tree, form), _at(rule, tree, form))


def _row_table(tree: Tree, form: Form) -> str:
    """The list to whose rows the values belong; empty where they are all the cover's, or taken over rows."""
    elements = (part for part in walk(tree, into_aggregates=False) if isinstance(part, Element))
    return next((element.table for element in elements if element.table != form.cover.code), "")


def _at(rule: ExpressionRule, tree: Tree, form: Form) -> Element | Cell | None:
    """The element or cell that the rule states, or the first one that its expression names outside of sums over rows."""
    if not rule.at:
        return next((part for part in walk(tree, into_aggregates=False) if isinstance(part, Element | Cell)), None)
    found = _AT.fullmatch(rule.at)
    if found is None:
        return None
    if found["fixed"]:
        named, _ = bind(Cell(found["fixed"], found["row"], found["column"]), form, rule.table, None)
        return named if isinstance(named, Cell) else None
    for code in [found["table"]] if found["table"] else [rule.table or form.cover.code, form.cover.code]:
        if code in form.all_tables and found["name"] in form.all_tables[code].elements:
            return Element(code, found["name"])
    return None


def problems_of(rule: ExpressionRule, form: Form, others: Mapping[str, Form], codes: Collection[str]) -> list[Problem]:
    """All mistakes of a rule. `others` are the forms known, `codes` the codes of the catalogue."""
    if rule.table and rule.table not in form.all_tables:
        known = tuple(form.all_tables)
        return [Problem(rule.table, TEXTS.fill("rule.unknown_table", name=rule.table), nearest(rule.table, known))]
    problems = [*_about_code(rule, form, codes), *_about_message(rule), *_about_period(rule, form)]
    from schemas.expressions.parse import NotAnExpression, parse

    try:
        tree = parse(rule.expression)
    except NotAnExpression as error:
        return [*problems, Problem(rule.expression, error.message)]
    for each, of_column in _by_column(rule, tree, form):
        bound, found = bind(of_column, form, rule.table, others)
        if not found:
            found = list(_about_places(BoundRule(each, bound, _row_table(bound, form), _at(each, bound, form)), form))
        if found:
            return problems + found
    return problems


def own_code(rule: ExpressionRule, form: Form) -> bool:
    """True if the rule's code is the form's own: `form.name`."""
    return rule.check.startswith(f"{form.code}.")


def _about_code(rule: ExpressionRule, form: Form, codes: Collection[str]) -> Iterator[Problem]:
    if rule.check in codes:
        return
    if not own_code(rule, form):
        message = TEXTS.fill("rule.unknown_check", code=rule.check, form=form.code)
        yield Problem(rule.check, message, nearest(rule.check, tuple(codes)))
    elif not _OWN_CODE.fullmatch(rule.check.removeprefix(f"{form.code}.")):
        yield Problem(rule.check, TEXTS.fill("rule.code", code=rule.check))
    elif sum(isinstance(each, ExpressionRule) and each.check == rule.check for each in form.rules) > 1:
        yield Problem(rule.check, TEXTS.fill("rule.code_twice", code=rule.check))


def _about_message(rule: ExpressionRule) -> Iterator[Problem]:
    for language in LANGUAGES if rule.message else ():
        assert rule.message
        text = rule.message.in_(language)
        try:
            places = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            places = {text}
        for name in sorted(places.difference(PLACES)):
            yield Problem(text, TEXTS.fill("rule.place", name=name, places=PLACES), nearest(name, PLACES))


def _about_period(rule: ExpressionRule, form: Form) -> Iterator[Problem]:
    if rule.valid_from:
        try:
            period = Period.parse(rule.valid_from)
        except UnknownName as error:
            yield Problem(rule.valid_from, error.message)
            return
        if period.type != form.period_type:
            yield Problem(rule.valid_from, TEXTS.fill("rule.period", period=rule.valid_from))


def _about_places(bound: BoundRule, form: Form) -> Iterator[Problem]:
    """The cell of the issue, and what a rule between returns can't see."""
    rule, at = bound.rule, bound.at
    if rule.at and (at is None or (isinstance(at, Element) and at.table not in (bound.table, form.cover.code))):
        yield Problem(rule.at, TEXTS.fill("rule.at", name=rule.at))
    if not bound.compares_returns:
        return
    if bound.table:
        yield Problem(rule.expression, TEXTS["rule.between_rows"])
    if not own_code(rule, form):
        yield Problem(rule.check, TEXTS.fill("rule.between_code", code=rule.check, form=form.code))
    for part in walk(bound.tree):
        if isinstance(part, Element) and form.all_tables[part.table].elements[part.name].element.personal:
            yield Problem(part.name, TEXTS.fill("rule.personal", name=part.name))
