"""Deadlines that are near while returns are missing: a night in which nothing comes is then no good sign."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from schemas.basics.exceptions import NothingPublished, UnknownName
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

_NEAR = timedelta(days=3)
_PERIODS_BACK = 4
"""A return is due some days after its period: the one that is due now may have ended several periods ago."""


@dataclass(frozen=True, slots=True)
class NearDeadline:
    """A form and period that is due soon, and how many of the units that owe a return have sent none that counts."""

    form: Form
    period: str
    due: date
    missing: int
    expected: int


def empty_night(workspace: Workspace) -> list[Text]:
    """What to say after a run that received nothing: a sentence for each deadline that is near while returns are missing."""
    today = workspace.now().date()
    return [
        TEXTS.fill(
            "empty_night",
            form=near.form.code,
            period=near.period,
            due=near.due,
            days=(near.due - today).days,
            missing=near.missing,
            expected=near.expected,
            raw=str(workspace.storage.raw),
        )
        for near in near_deadlines(workspace)
        if near.missing
    ]


def near_deadlines(workspace: Workspace) -> Iterator[NearDeadline]:
    """The deadlines of today and the next days, of the forms that units have sent before; of all, if nothing was received."""
    today = workspace.now().date()
    received = _forms_received(workspace)
    for form in workspace.known.forms.values():
        if received and form.code not in received:
            continue
        for period in islice(_periods_back(form, today), _PERIODS_BACK):
            version = form.version_for(period)
            due = version.due(period, workspace.place)
            if today <= due <= today + _NEAR:
                reported = _reported(workspace, form.code, str(period))
                yield NearDeadline(version, str(period), due, reported.count(False), len(reported))


def _periods_back(form: Form, day: date) -> Iterator[Period]:
    """The period of a form that a day is in, and those before it, the latest first."""
    while True:
        period = Period(day.year, form.period_type).around(day)
        yield period
        day = period.first_day - timedelta(days=1)


def _forms_received(workspace: Workspace) -> set[str]:
    """The forms of which a return was received."""
    with suppress(NothingPublished), workspace.warehouse.reader() as snapshot:
        return {form for (form,) in snapshot.rows("select distinct form from main.submission where form is not null")}
    return set()


def _reported(workspace: Workspace, form: str, period: str) -> list[bool]:
    """For each unit that owes a return, whether one of it counts."""
    with suppress(NothingPublished, UnknownName), workspace.warehouse.reader() as snapshot:
        return [unit.has_reported for unit in snapshot.completeness(form, period)]
    return [False for _ in workspace.known.units.owing]
