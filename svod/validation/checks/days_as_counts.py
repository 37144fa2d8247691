"""Counts that are days of the return's period as programs count days: 46178 is 5 June 2026, pasted without its format."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.table import Table
from schemas.language.dates import FIRST_DAY, day_number
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)


@finds("cell.ambiguous")
def days_as_counts(typed: TypedReturn) -> Iterator[Issue]:
    """Counts whose number is a day between the first and the last one that the return is about."""
    named = [typed.cover.first(name) for name in typed.form.within_elements or ()]
    if None in named or typed.period is None:
        return
    days = _day_numbers(*(named or typed.form.days(typed.period)))
    numbers = days.keys()
    for table in typed.tables.values():
        for name in _figures(table.table):
            if not numbers.isdisjoint(table.columns[name]):
                yield from _days_in(table, name, days)


def _days_in(table: TypedTable, name: str, days: Mapping[int, date]) -> Iterator[Issue]:
    for row, count in enumerate(table.columns[name]):
        if count in days:
            read = TEXTS.fill("days_as_counts.number", day=days[count])
            yield CHECKS["cell.ambiguous"].issue(**table.place(name, row), value=count, read=read)


@lru_cache(maxsize=64)
def _figures(table: Table) -> tuple[str, ...]:
    return tuple(name for name, element in table.elements.items() if element.kind.is_figure)


@lru_cache(maxsize=64)
def _day_numbers(first: date, last: date) -> dict[int, date]:
    """The days of a period by the numbers that programs give them."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day_number(day): day for day in days if day >= FIRST_DAY}
