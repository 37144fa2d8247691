"""The indicators of one return, computed from its typed rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import compress, repeat
from operator import eq
from typing import Any

from schemas.basics.exact import Number, trimmed
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.records.submission import Quotients
from svod.validation.aggregation import aggregate
from svod.validation.typed_return import Indicators
from svod.validation.typed_table import TypedTable

_Sums = Mapping[tuple[Any, ...], Number | None]
_Grouping = tuple[str, tuple[str, ...], str | None]
"""A table, the elements by which its rows are grouped, and the element that is summed; None counts the rows."""


def compute_indicators(form: Form, tables: Mapping[str, TypedTable]) -> tuple[Indicators, Quotients]:
    """Every indicator of the form, None if the return leaves it blank or doesn't ask for it; and what quotients are made of."""
    values: Indicators = dict.fromkeys(form.indicators)
    for (code, by, element), indicators in _plan(form):
        table = tables.get(code)
        sums: _Sums = {}
        if table is not None and len(table):
            alone = indicators[0][1] if len(indicators) == len(by) == 1 else None
            sums = _sum_of(table, by[0], alone, element) if alone and element else _sums(table, by, element)
        for indicator, only in indicators:
            value = _compute(indicator, sums) if only is None or only not in sums else sums[only]
            values[indicator.code] = trimmed(value) if type(value) is Decimal else value
    return values, aggregate(form, tables, values)


@lru_cache(maxsize=64)
def _plan(form: Form) -> tuple[tuple[_Grouping, tuple[tuple[Indicator, tuple[str, ...] | None], ...]], ...]:
    """The indicators by grouping: those with the same grouping are computed in one pass over the rows.

    Beside each is the combination of values that chooses its rows, None if there are several.
    """
    plan: dict[_Grouping, list[tuple[Indicator, tuple[str, ...] | None]]] = {}
    for indicator in form.indicators.values():
        if indicator.aggregation == "sum":
            first, *others = indicator.combinations
            grouping = (indicator.table, indicator.by, indicator.element)
            plan.setdefault(grouping, []).append((indicator, None if others else first))
    return tuple((grouping, tuple(indicators)) for grouping, indicators in plan.items())


def _sums(table: TypedTable, by: tuple[str, ...], element: str | None) -> _Sums:
    """The sum of an element, or the number of rows, for each combination of the values of the elements `by`.

    By kind, the sums of participants may be {("raid",): 1164, ("seminar",): None}: no seminar says how many took part.
    """
    if not by:
        return {(): _sum(table.columns[element]) if element else len(table)}
    # The values of a single element are used as keys directly: making tuples of them would cost more than everything else here.
    keys = table.columns[by[0]] if len(by) == 1 else zip(*[table.columns[name] for name in by], strict=True)
    sums: Mapping[Any, Number | None] = Counter(keys) if element is None else _added_up(keys, table.columns[element])
    return sums if len(by) > 1 else {(key,): total for key, total in sums.items()}


def _sum_of(table: TypedTable, name: str, only: tuple[str, ...], element: str) -> _Sums:
    """The sum of an element over the rows where another one has a value. If only one such sum is asked for, this is quicker."""
    chosen = list(compress(table.columns[element], map(eq, table.columns[name], repeat(only[0]))))
    return {only: _sum(chosen)} if chosen else {}


def _added_up(keys: Iterable[Any], values: Iterable[Number | None]) -> dict[Any, Number | None]:
    """The sum of the known values of each key. None if none is known."""
    sums: dict[Any, Number | None] = {}
    for key, value in zip(keys, values, strict=True):
        so_far = sums.get(key)
        sums[key] = so_far if value is None else value + (so_far or 0)
    return sums


def _compute(indicator: Indicator, sums: _Sums) -> Number | None:
    parts = [sums[values] for values in indicator.combinations if values in sums]
    if not parts and indicator.asked and not _is_asked(indicator, sums):
        return None
    return _sum(parts)


def _is_asked(indicator: Indicator, sums: Iterable[tuple[Any, ...]]) -> bool:
    """True if any row has the value that says that the question was asked."""
    assert indicator.asked is not None
    place = indicator.by.index(indicator.asked)
    (value,) = indicator.where[indicator.asked]
    return any(values[place] == value for values in sums)


def _sum(values: Sequence[Number | None]) -> Number | None:
    """The sum of the known values. None if there are values but none is known."""
    if None not in values:
        return sum(values)  # type: ignore[arg-type]  # none of them is None
    known = [value for value in values if value is not None]
    return sum(known) if known else None
