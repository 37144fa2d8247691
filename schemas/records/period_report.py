"""What was found and published about one form and period, as reports and commands show it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.clock import ZONE
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Severity
from schemas.records.submission import STATUSES, CompletenessStatus, SubmissionStatus, Value
from schemas.records.total import Coverage, RegionalTotals, Share
from schemas.units.register import Level, ReportingUnit

_PLAIN = ConfigDict(arbitrary_types_allowed=True, defer_build=True)

TEXTS = Texts(__package__)

Values = Mapping[str, int | None]
"""Figures by indicator; None where a return leaves the figure blank or does not ask."""

Shares = Mapping[str, Mapping[str, Share]]
"""Shares by question and answer."""


@dataclass(frozen=True, slots=True, config=_PLAIN)
class UnitStatus:
    """Whether a unit's return is there, in time, and which revision counts.

    `received_at` is the first acceptable receipt, or where there is none the latest rejected one; `queries` are the open ones
    of the current revision, `rejected` the number of rejected files; with `rejected_since`, the newest file was rejected while
    an older return stands. `level` tells the region's own offices from its cities and districts.
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
    level: Level

    @property
    def words(self) -> Text:
        """The status in words: a late or queried return is both, and a rejected newer file is told."""
        words = [STATUSES[self.status]]
        if self.status in ("late", "nil") and self.queries:
            words.append(TEXTS["also.queries_open"])
        if self.status == "nil" and self.on_time is False:
            words.append(TEXTS["also.late"])
        if self.rejected_since:
            words.append(TEXTS["also.newer_rejected"])
        return joined(*words, by=", ")


@dataclass(frozen=True, slots=True, config=_PLAIN)
class ReceivedFile:
    """A file received and what became of it."""

    file: str
    form: str | None
    period: str | None
    unit: str | None
    status: SubmissionStatus


@dataclass(frozen=True, slots=True, config=_PLAIN)
class FoundIssue:
    """An issue, the unit and the file that it was found in, by the number of its submission."""

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
    """The current revision of a unit's return: the file it came in, its hash, and when it was received."""

    file: str
    sha256: str
    revision: int
    received_at: datetime


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Change:
    """One difference between two revisions of a return: a cell, a row added or removed, an indicator.

    `element` is the cell's data element, or the indicator; of a row, `old` and `new` are its values and the cells its first,
    and `row` holds the values by element.
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
    """A unit's figure in the revision that counted before, and in the one that counts; a revision is None where none did."""

    unit: str
    from_revision: int | None
    to_revision: int | None
    indicator: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Closing:
    """A closing of a period, which releases its reports: releases are numbered from 1, as closings are.

    `waived` are the units without a return or with an open query in spite of which it was closed, for the `reason` given.
    """

    number: int
    closed_at: datetime
    waived: Sequence[str]
    reason: str | None

    @property
    def day(self) -> date:
        """The local day on which it was closed."""
        return self.closed_at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True, config=_PLAIN)
class Addend:
    """What one cell adds to a unit's figure."""

    sheet: str
    cell: str
    value: int


@dataclass(frozen=True, slots=True, config=_PLAIN)
class ReportedRow:
    """A row of a current return: its unit, where it stands (rows from 1), and its values by element (codes as str)."""

    unit: str
    sheet: str
    row: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, config=_PLAIN)
class PeriodReport:
    """Everything that the reports of one form and period say; personal data is not in it.

    `units` is the status register, in official order, of those that owe a return; `values`, `shares`, `sources` and
    `addends` (by unit and indicator) are of units that have an accepted one. `rows` are by table, in the order of units and
    sheet rows; `queries` the open ones. `closing` is the one in force, `since` the one whose release came before this report:
    `revised` are the units' figures that changed since then, `was` the region's totals then; without a release before, the
    figures that current revisions changed, and nothing. `before` are the region's totals of the same form a year earlier, empty
    where nothing is known of it, and `coverage_before` the units behind them. `newest` is the day of the newest receipt that
    the figures rest on.
    """

    form: Form
    period: Period
    region: ReportingUnit
    totals: RegionalTotals
    units: Sequence[UnitStatus]
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
    before: Values
    coverage_before: Coverage | None
    newest: date | None

    @property
    def closed_at(self) -> datetime | None:
        """When the period was closed; None while it is open."""
        return self.totals.closed_at

    @property
    def revised_totals(self) -> Sequence[str]:
        """The indicators whose regional total differs from that of the release before."""
        return [code for code in self.form.indicators if self.since and self.was.get(code) != self.totals.totals[code]]

    @property
    def compared(self) -> Text | None:
        """Since which report figures are compared; None where none was released before."""
        return None if self.since is None else TEXTS.fill("compared", day=self.since.day, number=self.since.number)

    @property
    def standing(self) -> Text:
        """Whether the figures are final, as of when, and who stands behind them: what every part of a report says."""
        closed = self.closed_at and self.closed_at.astimezone(ZONE).date()
        sentences = [TEXTS.fill("standing.final", closed=closed) if closed else TEXTS["standing.provisional"]]
        if self.closing:
            sentences.append(TEXTS.fill("released", number=self.closing.number))
        sentences.append(self.totals.coverage_sentence)
        if self.totals.as_of:
            sentences.append(TEXTS.fill("as_of", day=self.totals.as_of.astimezone(ZONE).date()))
        elif self.newest:
            sentences.append(TEXTS.fill("newest", day=self.newest))
        return joined(*sentences)
