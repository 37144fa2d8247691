"""The indicators of a form whose small counts could point at a child."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from schemas.declaration.form import Form
from schemas.declaration.indicator import Counted, Indicator
from schemas.expressions.rules import bound_rules
from schemas.expressions.tree import Cell, Element, Figure, Tree, walk


@dataclass(frozen=True, slots=True)
class SensitiveIndicators:
    """Indicators that add up the same element of a table, at least one of which is declared sensitive.

    `parts` are the disjoint sets of the table's rows of which the indicators consist, each given as the indicators that count
    them: for all facts and those found in raids, {all, in raids} and {all}.
    """

    indicators: tuple[Indicator, ...]
    parts: tuple[frozenset[str], ...]


def sensitive_indicators(form: Form) -> list[SensitiveIndicators]:
    """The form's sensitive indicators, together with others that add up the same element: one gives the other away."""
    sensitive = dict.fromkeys(indicator.counted for indicator in form.indicators.values() if indicator.sensitive)
    together = [
        tuple(one for one in form.indicators.values() if (one.counted, one.aggregation) == (counted, "sum"))
        for counted in sensitive
    ]
    return [SensitiveIndicators(indicators, tuple(dict.fromkeys(_parts(indicators)))) for indicators in together]


def _parts(indicators: tuple[Indicator, ...]) -> Iterator[frozenset[str]]:
    named: dict[str, set[str]] = {}
    for indicator in indicators:
        for element, values in indicator.where.items():
            named.setdefault(element, {""}).update(values)  # "" is any other value
    for row in (dict(zip(named, values, strict=True)) for values in product(*map(sorted, named.values()))):
        counted = frozenset(one.code for one in indicators if all(row[name] in values for name, values in one.where.items()))
        if counted:
            yield counted


def sensitive_elements(form: Form, indicators: Iterable[Indicator]) -> dict[str, list[str]]:
    """The elements that give sensitive indicators away, by table: those summed, and the figures that rules tie to them."""
    found = dict.fromkeys(one.counted for one in indicators)
    tied = [dict.fromkeys(_figures(bound.tree, form)) for bound in bound_rules(form)]
    # What is tied to a tied figure gives it away too: a = b and b = c.
    while further := [figures for figures in tied if figures.keys() & found and not figures.keys() <= found.keys()]:
        found |= {figure: None for figures in further for figure in figures}
    tables = dict.fromkeys(table for table, element in found if element)
    return {table: [element for of, element in found if of == table and element] for table in tables}


def _figures(tree: Tree, form: Form) -> Iterator[Counted]:
    """The figures that an expression names. An indicator stands for what it adds up."""
    for part in walk(tree):
        match part:
            case Element(table, name) | Cell(table, _, name) if form.all_tables[table].elements[name].kind.is_figure:
                yield table, name
            case Figure(code, _, "") if form.indicators[code].aggregation != "ratio":
                yield form.indicators[code].counted


def sensitive_labels(form: Form, indicators: Iterable[Indicator]) -> list[str]:
    """What messages in English call sensitive indicators and elements."""
    named = list(indicators)
    elements = (
        form.all_tables[table].elements[name].labels.en
        for table, names in sensitive_elements(form, named).items()
        for name in names
    )
    return [*(indicator.labels.en for indicator in named), *elements]
