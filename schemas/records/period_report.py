"""What is known and published about a form and period, for reports and commands."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.exact import Number
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Severity
from schemas.records.submission import STATUSES, CompletenessStatus, SubmissionStatus, Value
from schemas.records.suppression import NOTHING_HIDDEN, HiddenFigures
from schemas.records.total import Coverage, RegionalTotals, Share
from schemas.records.unplaced_return import UnplacedReturn
from schemas.units.reporting_unit import ReportingUnit

_PLAIN = ConfigDict(arbitrary_types_allowed=True, defer_build=True)

TEXTS = Texts(__package__)

Values = Mapping[str, Number | None]
"""Figures by indicator. None if the return leaves the figure blank or doesn't ask for it."""

Shares = Mapping[str, Mapping[str, Share]]
"""Shares by question and answer."""


@dataclass(frozen=True, slots=True, config=_PLAIN)
class UnitStatus:
    """Whether a unit's return was received and on time, and which revision counts.

    `received_at` is the first acceptable receipt, or the latest rejected one if there is none. `queries` counts the open
    queries of the current revision, `rejected` the rejected files. `rejected_since` means that the newest file was rejected
    while an older one counts. `below` is the coverage of a unit that has units below it: on its level it stands for them.
    """

    unit: str
    name: Text
    status: CompletenessStatus
    received_at: datetime | None
    on_time: bool | None
    revision: int | None
    queries: int
    rejected: int
    rejected_since: bool
    due_date: date
    level: str
    below: Coverage | None = None

    @property
    def has_reported(self) -> bool:
        """True if a return of the unit, or of a unit below it, counts."""
        return self.revision is not None if self.below is None else self.below.reported > 0

    @property
    def words(self) -> Text:
        """The status in words, with what it leaves out: "accepted, late, queries open", "its newest file was rejected"."""
        if self.below:
            return TEXTS.fill("reported_below", reported=self.below.reported, expected=self.below.expected)
        words = [STATUSES[self.status]]
        if self.status in ("late", "nil") and self.queries:
            words.append(TEXTS["also.queries_open"])
        if self.status == "nil" and self.on_time is False:
            words.append(TEXTS["also.late"])
        if self.rejected_since:
            words.append(TEXTS["also.newer_rejected"])
        return joined(*words, by=", ")


@dataclass(frozen=True, slots=True, config=_PLAIN)
class UnitCoverage:
    """How many units below a unit reported, and the number of their open queries."""

    unit: str
    name: Text
    level: str
    queries: int
    coverage: Coverage


@dataclass(frozen=True, slots=True, config=_PLAIN)
class ReceivedFile:
    """A received file and its status, with the number of its errors and of all its issues."""

    submission: int
    file: str
    form: str | None
    period: str | None
    unit: str | None
    status: SubmissionStatus
    errors: int
    issues: int


@dataclass(frozen=True, slots=True, config=_PLAIN)
class FoundIssue:
    """An issue with its submission, unit and file."""

    submission: int
    unit: str | None
    file: str
    severity: Severity
    code: str
    sheet: str | None
    cell: str | None
    value: str | None
    message: Text


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Source:
    """Where a unit's figures come from: the file of its current revision, the file's hash and time of receipt."""

    file: str
    sha256: str
    revision: int
    received_at: datetime


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Change:
    """One difference between two revisions of a return: a cell, a row added or removed, an indicator.

    `element` is the cell's data element or the indicator. For a row, `old` and `new` are its values as text, the cells are its
    first cell, and `row` has the values by element.
    """

    table: str | None
    change: Literal["cell", "row_added", "row_removed", "indicator"]
    element: str | None
    old_sheet: str | None
    old_cell: str | None
    old: str | None
    new_sheet: str | None
    new_cell: str | None
    new: str | None
    row: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, config=_PLAIN)
class RevisedFigure:
    """A unit's figure in the previous revision that counted and in the current one. A missing revision is None."""

    unit: str
    from_revision: int | None
    to_revision: int | None
    indicator: str
    old: Number | None
    new: Number | None


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Closing:
    """A closing of a period. It releases the period's reports; releases have the numbers of the closings, from 1.

    `waived` are the units that had no return or open queries when the period was closed anyway, for the `reason` given.
    """

    number: int
    closed_at: datetime
    waived: Sequence[str]
    reason: str | None

    @property
    def day(self) -> date:
        """The local day of the closing."""
        return self.closed_at.date()


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Addend:
    """What one cell adds to a unit's figure."""

    sheet: str
    cell: str
    value: Number


@dataclass(frozen=True, slots=True, config=_PLAIN)
class ReportedRow:
    """A row of a current return: its unit, sheet and row number (from 1), and its values by element, with codes as str."""

    unit: str
    sheet: str
    row: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, config=_PLAIN)
class YearChange:
    """How much the figures of some units changed over a year, all together."""

    units: int
    change: Number


@dataclass(frozen=True, slots=True, config=_PLAIN)
class PeriodReport:
    """Everything in the reports of a form and period, of a unit that has units below it: the region. It has no personal data.

    `units` are those on the level below, in official order: reports show this level. `below` has the totals of those that have
    units below themselves. `sending` is the status register of all units below that owe a return. `values`, `shares`,
    `sources` and `addends` (by unit and indicator) cover those with an accepted return. `rows` are by table, in the order of
    units and sheet rows. `queries` are the open ones.

    `closing` is the closing in force, `since` the one of the previous release. `revised` are the units' figures that changed
    since then, and `was` the region's totals then. Without a previous release `revised` are the figures changed by current
    revisions.

    `unplaced` are the rejected files that are in no unit's return and may be of the region: those that stand in the way of
    closing, and those without which the period was closed.

    `before` are the region's totals a year earlier, `values_before` the units' figures; both are empty if unknown.
    `coverage_before` are the units behind them. `breaks` are the indicators that were computed otherwise then, and are in
    neither. `newest` is the day of the newest receipt, `due_date` the last day on which a return is on time.

    `hidden` says which figures are missing because they are hidden, `hidden_changes` and `hidden_before` the indicators whose
    changes, or totals a year earlier, are; `hidden_elements` the elements whose values in the rows are, by table.
    """

    form: Form
    period: Period
    region: ReportingUnit
    totals: RegionalTotals
    units: Sequence[UnitStatus]
    below: Mapping[str, RegionalTotals]
    sending: Sequence[UnitStatus]
    values: Mapping[str, Values]
    shares: Mapping[str, Shares]
    sources: Mapping[str, Source]
    addends: Mapping[tuple[str, str], Sequence[Addend]]
    rows: Mapping[str, Sequence[ReportedRow]]
    queries: Sequence[FoundIssue]
    closing: Closing | None
    since: Closing | None
    revised: Sequence[RevisedFigure]
    was: Values
    unplaced: Sequence[UnplacedReturn]
    before: Values
    values_before: Mapping[str, Values]
    coverage_before: Coverage | None
    breaks: frozenset[str]
    newest: date | None
    due_date: date
    hidden: HiddenFigures = NOTHING_HIDDEN
    hidden_changes: frozenset[str] = frozenset()
    hidden_before: frozenset[str] = frozenset()
    hidden_elements: frozenset[tuple[str, str]] = frozenset()

    def values_of(self, unit: str) -> Values:
        """The figures of a unit on the level below: of its return, or its totals."""
        return self.below[unit].totals if unit in self.below else self.values.get(unit, {})

    def shares_of(self, unit: str) -> Shares:
        """The shares of a unit on the level below: of its return, or pooled."""
        return self.below[unit].shares if unit in self.below else self.shares.get(unit, {})

    def source_of(self, unit: str) -> Source | None:
        """Where the figures of a unit on the level below come from. None if it has no return, or its figures are totals."""
        return None if unit in self.below else self.sources.get(unit)

    def hides_total(self, indicator: str) -> bool:
        """True if the region's total of an indicator is hidden."""
        return (self.region.unit, indicator) in self.hidden.totals

    def hides_units(self, indicator: str) -> bool:
        """True if some unit's figure of an indicator is hidden."""
        return any((status.unit, indicator) in self.hidden.units for status in self.units)

    def year_change(self, indicator: str) -> YearChange | None:
        """The change of an indicator over a year, like for like: of the units that stated it in both years.

        None if these are fewer than half of the units that owe a return, or if units' figures are not added up.
        """
        if self.form.indicators[indicator].aggregation != "sum":
            return None
        values = [(self.values[unit].get(indicator), self.values_before[unit].get(indicator)) for unit in self._in_both_years]
        changes = [now - before for now, before in values if now is not None and before is not None]
        return YearChange(len(changes), sum(changes)) if changes and 2 * len(changes) >= len(self.sending) else None

    @property
    def _in_both_years(self) -> Sequence[str]:
        return [status.unit for status in self.sending if status.unit in self.values and status.unit in self.values_before]

    @property
    def closed_at(self) -> datetime | None:
        """When the period was closed, or None if it is open."""
        return self.totals.closed_at

    @property
    def revised_totals(self) -> Sequence[str]:
        """The indicators whose regional total differs from that of the previous release."""
        codes = [code for code in self.form.indicators if self.since and code not in self.hidden_changes]
        return [code for code in codes if self.was.get(code) != self.totals.totals[code]]

    @property
    def compared(self) -> Text | None:
        """A heading for the changes since the previous release. None without one."""
        return None if self.since is None else TEXTS.fill("compared", day=self.since.day, number=self.since.number)

    @property
    def standing(self) -> Text:
        """Whether the figures are final, as of when, and how many units reported: the line that every part of a report has."""
        closed = self.closed_at and self.closed_at.date()
        sentences = [TEXTS.fill("standing.final", closed=closed) if closed else TEXTS["standing.provisional"]]
        if self.closing:
            sentences.append(TEXTS.fill("released", number=self.closing.number))
        sentences.append(self.totals.coverage_sentence)
        if self.unplaced:
            sentences.append(TEXTS.fill("also.unplaced", count=len(self.unplaced)))
        if self.totals.as_of:
            sentences.append(TEXTS.fill("as_of", day=self.totals.as_of.date()))
        elif self.newest:
            sentences.append(TEXTS.fill("newest", day=self.newest))
        return joined(*sentences)
