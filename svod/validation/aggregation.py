"""The indicators of one return that are no sums: the largest and smallest values, means, ratios, and what is only stated."""

from collections.abc import Iterator, Mapping
from decimal import Context, localcontext

from schemas.basics.exact import Number, quotient, trimmed
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.records.submission import Quotients
from svod.validation.typed_return import Indicators
from svod.validation.typed_table import TypedTable

_EXACT = Context(prec=76)
"""Enough digits for the product of any two figures."""


def aggregate(form: Form, tables: Mapping[str, TypedTable], values: Indicators) -> Quotients:
    """Add to the values those of the indicators that are no sums. Returns the part and the whole of each quotient."""
    quotients: Quotients = {}
    with localcontext(_EXACT):
        for indicator in form.others_than_sums:
            if indicator.is_pooled:
                pooled = _ratio(indicator, values) if indicator.aggregation == "ratio" else _mean(indicator, tables)
                if pooled and pooled[1]:
                    quotients[indicator.code] = pooled
                    values[indicator.code] = quotient(*pooled, indicator.decimals)
            elif known := [value for value, _ in _known(indicator, tables)]:
                values[indicator.code] = _one_of(indicator, known)
    return quotients


def _one_of(indicator: Indicator, known: list[Number]) -> Number | None:
    """The largest or the smallest value; of what isn't aggregated at all the only one."""
    if indicator.aggregation == "none":
        return trimmed(known[0]) if len(known) == 1 else None
    return trimmed(max(known) if indicator.aggregation == "max" else min(known))


def _ratio(indicator: Indicator, values: Indicators) -> tuple[Number, Number] | None:
    part, whole = values[str(indicator.part)], values[str(indicator.whole)]
    return None if part is None or whole is None else (part * indicator.times, whole)


def _mean(indicator: Indicator, tables: Mapping[str, TypedTable]) -> tuple[Number, Number] | None:
    """The values times their weights, added up, and the weights added up, over the rows that have both."""
    pairs = [(value, weight) for value, weight in _known(indicator, tables) if weight is not None]
    return (sum(value * weight for value, weight in pairs), sum(weight for _, weight in pairs)) if pairs else None


def _known(indicator: Indicator, tables: Mapping[str, TypedTable]) -> Iterator[tuple[Number, Number | None]]:
    """The known values of an indicator's element in the rows that it is about, each with its weight."""
    table = tables.get(indicator.table)
    if table is None:
        return
    for row, value in enumerate(table.columns[str(indicator.element)]):
        if value is not None and all(table.columns[name][row] in wanted for name, wanted in indicator.where.items()):
            yield value, table.columns[indicator.weight][row] if indicator.weight else None
