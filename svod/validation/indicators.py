"""The indicators of one return, computed from its typed rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from schemas.declaration.form import Form, Indicator
from svod.validation.typed_table import Indicators, Judged, Tables

_Sums = Mapping[tuple[Any, ...], int | None]
_Choice = tuple[str, tuple[str, ...], str | None]


def compute_indicators(form: Form, tables: Tables) -> Indicators:
    """Every indicator of the form; None where the return leaves it blank or doesn't ask."""
    values: Indicators = dict.fromkeys(form.indicators)
    for (table, by, element), indicators in _plan(form):
        judged = tables.get(table)
        sums = _sums(judged, by, element) if judged is not None and len(judged) else {}
        for indicator in indicators:
            values[indicator.code] = _compute(indicator, sums)
    return values


@lru_cache(maxsize=64)
def _plan(form: Form) -> tuple[tuple[_Choice, tuple[Indicator, ...]], ...]:
    """The indicators that are sums of the same element by the values of the same elements: one pass serves them all."""
    plan: dict[_Choice, list[Indicator]] = {}
    for indicator in form.indicators.values():
        plan.setdefault((indicator.table, indicator.by, indicator.element), []).append(indicator)
    return tuple((choice, tuple(indicators)) for choice, indicators in plan.items())


def _sums(judged: Judged, by: tuple[str, ...], element: str | None) -> _Sums:
    """The sum of an element, or the number of rows, for each combination of the values of other elements."""
    if not by:
        return {(): _sum(judged.columns[element]) if element else len(judged)}
    # One element is its own key: making a tuple of it for each row would cost more than the rest.
    keys = judged.columns[by[0]] if len(by) == 1 else zip(*[judged.columns[name] for name in by], strict=True)
    sums: Mapping[Any, int | None] = Counter(keys) if element is None else _added_up(keys, judged.columns[element])
    return sums if len(by) > 1 else {(key,): found for key, found in sums.items()}


def _added_up(keys: Iterable[Any], values: Iterable[int | None]) -> dict[Any, int | None]:
    """The sum of what is known for each key; None where nothing is."""
    sums: dict[Any, int | None] = {}
    for key, value in zip(keys, values, strict=True):
        known = sums.get(key)
        sums[key] = known if value is None else value + (known or 0)
    return sums


def _compute(indicator: Indicator, sums: _Sums) -> int | None:
    combinations = indicator.combinations
    if len(combinations) == 1 and combinations[0] in sums:
        return sums[combinations[0]]
    found = [sums[values] for values in combinations if values in sums]
    if not found and indicator.asked and not _asked(indicator, sums):
        return None
    return _sum(found)


def _asked(indicator: Indicator, sums: Iterable[tuple[Any, ...]]) -> bool:
    """Whether any row has the value that says that the question was put."""
    assert indicator.asked is not None
    place = indicator.by.index(indicator.asked)
    (value,) = indicator.where[indicator.asked]
    return any(values[place] == value for values in sums)


def _sum(values: Sequence[int | None]) -> int | None:
    """The sum of what is known; None when there are values but none is known."""
    if None not in values:
        return sum(values)  # type: ignore[arg-type]
    known = [value for value in values if value is not None]
    return sum(known) if known else None
