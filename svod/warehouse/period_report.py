"""Reads everything that the reports of a period need from the snapshot."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from schemas.basics.exact import Number
from schemas.basics.exceptions import UnknownName
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.declaration.table import Table
from schemas.records.period_report import (
    Addend,
    Closing,
    PeriodReport,
    ReportedRow,
    RevisedFigure,
    Source,
    UnitStatus,
    Values,
)
from schemas.records.suppression import NOTHING_HIDDEN, HiddenFigures
from schemas.records.total import Coverage, RegionalTotals
from schemas.records.unplaced_return import UnplacedReturn
from schemas.units.levels import level_below
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.warehouse.levels import compared_sums
from svod.warehouse.reader import Snapshot
from svod.warehouse.revised import revised_figures
from svod.warehouse.schema.form_tables import columns, quoted, row_table
from svod.warehouse.suppressed_report import without_hidden
from svod.warehouse.suppression import read_hidden
from svod.warehouse.unplaced import unplaced_returns

_Known = TypeVar("_Known")
_FormPeriod = tuple[str, str]
"""The codes of a form and a period."""


def read_period_reports(
    snapshot: Snapshot, form: Form, period: Period, register: UnitRegister, units: Sequence[str] | None = None
) -> list[PeriodReport]:
    """The reports of a period on some units that have units below them, by default on the topmost, in official order.

    Raises UnknownName if nothing was received for the period.
    """
    regions = snapshot.totals(form.code, str(period), register.topmost if units is None else units)
    return [_report(snapshot, form, period, register, totals) for totals in regions]


def read_release(
    snapshot: Snapshot, form: Form, period: Period, register: UnitRegister, closing: Closing, units: Sequence[str] | None = None
) -> list[PeriodReport]:
    """The reports as they were released with a closing, from what was known then."""
    period_reports = read_period_reports(snapshot.at(closing.closed_at), form, period, register, units)
    return [replace(report, totals=report.totals.model_copy(update={"as_of": None})) for report in period_reports]


def _report(snapshot: Snapshot, form: Form, period: Period, register: UnitRegister, totals: RegionalTotals) -> PeriodReport:
    form_period = form.code, str(period)
    region = register.by_code[totals.region]
    statuses = {status.unit: status for status in snapshot.completeness(*form_period)}
    region_units = _adding_to(region, register) - compared_sums(snapshot, *form_period)
    level = level_below(register, [region.unit])
    below = snapshot.totals(*form_period, level.below) if level.below else []
    before = _before(snapshot, form, period, region.unit, region_units)
    values, sources = _of(region_units, _values(snapshot, form_period)), _of(region_units, _sources(snapshot, form_period))
    closing, since = _closings(snapshot, totals, region_units)
    released = _Released(snapshot.at(since.closed_at), form_period, region.unit) if since else None
    sending = [status for status in statuses.values() if status.unit in region_units]
    level_units = {status.unit: status for status in sending if status.unit in level.sending}
    level_units |= {one.region: _standing_for(one, register.by_code[one.region], sending[0].due_date) for one in below}
    newest = max((source.received_at for source in sources.values()), default=None)
    report = PeriodReport(
        form=form,
        period=period,
        region=region,
        totals=totals,
        units=sorted(level_units.values(), key=lambda status: register.by_code[status.unit].order),
        below={one.region: one for one in below},
        sending=sending,
        values=values,
        shares=_of(region_units, snapshot.shares(*form_period, pooled=False)),
        sources=sources,
        addends={place: cells for place, cells in _addends(snapshot, form_period).items() if place[0] in level_units},
        rows=_rows_of(region_units, snapshot, form, form_period),
        queries=[query for query in snapshot.open_queries(*form_period) if query.unit in region_units],
        closing=closing,
        since=since,
        revised=list(released.revised(form, sending, values, sources))
        if released
        else [figure for figure in revised_figures(snapshot, *form_period) if figure.unit in region_units],
        was=released.totals if released else {},
        unplaced=[file for file in unplaced_returns(snapshot, *form_period) if _is_reported(file, region_units)],
        before=before.totals,
        values_before=before.values,
        coverage_before=before.coverage,
        breaks=before.breaks,
        newest=newest and newest.date(),
        due_date=snapshot.due_date(*form_period),
    )
    return without_hidden(
        report,
        now=read_hidden(snapshot, form, str(period)),
        since=released.hidden(form) if released else NOTHING_HIDDEN,
        before=read_hidden(snapshot, form, str(period.year_before)),
    )


def _adding_to(region: ReportingUnit, register: UnitRegister) -> set[str]:
    """The units that owe a return which adds to the region's totals."""
    return {unit.unit for unit in register.owing if region.unit in (unit.unit, *register.above(unit.unit))}


def _rows_of(units: Collection[str], snapshot: Snapshot, form: Form, form_period: _FormPeriod) -> dict[str, list[ReportedRow]]:
    """The rows of some units by table."""
    return {
        code: [row for row in _rows(snapshot, form, table, form_period) if row.unit in units]
        for code, table in form.all_tables.items()
    }


def _without(values: Values, indicators: Collection[str]) -> Values:
    return {code: value for code, value in values.items() if code not in indicators}


def _standing_for(totals: RegionalTotals, unit: ReportingUnit, due_date: date) -> UnitStatus:
    """A unit that has units below it, on its level."""
    coverage = totals.coverage
    return UnitStatus(
        unit=unit.unit,
        name=unit.names,
        status="accepted" if coverage.reported == coverage.expected else "missing",
        received_at=None,
        on_time=None,
        revision=None,
        queries=totals.queries,
        rejected=coverage.rejected,
        rejected_since=False,
        due_date=due_date,
        level=unit.level,
        below=coverage,
    )


def _is_reported(file: UnplacedReturn, region_units: Collection[str]) -> bool:
    """True if a file may be of the region. What came after the closing changes no report, like any such return."""
    return file.state in ("standing", "waived") and (file.unit is None or file.unit in region_units)


def _of(region_units: Collection[str], by_unit: Mapping[str, _Known]) -> dict[str, _Known]:
    """The entries of the region's own units."""
    return {unit: known for unit, known in by_unit.items() if unit in region_units}


def _closings(
    snapshot: Snapshot, totals: RegionalTotals, region_units: Collection[str]
) -> tuple[Closing | None, Closing | None]:
    """The closing in force, and the one before it. In an open period: None, and the latest closing."""
    known = snapshot.closings(totals.form, totals.period)
    closings = [
        None,
        None,
        *(replace(closing, waived=[unit for unit in closing.waived if unit in region_units]) for closing in known),
    ]
    return (closings[-1], closings[-2]) if totals.state == "final" else (None, closings[-1])


class _Released:
    """The figures of the previous release."""

    def __init__(self, snapshot: Snapshot, form_period: _FormPeriod, region: str) -> None:
        self._snapshot, self._period = snapshot, form_period[1]
        self.totals = next(totals.totals for totals in snapshot.totals(*form_period) if totals.region == region)
        self._values = _values(snapshot, form_period)
        self._sources = _sources(snapshot, form_period)

    def hidden(self, form: Form) -> HiddenFigures:
        """What was hidden."""
        return read_hidden(self._snapshot, form, self._period)

    def revised(
        self, form: Form, units: Sequence[UnitStatus], values: Mapping[str, Values], sources: Mapping[str, Source]
    ) -> Iterator[RevisedFigure]:
        """The figures that differ now, in official order."""
        for unit in (status.unit for status in units):
            released, now = self._values.get(unit, {}), values.get(unit, {})
            earlier, later = (of[unit].revision if unit in of else None for of in (self._sources, sources))
            for indicator in form.indicators:
                if released.get(indicator) != now.get(indicator):
                    yield RevisedFigure(unit, earlier, later, indicator, released.get(indicator), now.get(indicator))


def _values(snapshot: Snapshot, form_period: _FormPeriod) -> dict[str, Values]:
    values: dict[str, dict[str, Number | None]] = {}
    for unit, indicator, value in snapshot.rows(
        f"select unit, indicator, value from {snapshot.as_known('indicator_value', *form_period)}"
    ):
        values.setdefault(unit, {})[indicator] = value
    return dict(values)


def _sources(snapshot: Snapshot, form_period: _FormPeriod) -> dict[str, Source]:
    rows = snapshot.rows(
        f"select unit, file, sha256, revision, received_at from {snapshot.as_known('submission', *form_period)} "
        "where status = 'accepted'"
    )
    return {unit: Source(*source) for unit, *source in rows}


def _rows(snapshot: Snapshot, form: Form, table: Table, form_period: _FormPeriod) -> Sequence[ReportedRow]:
    names = columns(form, table)
    selected = ", ".join(f"reported.{quoted(column)}" for column in names.values())
    rows: Sequence[tuple[Any, ...]] = snapshot.rows(
        f'select current.unit, reported.sheet, reported."row", {selected} from core.{quoted(row_table(form, table))} reported '
        f"join {snapshot.as_known('current_workbook', *form_period)} current on current.workbook = reported.workbook "
        'join main.reporting_unit on reporting_unit.unit = current.unit order by reporting_unit.position, reported."row"'
    )
    return [ReportedRow(unit, sheet, row, dict(zip(names, values, strict=True))) for unit, sheet, row, *values in rows]


@dataclass(frozen=True, slots=True)
class _Before:
    """The figures of a year earlier, without those that were computed otherwise then."""

    totals: Values = field(default_factory=dict)
    values: Mapping[str, Values] = field(default_factory=dict)
    coverage: Coverage | None = None
    breaks: frozenset[str] = frozenset()


def _before(snapshot: Snapshot, form: Form, period: Period, region: str, region_units: Collection[str]) -> _Before:
    form_period = form.code, str(period.year_before)
    if not snapshot.rows("select 1 from core.workbook where form = ? and period = ? limit 1", *form_period):
        return _Before()
    with suppress(UnknownName):
        for totals in snapshot.totals(*form_period):
            if totals.region == region:
                breaks = form.breaks_since(form.version_for(period.year_before))
                values = _of(region_units, _values(snapshot, form_period))
                comparable = {unit: _without(figures, breaks) for unit, figures in values.items()}
                return _Before(_without(totals.totals, breaks), comparable, totals.coverage, breaks)
    return _Before()


def _addends(snapshot: Snapshot, form_period: _FormPeriod) -> dict[tuple[str, str], list[Addend]]:
    addends: dict[tuple[str, str], list[Addend]] = {}
    for unit, indicator, sheet, cell, value in snapshot.rows(
        f"select unit, indicator, sheet, cell, value from {snapshot.as_known('provenance', *form_period)} "
        "where cell is not null"
    ):
        addends.setdefault((unit, indicator), []).append(Addend(sheet, cell, value))
    return addends
