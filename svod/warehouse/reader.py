"""Reads the published snapshot: totals, completeness, and any SQL that only reads."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import copy
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from schemas.basics.clock import now, written
from schemas.basics.exact import Number
from schemas.basics.exceptions import DataDamaged, NothingPublished, UnknownName
from schemas.basics.place import Place
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.ledger_mark import LedgerMark
from schemas.records.period_report import Closing, FoundIssue, UnitStatus
from schemas.records.submission import SubmissionOf
from schemas.records.total import Coverage, RegionalTotals, Share, TotalState, YearTotals
from svod.warehouse.database_file import first_line, wal_of
from svod.warehouse.failures import is_of_the_file
from svod.warehouse.schema.form_tables import literal
from svod.warehouse.schema.statements import OUT
from svod.warehouse.user_query import Answer, answered, answered_by_arrow, exact_rows
from svod.warehouse.watermark import CHANGED, LOADED, Loaded

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS = Texts(__package__)

ISSUE = "submission, issue.unit, file, severity, code, sheet, cell, value, message_kk, message_ru, message_en"
"""The columns of an issue and of the submission that it was found in."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


SharesByUnit = dict[str, dict[str, dict[str, Share]]]
"""Shares by unit, question and answer."""


class Snapshot:
    """The snapshot opened for reading, as it is now or as of a moment.

    Moments are in the place's local time. It writes nothing and reaches neither files nor the network, except the folder of
    an export.
    """

    def __init__(
        self,
        path: Path,
        as_of: datetime | None = None,
        exports_to: Path | None = None,
        fingerprint: Callable[[], str] | None = None,
        *,
        place: Place,
    ) -> None:
        if not path.exists():
            raise nothing_published()
        if wal_of(path).exists():
            raise DataDamaged(TEXTS.fill("written_to", path=str(wal_of(path))))
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        except duckdb.Error as error:
            raise DataDamaged(TEXTS.fill("not_read", path=str(path), error=first_line(error))) from error
        if exports_to:
            self._connection.execute(f"set allowed_directories = [{literal(str(exports_to))}]")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute(f"set TimeZone = {literal(str(place.local(now()).tzinfo))}")
        self._connection.execute("set lock_configuration = true")
        self.as_of = as_of and place.local(as_of)
        self._path, self._fingerprint, self.place = path, fingerprint, place

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, _kind: object, error: object, _traceback: object) -> None:
        try:
            if isinstance(error, duckdb.Error) and is_of_the_file(error):
                raise DataDamaged(TEXTS.fill("not_read", path=str(self._path), error=first_line(error))) from error
            if isinstance(error, duckdb.CatalogException | duckdb.BinderException) and self._is_of_another_version():
                raise DataDamaged(TEXTS.fill("other_version", path=str(self._path))) from error
        finally:
            self._connection.close()

    def _is_of_another_version(self) -> bool:
        """True if forms, units or relations are declared otherwise than when this was published."""
        if self._fingerprint is None:
            return False
        with suppress(duckdb.Error):
            return self.rows("select fingerprint from core.reference_state") != [(self._fingerprint(),)]
        return True

    def at(self, moment: datetime) -> "Snapshot":
        """The same snapshot as of another moment. It is closed together with this one."""
        other = copy(self)
        other.as_of = moment
        return other

    def of_place(self, place: Place) -> "Snapshot":
        """The same snapshot with moments in the local time of a place. It is closed together with this one."""
        other = copy(self)
        other.place = place
        return other

    def as_known(self, relation: str, form: str, period: str) -> str:
        """SQL to select a relation of one form and period from, as it was known at the snapshot's moment.

        Form and period are written into the query because duckdb plans with literals, and would see parameters too late.
        """
        schema = "main" if relation in OUT else "now"
        if self.as_of is None:
            return f"(from {schema}.{relation} where form = {literal(form)} and period = {literal(period)})"
        schema = "as_of" if relation in OUT else "core"
        return f"{schema}.{relation}({self.moment}, {literal(form)}, {literal(period)})"

    @property
    def moment(self) -> str:
        """The moment as SQL: 'infinity'::timestamptz if the snapshot is read as it is now."""
        return f"'{self.as_of.isoformat() if self.as_of else 'infinity'}'::timestamptz"

    def mark(self) -> LedgerMark:
        """Up to which line of the ledger it is loaded."""
        ((lines, digest),) = self.rows("select lines, hash from core.ledger_mark")
        return LedgerMark(lines, digest)

    def latest_period(self, form: str) -> str:
        """The latest period of a form for which something was received."""
        row = self._connection.execute(
            f"select max(period) from core.judged_submission({self.moment}, {literal(form)}, null)"
        ).fetchone()
        if row is None or row[0] is None:
            raise self._nothing(TEXTS.fill("of_form", form=form))
        return str(row[0])

    def latest_form(self, forms: Iterable[str]) -> str | None:
        """The form with the latest receipt among the given ones. None if nothing was received for any of them."""
        rows = self.rows(
            f"select form from core.submission join core.reading({self.moment}) using (submission) "
            f"where recorded_at <= {self.moment} and list_contains(?, form) "
            "order by received_at desc, submission desc limit 1",
            list(forms),
        )
        return rows[0][0] if rows else None

    def nothing_in(self, period: str) -> UnknownName:
        """The error that nothing was received for a period."""
        return self._nothing(TEXTS.fill("of_period", period=period))

    def _nothing(self, about: Text) -> UnknownName:
        """The error that nothing was received, or that nothing had been recorded at the moment, whatever a folder's date."""
        if self.as_of is None:
            return UnknownName(TEXTS.fill("none_received", about=about))
        return UnknownName(TEXTS.fill("none_recorded", about=about, moment=written(self.as_of)))

    def totals(self, form: str, period: str, units: Sequence[str] | None = None) -> list[RegionalTotals]:
        """The totals, coverage and survey shares of a period, of some units or of all that have a total, in official order.

        Raises UnknownName if nothing was received for the period, or no unit asked for has a total in it.
        """
        rows = self.rows(
            "select region, indicator, value, state, query_count, expected, reported, nil, late, missing, rejected "
            f"from {self.as_known('regional_total', form, period)} totals "
            "join main.indicator using (form, indicator) join main.reporting_unit on reporting_unit.unit = region "
            "where coalesce(list_contains(?, region), true) order by reporting_unit.position, region, indicator.position",
            units and list(units),
        )
        if not rows:
            raise self.nothing_in(period)
        closed_at, shares = self.closed_at(form, period), self.shares(form, period, units)
        return [
            RegionalTotals(
                form=form,
                period=period,
                region=region,
                as_of=self.as_of,
                state=region_rows[0][3],
                closed_at=closed_at,
                queries=region_rows[0][4],
                coverage=Coverage.of(region_rows[0][5:]),
                totals={row[1]: row[2] for row in region_rows},
                shares=shares.get(region, {}),
            )
            for region, region_rows in ((region, list(group)) for region, group in groupby(rows, key=itemgetter(0)))
        ]

    def totals_over(self, form: str, year: str, units: Sequence[str]) -> list[YearTotals]:
        """What the totals of a year's periods come to, for some units that have a total, in official order."""
        rows = self.rows(
            "select region, periods, of_periods, last_period, indicator, value "
            f"from {self.as_known('total_over', form, year)} totals "
            "join main.reporting_unit on reporting_unit.unit = region "
            "where list_contains(?, region) order by reporting_unit.position, region, totals.position",
            units and list(units),
        )
        if not rows:
            raise self.nothing_in(year)
        return [
            YearTotals(
                form=form,
                year=year,
                region=region,
                as_of=self.as_of,
                periods=periods,
                of_periods=of_periods,
                last_period=last_period,
                totals={row[4]: row[5] for row in region_rows},
                breaks={},
            )
            for (region, periods, of_periods, last_period), region_rows in groupby(rows, key=itemgetter(0, 1, 2, 3))
        ]

    def due_date(self, form: str, period: str) -> date:
        """The last day on which a return of the period is on time."""
        ((day,),) = self.rows("select due_date from main.period where form = ? and period = ?", form, period)
        due_date: date = day
        return due_date

    def closed_at(self, form: str, period: str) -> datetime | None:
        """When a period was closed. None if it is open."""
        rows = self.rows(f"select closed_at from core.closing({self.moment}) where form = ? and period = ?", form, period)
        return rows[0][0] if rows else None

    def state(self, form: str, period: str) -> TotalState:
        """The state of a period, which is the same at all levels."""
        rows = self.rows(f"select state from {self.as_known('regional_total', form, period)} limit 1")
        if not rows:
            raise self.nothing_in(period)
        state: TotalState = rows[0][0]
        return state

    def closings(self, form: str, period: str) -> list[Closing]:
        """All closings of a period in order, including those that were reopened."""
        rows = self.rows(
            f"select recorded_at, details, reason from as_of.event({self.moment}) "
            "where kind = 'closed' and form = ? and period = ? order by event",
            form,
            period,
        )
        return [
            Closing(number, closed_at, json.loads(details)["waived"], reason)
            for number, (closed_at, details, reason) in enumerate(rows, 1)
        ]

    def completeness(self, form: str, period: str, units: Sequence[str] | None = None) -> list[UnitStatus]:
        """The status of the units that owe a return, in official order, of some if they do, or of all.

        Raises UnknownName if all are asked for and nothing was received for the period.
        """
        rows = self.rows(
            "select unit, name_kk, name_ru, name_en, status, received_at, on_time, revision, query_count, rejected_count, "
            f"rejected_since, due_date, level from {self.as_known('completeness', form, period)} "
            "join main.reporting_unit using (unit) where coalesce(list_contains(?, unit), true) "
            "order by reporting_unit.position, unit",
            units and list(units),
        )
        if not rows and units is None:
            raise self.nothing_in(period)
        return [UnitStatus(row[0], Text(*row[1:4]), *row[4:]) for row in rows]

    def submissions(self, form: str, period: str, unit: str) -> list[SubmissionOf]:
        """The submissions of a unit for a period, in the order of revisions."""
        rows = self.rows(
            "select submission, revision, status, received_at, recorded_at, file, sha256 "
            f"from {self.as_known('submission', form, period)} where unit = ? order by revision",
            unit,
        )
        return [SubmissionOf(*row) for row in rows]

    def values(self, form: str, period: str, unit: str) -> dict[str, Number | None]:
        """The figures of a unit's current return by indicator."""
        return dict(
            self.rows(f"select indicator, value from {self.as_known('indicator_value', form, period)} where unit = ?", unit)
        )

    def open_queries(self, form: str, period: str, unit: str | None = None) -> list[FoundIssue]:
        """The open queries of the current accepted returns, of all units or one, in official order."""
        rows = self.rows(
            f"select {ISSUE} from {self.as_known('issue', form, period)} issue join core.submission using (submission) "
            "join main.reporting_unit on reporting_unit.unit = issue.unit "
            "where issue.status = 'accepted' and severity = 'query' and explanation is null and coalesce(issue.unit = ?, true) "
            "order by reporting_unit.position, sheet, cell, code, value",
            unit,
        )
        return [found_issue(row) for row in rows]

    def queries_at(self, form: str, period: str, unit: str, code: str, cell: str) -> list[FoundIssue]:
        """The open queries of a unit with a check's code, at a cell: `G7`, `Sheet!G7`, or "" for a whole sheet or file."""
        sheet, _, place = cell.rpartition("!")
        ((wanted_sheet, wanted_cell),) = self.rows("select core.cell_name(?), core.cell_name(?)", sheet, place)
        matching = []
        for query in self.open_queries(form, period, unit):
            ((query_sheet, query_cell),) = self.rows("select core.cell_name(?), core.cell_name(?)", query.sheet, query.cell)
            if query.code == code and query_cell == wanted_cell and wanted_sheet in (None, query_sheet):
                matching.append(query)
        return matching

    def loaded(self) -> Loaded:
        """How far the snapshot is loaded."""
        return Loaded(*self.rows(LOADED)[0])

    def changed_since(self, loaded: Loaded) -> list[tuple[str, str]]:
        """The forms and periods whose figures or state may have changed since then."""
        return self._connection.execute(CHANGED, loaded._asdict()).fetchall()

    def query(self, sql: str) -> Answer:
        """Answer a query. Raises QueryRefused with duckdb's own message if it can't be answered."""
        return answered(self._connection, sql, self.place.local)

    def arrow(self, sql: str) -> "pa.Table":
        """Answer a query with an Arrow table, which keeps the columns' types."""
        return answered_by_arrow(self._connection, sql)

    def shares(self, form: str, period: str, units: Sequence[str] | None = None, *, pooled: bool = True) -> SharesByUnit:
        """The shares of some units or of all: those in their returns, or pooled over the returns that add to their totals."""
        shares: SharesByUnit = {}
        for unit, question, answer, respondents, base, percent in self.rows(
            f"select unit, question, answer, respondents, base, percent from {self.as_known('survey_share', form, period)} "
            "where (region is not null) = ? and coalesce(list_contains(?, unit), true)",
            pooled,
            units and list(units),
        ):
            share = Share(respondents=respondents, base=base, percent=percent)
            shares.setdefault(unit, {}).setdefault(question, {})[answer] = share
        return shares

    def rows(self, sql: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The rows that svod's own query selects."""
        return exact_rows(self._connection.execute(sql, list(values)), local=self.place.local)


def found_issue(row: Sequence[Any]) -> FoundIssue:
    """The issue in a row selected by `ISSUE`."""
    submission, unit, file, severity, code, sheet, cell, value, *message = row
    return FoundIssue(submission, unit, file, severity, code, sheet, cell, value, Text(*message))


def nothing_published() -> NothingPublished:
    """The error of a command that finds no snapshot."""
    return NothingPublished(TEXTS["nothing_published"])
