"""Dates outside the days that a return may speak of. What the cover alone says wrongly is told once, there, not at each row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemas.basics.text import Text, plain
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from svod.validation.typed_table import Judged, Tables

TEXTS = Texts(__package__)

Days = tuple[date, date]

_LEAST_AGREEING = 2


def check_days(form: Form, tables: Tables, period: Period) -> list[Issue]:
    """The cover's dates must lie in the form's window of its period, the rows' in the days that the cover names."""
    cover = tables[form.cover.code]
    rows = [judged for code, judged in tables.items() if code != form.cover.code and len(judged)]
    other = _period_meant(form, cover, rows, period)
    window = form.days(other or period)
    issues = [] if other is None else [_wrong_period(form, cover, period, other)]
    issues.extend(_outside(cover, "window", window))
    own = _own_days(form, cover)
    wrong_bound = form.within_elements and own and _wrong_bound(cover, rows, form.within_elements, own)
    if wrong_bound:
        issues.append(wrong_bound)
    for judged in rows:
        issues.extend(_outside(judged, "window", window))
        if not wrong_bound:
            issues.extend(_outside(judged, "period", own or window))
    return issues


def _period_meant(form: Form, cover: Judged, rows: Sequence[Judged], period: Period) -> Period | None:
    """The period on which the return's dates agree, the cover's first, where none of them lies in the one that is named."""
    if any(_within(day, form.days(period)) for _, day in _stated((cover, *rows))):
        return None
    agreeing = dict(_stated((cover,)))
    if len(agreeing) < _LEAST_AGREEING:
        agreeing |= dict(_stated(rows))
    if len(agreeing) < _LEAST_AGREEING:
        return None
    meant = period.around(next(iter(agreeing.values())))
    return meant if all(_within(day, form.days(meant)) for day in agreeing.values()) else None


def _wrong_period(form: Form, cover: Judged, period: Period, other: Period) -> Issue:
    name = form.period_elements[0 if other.year != period.year else -1]
    return _out_of_period(cover, name, 0, TEXTS.fill("dates.other_period", other=str(other)))


def _own_days(form: Form, cover: Judged) -> Days | None:
    """The days that the cover names, unless something is wrong with them."""
    bounds = [cover.first(name) for name in form.within_elements or ()]
    return (bounds[0], bounds[1]) if bounds and None not in bounds and bounds[0] <= bounds[1] else None


def _wrong_bound(cover: Judged, rows: Sequence[Judged], names: tuple[str, str], own: Days) -> Issue | None:
    """The start of the cover's period, or its end, where every row lies outside that period."""
    if any(_within(day, own) for _, day in _stated(rows, "period")):
        return None
    days = dict(_stated(rows, "period")).values()
    if len(days) < _LEAST_AGREEING:
        return None
    step = TEXTS.fill("dates.all_rows", first=min(days), last=max(days))
    return _out_of_period(cover, names[1 if min(days) > own[1] else 0], 0, step)


def _stated(tables: Iterable[Judged], *within: str) -> Iterator[tuple[tuple[str, str | None], date]]:
    """The bounded dates, each with its cell: what stands once for several rows is stated once."""
    for judged in tables:
        for element in judged.table.bounded_dates:
            if not within or element.element.within in within:
                for row, day in enumerate(judged.columns[element.name]):
                    if day is not None:
                        yield (judged.sheet, judged.located.cell(element.name, row)), day


def _within(day: date, days: Days) -> bool:
    return days[0] <= day <= days[1]


def _outside(judged: Judged, within: str, days: Days) -> list[Issue]:
    issues: list[Issue] = []
    for element in judged.table.bounded_dates:
        name = element.name
        if element.element.within == within:
            for row in _rows_outside(judged.columns[name], *days):
                step = TEXTS.fill("dates.between", first=days[0], last=days[1])
                issues.append(_out_of_period(judged, name, row, step))
                judged.refuse(name, row)
    return issues


def _rows_outside(days: Sequence[date | None], first: date, last: date) -> list[int]:
    known = [day for day in days if day is not None]
    if not known or (min(known) >= first and max(known) <= last):
        return []
    return [row for row, day in enumerate(days) if day is not None and not first <= day <= last]


def _out_of_period(judged: Judged, name: str, row: int, step: Text) -> Issue:
    value = judged.columns[name][row]
    return CHECKS["cell.out_of_period"].issue(
        sheet=judged.sheet,
        cell=judged.located.cell(name, row),
        value=value,
        column=judged.table.elements[name].labels,
        found=plain(value) if type(value) is int else value,
        step=step,
    )
