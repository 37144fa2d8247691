"""The indicators of one return, computed from its typed rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.form import Form, Indicator
from svod.validation.judge import Judged
from svod.validation.rules import Indicators, Tables

_Sums = dict[tuple[Any, ...], int | None]


def compute_indicators(form: Form, tables: Tables) -> Indicators:
    """Every indicator of the form; None where the return leaves it blank or doesn't ask."""
    summed = {code: _Summed(judged) for code, judged in tables.items() if len(judged)}
    return {code: _compute(indicator, summed.get(indicator.table)) for code, indicator in form.indicators.items()}


class _Summed:
    """A table's sums by the values of elements: gone through once for each choice of elements, whoever asks."""

    def __init__(self, judged: Judged) -> None:
        self._columns = judged.columns
        self._size = len(judged)
        self._sums: dict[tuple[tuple[str, ...], str | None], _Sums] = {}

    def by(self, elements: tuple[str, ...], summed: str | None) -> _Sums:
        """The sum of an element, or the number of rows, for each combination of the elements' values."""
        sums = self._sums.get((elements, summed))
        if sums is None:
            values = self._columns[summed] if summed else [1] * self._size
            keys = zip(*[self._columns[name] for name in elements], strict=True)
            sums = self._sums[elements, summed] = _sum_by(keys, values) if elements else {(): _sum(values)}
        return sums


def _sum_by(keys: Iterable[tuple[Any, ...]], values: Sequence[int | None]) -> _Sums:
    sums: _Sums = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            sums[key] = (sums.get(key) or 0) + value
        else:
            sums.setdefault(key, None)
    return sums


def _sum(values: Sequence[int | None]) -> int | None:
    """The sum of what is known; None when there are values but none is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known or not values else None


def _compute(indicator: Indicator, table: _Summed | None) -> int | None:
    if table is None:
        return None if indicator.asked else 0
    sums = table.by(indicator.by, indicator.element)
    found = [sums[values] for values in indicator.combinations if values in sums]
    if len(found) == 1:
        return found[0]
    if indicator.asked and (indicator.where[indicator.asked][0],) not in table.by((indicator.asked,), None):
        return None
    return _sum(found)
