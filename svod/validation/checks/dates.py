"""Dates outside the days that a return may be about.

If only the cover is wrong, the issue is reported once, at the cover, and not at each row.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemas.basics.text import Text, plain
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)

_Days = tuple[date, date]
_Cell = tuple[str, str | None]

_LEAST_AGREEING = 2


@finds("cell.out_of_period", refuses=True)
def days_of_the_period(typed: TypedReturn) -> list[Issue]:
    """The cover's dates must be in the form's window of its period, the rows' dates in the days that the cover names."""
    form, cover, period = typed.form, typed.cover, typed.period
    if period is None:
        return []
    rows = [table for code, table in typed.tables.items() if code != form.cover.code and len(table)]
    other = _period_meant(form, cover, rows, period)
    window = form.days(other or period)
    issues = [] if other is None else [_wrong_period(form, cover, period, other)]
    issues.extend(_outside(cover, "window", window))
    named = _days_named(form, cover)
    wrong_bound = _wrong_bound(cover, rows, form.within_elements, named) if form.within_elements and named else None
    if wrong_bound:
        issues.append(wrong_bound)
    for table in rows:
        issues.extend(_outside(table, "window", window))
        if not wrong_bound:
            issues.extend(_outside(table, "period", named or window))
    return issues


def _period_meant(form: Form, cover: TypedTable, rows: Sequence[TypedTable], period: Period) -> Period | None:
    """The other period to which all dates of the return belong, if none belongs to the period on the cover.

    The cover says 2025, and its dates are 15.05.2026 and 12.06.2026: 2026 is meant. If the cover has fewer than two dates,
    those of the rows must belong to the other period, too.
    """
    if any(_is_within(day, form.days(period)) for _, day in _bounded_dates((cover, *rows))):
        return None
    agreeing = dict(_bounded_dates((cover,)))
    if len(agreeing) < _LEAST_AGREEING:
        agreeing |= dict(_bounded_dates(rows))
    if len(agreeing) < _LEAST_AGREEING:
        return None
    meant = period.around(next(iter(agreeing.values())))
    return meant if all(_is_within(day, form.days(meant)) for day in agreeing.values()) else None


def _wrong_period(form: Form, cover: TypedTable, period: Period, other: Period) -> Issue:
    """The issue of the year on the cover, or else of the quarter or month."""
    name = form.period_elements[0 if other.year != period.year else -1]
    return _out_of_period(cover, name, 0, TEXTS.fill("dates.other_period", other=str(other)))


def _days_named(form: Form, cover: TypedTable) -> _Days | None:
    """The first and last day that the cover names, unless something is wrong with them."""
    bounds = [cover.first(name) for name in form.within_elements or ()]
    return (bounds[0], bounds[1]) if bounds and None not in bounds and bounds[0] <= bounds[1] else None


def _wrong_bound(cover: TypedTable, rows: Sequence[TypedTable], names: tuple[str, str], named: _Days) -> Issue | None:
    """The issue of the cover's first or last day, if every row is outside the days that the cover names."""
    if any(_is_within(day, named) for _, day in _bounded_dates(rows, "period")):
        return None
    days = dict(_bounded_dates(rows, "period")).values()
    if len(days) < _LEAST_AGREEING:
        return None
    step = TEXTS.fill("dates.all_rows", first=min(days), last=max(days))
    return _out_of_period(cover, names[1 if min(days) > named[1] else 0], 0, step)


def _bounded_dates(tables: Iterable[TypedTable], *within: str) -> Iterator[tuple[_Cell, date]]:
    """The dates that a rule of the form bounds, each with its cell: several rows share the cell of a merged date."""
    for table in tables:
        for element in table.table.bounded_dates:
            if not within or element.element.within in within:
                for row, day in enumerate(table.columns[element.name]):
                    if day is not None:
                        yield (table.sheet, table.located.cell(element.name, row)), day


def _is_within(day: date, days: _Days) -> bool:
    return days[0] <= day <= days[1]


def _outside(table: TypedTable, within: str, days: _Days) -> Iterator[Issue]:
    """Refuse the dates outside some days."""
    for element in table.table.bounded_dates:
        name = element.name
        if element.element.within == within:
            for row in _rows_outside(table.columns[name], *days):
                yield _out_of_period(table, name, row, TEXTS.fill("dates.between", first=days[0], last=days[1]))
                table.refuse(name, row)


def _rows_outside(days: Sequence[date | None], first: date, last: date) -> list[int]:
    known = [day for day in days if day is not None]
    if not known or (min(known) >= first and max(known) <= last):
        return []
    return [row for row, day in enumerate(days) if day is not None and not first <= day <= last]


def _out_of_period(table: TypedTable, name: str, row: int, step: Text) -> Issue:
    value = table.columns[name][row]
    written = plain(value) if type(value) is int else value
    return CHECKS["cell.out_of_period"].issue(**table.place(name, row), value=value, found=written, step=step)
