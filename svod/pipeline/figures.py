"""The published figures of a period: totals, and the level of units below those asked about."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from schemas.basics.exact import Number
from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.period_report import UnitCoverage, UnitStatus
from schemas.records.total import RegionalTotals, YearTotals
from schemas.records.unplaced_return import UnplacedReturn
from schemas.units.levels import level_below
from svod.pipeline.asked import Asked
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace
from svod.warehouse.levels import coverages, figures_of_return
from svod.warehouse.unplaced import unplaced_returns

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class StatusRegister:
    """A level of units in a period, in official order, and the rejected files of unknown units.

    `above` is the coverage of the units asked about, `below` of those below them that have units below themselves, `units` the
    status of those that send returns.
    """

    form: Form
    period: str
    due_date: date
    above: Sequence[UnitCoverage]
    below: Sequence[UnitCoverage]
    units: Sequence[UnitStatus]
    unplaced: Sequence[UnplacedReturn]


def regional_totals(workspace: Workspace, asked: Asked) -> tuple[Form, Sequence[RegionalTotals]]:
    """The form and the totals of a period: of the unit asked about, else of each topmost one.

    Of a unit that has none below it they are the figures of its return.
    """
    known = workspace.known
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(known, snapshot)
        units = asked.units(known)
        if known.units.has_total(units[0]):
            totals = snapshot.totals(form.code, period, units)
            return form, [one.model_copy(update={"totals": _of(form.indicators, one)}) for one in totals]
        return form, [figures_of_return(snapshot, form, period, units[0])]


def totals_over(workspace: Workspace, asked: Asked, year: int) -> tuple[Form, Sequence[YearTotals]]:
    """The form, and what the totals of a year's periods come to. Raises UnknownName if the unit has no units below it."""
    known = workspace.known
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, _ = replace(asked, period=str(year)).to_read(known, snapshot)
        units = asked.units(known)
        if not known.units.has_total(units[0]):
            raise UnknownName(TEXTS.fill("no_units_below", unit=units[0]))
        return form, [_unmixed(form, totals) for totals in snapshot.totals_over(form.code, str(year), units)]


def _unmixed(form: Form, totals: YearTotals) -> YearTotals:
    """A year's totals by the indicators of the versions that hold in it, without figures that they compute otherwise."""
    if totals.last_period is None:
        return totals.model_copy(update={"totals": _of(form.indicators, totals)})
    begun = form.begun_in_year(Period.parse(totals.last_period))
    breaks = {
        code: str(period)
        for (_, before), (period, after) in pairwise(begun.items())
        for code in after.breaks_since(before)
        if after.indicators[code].aggregation_over_time != "last"
    }
    known = _of(frozenset().union(*(version.indicators for version in begun.values())), totals)
    return totals.model_copy(
        update={"totals": {code: None if code in breaks else value for code, value in known.items()}, "breaks": breaks}
    )


def _of(indicators: Container[str], totals: RegionalTotals | YearTotals) -> dict[str, Number | None]:
    """The totals of some indicators: those of other versions of the form have none."""
    return {code: value for code, value in totals.totals.items() if code in indicators}


def status_register(workspace: Workspace, asked: Asked) -> StatusRegister:
    """The level below the unit asked about, else below the topmost ones, as it is now or as of a moment."""
    known = workspace.known
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(known, snapshot)
        asked_about = asked.units(known)
        level = level_below(known.units, asked_about)
        above = coverages(snapshot, form.code, period, asked_about)
        units = snapshot.completeness(form.code, period, level.sending)
        if not above and not units:
            raise snapshot.nothing_in(period)
        return StatusRegister(
            form,
            period,
            form.due(Period.parse(period), workspace.place),
            above,
            coverages(snapshot, form.code, period, level.below) if level.below else [],
            units,
            [file for file in unplaced_returns(snapshot, form.code, period) if _may_be_of(file, asked_about, known)],
        )


def _may_be_of(file: UnplacedReturn, units: Sequence[str], known: Known) -> bool:
    """True if a file isn't withdrawn and may be of some units or of those below them."""
    return file.state != "withdrawn" and (file.unit is None or not {file.unit, *known.units.above(file.unit)}.isdisjoint(units))


def period_to_report(workspace: Workspace, asked: Asked) -> tuple[Form, str, Sequence[str] | None]:
    """The form and period whose reports the user asked for, and the unit that they are on, if named.

    Raises UnknownName if it has no units below it.
    """
    known = workspace.known
    with workspace.warehouse.reader() as snapshot:
        form, period = asked.to_read(known, snapshot)
    units = None if asked.unit is None else asked.units(known)
    if units and not known.units.has_total(units[0]):
        raise UnknownName(TEXTS.fill("no_units_below", unit=units[0]))
    return form, period, units
