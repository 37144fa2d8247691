"""What rules say besides what is wrong: which figures of the cover repeat an indicator, which elements may be required."""

from collections.abc import Iterator
from functools import lru_cache

from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.expressions.rules import bound_rules
from schemas.expressions.tree import Aggregate, And, Call, Comparison, Element, Not, Or, TextValue, Tree, walk

_Where = dict[str, frozenset[str]]


@lru_cache(maxsize=64)
def control_figures(form: Form) -> dict[str, Indicator]:
    """The elements of the cover that must equal an indicator: `raids_control = sum(activities where kind = "raid")`."""
    return dict(_control_figures(form))


def _control_figures(form: Form) -> Iterator[tuple[str, Indicator]]:
    for bound in bound_rules(form):
        match bound.tree:
            case Comparison("=", Element(table, name), Aggregate() as total) | Comparison(
                "=", Aggregate() as total, Element(table, name)
            ) if table == form.cover.code:
                yield from ((name, indicator) for indicator in form.indicators.values() if _is_sum(indicator, total))


def _is_sum(indicator: Indicator, total: Aggregate) -> bool:
    """True if an indicator is what a function over rows makes."""
    if total.table != indicator.table or _conditions(total.where) != _stated(indicator):
        return False
    if indicator.element is None:
        return total.function == "count" and total.value is None
    return total.function == "sum" and total.value == Element(total.table, indicator.element)


def _stated(indicator: Indicator) -> _Where:
    return {name: frozenset(values) for name, values in indicator.where.items()}


def _conditions(tree: Tree | None) -> _Where | None:
    """The values by element that a condition allows, if it says no more than an indicator's: kind = "a" or kind = "b"."""
    match tree:
        case None:
            return {}
        case Comparison("=", Element(_, name), TextValue(value)):
            return {name: frozenset([value])}
        case And(left, right):
            one, other = _conditions(left), _conditions(right)
            return None if one is None or other is None or one.keys() & other.keys() else one | other
        case Or(left, right):
            one, other = _conditions(left), _conditions(right)
            if one is None or other is None or one.keys() != other.keys() or len(one) != 1:
                return None
            return {name: values | other[name] for name, values in one.items()}
    return None


@lru_cache(maxsize=256)
def sometimes_required(form: Form, table: str) -> frozenset[str]:
    """The elements of a table that a rule requires in some rows."""
    filled = (part.operand for bound in bound_rules(form) for part in walk(bound.tree) if isinstance(part, Not))
    blanks = (call.arguments[0] for call in filled if isinstance(call, Call) and call.function == "blank")
    return frozenset(each.name for each in blanks if isinstance(each, Element) and each.table == table)
