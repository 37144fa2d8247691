"""A unit that owes no return for the period: on its last day the unit doesn't exist yet, or no longer."""

from collections.abc import Iterator
from datetime import timedelta

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn

TEXTS = Texts(__package__)


@finds("unit.unknown")
def unit_owes_the_return(typed: TypedReturn) -> Iterator[Issue]:
    """A unit that isn't valid on the period's last day."""
    unit, period = typed.unit, typed.period
    if unit is None or period is None or unit.owes(period.last_day):
        return
    if unit.valid_from is not None and period.last_day < unit.valid_from:
        step = TEXTS.fill("unit.not_yet", day=unit.valid_from)
    else:
        assert unit.valid_to is not None
        step = TEXTS.fill("unit.no_longer", day=unit.valid_to + timedelta(days=1))
    yield CHECKS["unit.unknown"].issue(**typed.cover.place(typed.form.unit_element, 0), value=unit.names.kk, step=step)
