"""What the desk's pages ask the engine: what a unit sent and owes, the verdict on a file, its marked workbook, the reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.basics.text import Language, Text
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.open_issue import OpenIssue
from schemas.records.period_report import FoundIssue, UnitStatus
from schemas.records.sent_file import SentFile
from schemas.records.submission import CheckedReturn
from schemas.records.total import RegionalTotals
from schemas.records.unplaced_return import UnplacedReturn
from svod.pipeline.check import check_files
from svod.pipeline.feedback import marked_copy
from svod.pipeline.workspace import Workspace, known_names
from svod.warehouse.open_issues import open_issues
from svod.warehouse.sent_files import issues_of, periods_received, revisions_of, sent_files
from svod.warehouse.unplaced import unplaced_returns


@dataclass(frozen=True, slots=True)
class OwedReturn:
    """A return that a unit owes for an open period: its status and what is left to explain or correct in it.

    `status` is None if nobody sent a return for the period yet.
    """

    form: Form
    period: str
    due: date
    status: UnitStatus | None
    issues: Sequence[OpenIssue]


@dataclass(frozen=True, slots=True)
class UnitDesk:
    """What a unit sees: the returns that it owes, and the files that it sent. `loaded` is the newest receipt among them all."""

    owed: Sequence[OwedReturn]
    files: Sequence[SentFile]
    loaded: int


@dataclass(frozen=True, slots=True)
class HeadDesk:
    """What the head sees of a period: the totals' coverage, the register, what is open, the files in nobody's return.

    `files` are the revisions of all units, each with the name of its unit.
    """

    form: Form
    period: str
    totals: RegionalTotals
    units: Sequence[UnitStatus]
    issues: Sequence[OpenIssue]
    unplaced: Sequence[UnplacedReturn]
    files: Sequence[tuple[Text, SentFile]]
    reports: Sequence[Path]
    periods: Sequence[tuple[str, str]]


def unit_desk(workspace: Workspace, unit: str) -> UnitDesk:
    """The desk of a unit: periods of this day, and those for which something was received and that are open."""
    known, today = workspace.known, workspace.now().date()
    if not workspace.warehouse.snapshot.exists():
        about = [(form, str(_period_around(form, today))) for form in known.forms.values()]
        return UnitDesk([_owed(workspace, form, period) for form, period in about if _owes(workspace, unit, period)], [], 0)
    with workspace.warehouse.reader() as snapshot:
        received = [(code, period) for code, period in periods_received(snapshot) if code in known.forms]
        now = [(form.code, str(_period_around(form, today))) for form in known.forms.values()]
        owed = []
        for code, period in sorted({*received, *now}, key=lambda of: (of[1], of[0]), reverse=True):
            if not _owes(workspace, unit, period) or snapshot.closed_at(code, period):
                continue
            form, found = known.form_for(code, period), (code, period) in received
            statuses = snapshot.completeness(code, period, [unit]) if found else []
            issues = [one for one in open_issues(snapshot, code, period) if one.unit == unit] if found else []
            owed.append(_owed(workspace, form, period, statuses, issues))
        return UnitDesk(owed, sent_files(snapshot, unit), snapshot.loaded().submission)


def file_issues(workspace: Workspace, submission: int) -> Sequence[FoundIssue]:
    """What was found in a file that is loaded."""
    with workspace.warehouse.reader() as snapshot:
        return issues_of(snapshot, submission)


def head_desk(workspace: Workspace, code: str | None, period: str | None) -> HeadDesk | None:
    """The desk of the head for a period, by default the latest one. None if nothing was received for it."""
    if not workspace.warehouse.snapshot.exists():
        return None
    with workspace.warehouse.reader() as snapshot:
        periods = [of for of in periods_received(snapshot) if of[0] in workspace.known.forms]
        asked = periods[:1] if code is None else [(code, period or "")]
        if not asked or asked[0] not in periods:
            return None
        form = workspace.known.form_for(*asked[0])
        return HeadDesk(
            form,
            asked[0][1],
            snapshot.totals(*asked[0], workspace.known.units.topmost)[0],
            snapshot.completeness(*asked[0]),
            open_issues(snapshot, *asked[0]),
            unplaced_returns(snapshot, *asked[0]),
            revisions_of(snapshot, *asked[0]),
            list(_reports(workspace, *asked[0])),
            periods,
        )


def verdict(workspace: Workspace, file: SentFile, unit: str) -> CheckedReturn:
    """The verdict on a file that came through a unit's door, before it is loaded. It is checked in a worker process."""
    known = known_names(workspace)
    ((checked,),) = check_files([_named(workspace, file)], workspace.executor, known, workspace.limits)
    if checked.unit not in (None, unit):
        names = known.units.names_of(unit), known.units.names_of(checked.unit)
        apart = CHECKS["door.other_unit"].issue(door=names[0], cover=names[1])
        checked.issues = [apart, *(issue for issue in checked.issues if issue.code != "unit.mismatch")]
    return checked


def marked(workspace: Workspace, file: SentFile, language: Language) -> bytes:
    """The workbook of a file with its issues marked, made in a worker process."""
    known = known_names(workspace)
    return marked_copy(_named(workspace, file), language, workspace.executor, known, workspace.limits)[1]


def _named(workspace: Workspace, file: SentFile) -> tuple[Path, str]:
    return workspace.storage.kept.path(file.sha256), file.file


def _owes(workspace: Workspace, unit: str, period: str) -> bool:
    return workspace.known.units.by_code[unit].owes(Period.parse(period).last_day)


def _owed(
    workspace: Workspace, form: Form, period: str, statuses: Sequence[UnitStatus] = (), issues: Sequence[OpenIssue] = ()
) -> OwedReturn:
    due = form.due(Period.parse(period), workspace.place)
    return OwedReturn(form, period, due, next(iter(statuses), None), issues)


def _period_around(form: Form, day: date) -> Period:
    return Period(day.year, form.period_type).around(day)


def _reports(workspace: Workspace, form: str, period: str) -> Iterator[Path]:
    """The files of a period's reports and releases, by their paths below its folder."""
    folder = workspace.reports / form / period
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in inside.parts):
            yield inside
