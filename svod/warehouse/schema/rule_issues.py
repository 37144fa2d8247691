"""Rules between returns as queries: against the period before, a year earlier, another form's return for the same period."""

from collections.abc import Iterable

from schemas.basics.text import LANGUAGES, Language
from schemas.declaration.form import Form
from schemas.expressions.rules import BoundRule, bound_rules
from schemas.expressions.tree import Comparison, Figure, walk
from svod.warehouse.schema.expression_sql import ExpressionSql, shown
from svod.warehouse.schema.form_tables import literal, quoted
from svod.warehouse.schema.form_unions import of_version

_BEFORE = {"previous": "core.period_before", "last_year": "core.same_a_year_before"}


def rule_issues(forms: Iterable[Form]) -> str | None:
    """The select of the submissions that break such rules, in the shape of the files in sql/checks. None without such rules."""
    bound = [
        of_version(_issues(version, rule), form, version)
        for form in forms
        for version in form.versions
        for rule in bound_rules(version)
        if rule.compares_returns
    ]
    if not bound:
        return None
    meaning = "-- one row per accepted submission that breaks a rule of its form about other returns\n"
    return meaning + "\nunion all by name\n".join(bound)


def judged(sql: ExpressionSql, rule: BoundRule, row: str, source: str) -> str:
    """The verdict on each row of a source, with what stands on both sides of a comparison."""
    tree, sides = rule.tree, ["null", "null"]
    if isinstance(tree, Comparison) and sql.is_number(tree.left):
        sides = [shown(sql.number(side)) for side in (tree.left, tree.right)]
    verdict = sql.condition(tree)
    selected = "".join(f", {value} as {name}" for name, value in sql.values.items())
    return (
        f'select named.* , try({sides[0]}) as "left", try({sides[1]}) as "right", try({verdict}) as holds '
        f"from (select {row}{selected} {source}) named"
    )


def _issues(form: Form, rule: BoundRule) -> str:
    figures = [part for part in walk(rule.tree) if isinstance(part, Figure)]
    sql = ExpressionSql(form, "", rule.rule.if_blank, lambda figure: f"{_alias(figure) if figure else 'returned'}.workbook")
    tables = {figure.when if not figure.form else figure.form: figure for figure in figures}
    joins = " ".join(_join(figure) for figure in tables.values() if _alias(figure) != "returned")
    since = f" and returned.period >= {literal(rule.rule.valid_from)}" if rule.rule.valid_from else ""
    source = (
        f"from core.judged_submission(moment, form_asked, period_asked) returned {joins} "
        f"where returned.form = {literal(form.code)} and returned.is_change{since}"
    )
    select = judged(sql, rule, "returned.submission, returned.workbook", source)
    own = next((figure.indicator for figure in figures if _alias(figure) == "returned"), None)
    places = ", ".join(
        f"{_places(language, label)} as places_{language}"
        for language, label in zip(LANGUAGES, _labels(form, own), strict=True)
    )
    indicator = literal(own) if own else "null::varchar"
    return (
        f"select submission, {literal(rule.rule.check)} as code, workbook, {indicator} as indicator, "
        f"rtrim(rtrim(\"left\"::decimal(38, 6)::varchar, '0'), '.') as value, {places} from ({select}) where not holds"
    )


def _places(language: Language, label: str) -> str:
    """What the message may name, in a language."""
    numbers = {"left": '"left"', "right": '"right"', "found": '"left"'}
    shown = {name: f"core.number({number}, '{language}')" for name, number in numbers.items()} | {"column": literal(label)}
    return f"[{', '.join(f'core.place({literal(name)}, {value})' for name, value in shown.items())}]"


def _labels(form: Form, indicator: str | None) -> tuple[str, str, str]:
    return (form.indicators[indicator].labels if indicator else form.title).all


def _alias(figure: Figure) -> str:
    """The name of the return that a figure is taken from."""
    if figure.form:
        return quoted(f"of {figure.form}")
    return "returned" if figure.when == "now" else figure.when


def _join(figure: Figure) -> str:
    """Joins the return that a figure is taken from. Where there is none, the rule isn't judged."""
    alias = _alias(figure)
    if figure.form:
        source = f"core.current_workbook(moment, {literal(figure.form)}, period_asked)"
        same = f"{alias}.form = {literal(figure.form)} and {alias}.period = returned.period"
    else:
        before = _BEFORE[figure.when]
        source = f"core.current_workbook(moment, form_asked, {before}(period_asked))"
        same = f"{alias}.form = returned.form and {alias}.period = {before}(returned.period)"
    return f"join {source} {alias} on {same} and {alias}.unit = returned.unit"
