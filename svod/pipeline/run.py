"""A run over a data folder, from new files under raw/ to reports. Every command that changes something calls `consolidate`."""

import logging
import shlex
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, TypeVar, TypeVarTuple

from schemas.basics.clock import written
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.records.decision import Decision, DecisionKind
from schemas.records.period_report import FoundIssue, ReceivedFile
from schemas.records.submission import Receipt
from schemas.records.total import RegionalTotals
from svod.intake.ledger import Entry, LedgerState, Recorded, decided
from svod.intake.receive import Arrival, Intake, receive_files
from svod.pipeline.judge import prepare
from svod.pipeline.known_names import FAILED
from svod.pipeline.load import batches, load_batch
from svod.pipeline.reconcile import Books, open_books
from svod.pipeline.report_watermark import ReportWatermark, WrittenReports
from svod.pipeline.suppression import undecided
from svod.pipeline.workspace import Workspace
from svod.pipeline.write_reports import finish_changed, write_changed
from svod.warehouse.received import files_since, issues_since
from svod.warehouse.writer import Writer

TEXTS = Texts(__package__)

_LOG = logging.getLogger(__name__)

_ISSUES_A_FILE = 20
_CLOCK_DRIFT = timedelta(minutes=1)
"""How far a clock may be set back, as time servers do, without a remark."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class RunStep(Protocol):
    """Calls the steps of a run by name: directly, or as tasks of a scheduler with retries."""

    def __call__(self, name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
        """Call the function and return its result."""


def _logged(workspace: Workspace, run_step: RunStep) -> RunStep:
    """Make each step log when it begins, and how long it took when it has ended, and say in words what the disk refuses."""

    def step(name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
        def told(*arguments: *Ts) -> T:
            with workspace.warehouse.told_in_words():
                return function(*arguments)

        _LOG.info(TEXTS.fill("step_begins", step=TEXTS.group("doing")[name]))
        start = time.perf_counter()
        result = run_step(name, told, *arguments)
        _LOG.info(TEXTS.fill("step_ended", step=TEXTS.group("step")[name], seconds=round(time.perf_counter() - start, 1)))
        return result

    return step


def call(_name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
    """Call a step directly."""
    return function(*arguments)


@dataclass(frozen=True, slots=True)
class Due:
    """What a run has to do: entries of the ledger that are not loaded, whether to publish, the result of receiving.

    `report` is True if something loaded earlier is in no report yet.
    """

    entries: Sequence[Entry]
    publish: bool
    report: bool
    intake: Intake

    @property
    def receipts(self) -> list[Receipt]:
        """The receipts that are not loaded yet."""
        return [entry for entry in self.entries if isinstance(entry, Receipt)]

    @property
    def nothing(self) -> bool:
        """True if there is nothing to do."""
        return not self.entries and not self.publish and not self.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run had to do and what came of it: received files, their issues, the totals of their periods, reports.

    `issues` has the first issues of each file by its submission; how many there are is a count of the file.
    """

    due: Due
    files: Sequence[ReceivedFile] = ()
    issues: Mapping[int, Sequence[FoundIssue]] = field(default_factory=dict)
    totals: Sequence[RegionalTotals] = ()
    reports: Sequence[WrittenReports] = ()

    @property
    def rejected(self) -> list[ReceivedFile]:
        """The files whose return was rejected."""
        return [file for file in self.files if file.status == "rejected"]

    @property
    def lacks_reports(self) -> bool:
        """True if a report could not be written."""
        return any(report.failure for report in self.reports)

    @property
    def sentence(self) -> Text:
        """What was done, in one sentence."""
        if not self.files:
            return TEXTS["nothing_new"]
        new, bad = len(self.files), len(self.rejected)
        good = sum(file.status == "accepted" for file in self.files)
        after_closing = sum(file.status == "after_closing" for file in self.files)
        unchanged = new - good - bad - after_closing
        sentences = [TEXTS.fill("files", new=new, good=good, bad=bad)]
        if after_closing:
            sentences.append(TEXTS.fill("after_closing", count=after_closing))
        if unchanged:
            sentences.append(TEXTS.fill("unchanged", count=unchanged))
        return joined(*sentences)


@dataclass(slots=True)
class Run:
    """A run under the writer's lock: the writer, the ledger as it is read and added to, and what was loaded from it."""

    workspace: Workspace
    writer: Writer
    ledger: LedgerState
    run_step: RunStep = call
    loaded: list[Recorded] = field(default_factory=list)
    published: bool = False

    def load(self) -> None:
        """Load and publish what is in the ledger but not in the warehouse."""
        publish = self._to_publish()
        if self.workspace.adopted != tuple(self.ledger.adopted):
            self.workspace = self.workspace.with_adopted(self.ledger.adopted)
            self.writer.describe(self.workspace.warehouse.reference)
        if not self._failed_as_before():
            self.record("rejudged", [{"value": version("svod")}], by="svod")
            publish = True
        self._load_pending()
        if publish:
            self.publish()

    def _failed_as_before(self) -> bool:
        """True if there is no file that svod failed on, or this version judged them all again already."""
        if not self.writer.rows("from core.issue where list_contains(?, code) limit 1", list(FAILED)):
            return True
        judged_again = self.writer.rows("select value from core.decision where kind = 'rejudged'")
        return (version("svod"),) in judged_again or not self.writer.receipts_rejected_for(FAILED)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Let nothing be received until a decision is judged and recorded. What was received so far is loaded first."""
        ledger = self.workspace.storage.ledger
        with ledger.lock.held():
            ledger.catch_up(self.ledger)
            self.load()
            yield

    def publish(self) -> None:
        """Decide which figures are hidden, and publish. What was received while deciding may leave more to decide."""
        while about := self.undecided():
            self.record("suppressed", about, by="svod")
            self._load_pending()
        self.run_step("publish snapshot", self.writer.publish)
        self.published = True

    def settle(self) -> None:
        """Publish again if it is still open which figures are hidden: a threshold was set after the last publication."""
        if not self.published and self.undecided():
            self.publish()

    def undecided(self) -> Sequence[dict[str, Any]]:
        """What the next publication hides and is not recorded yet."""
        return undecided(self.writer, self.workspace.known.forms, self.workspace.small)

    def record(self, kind: DecisionKind, about: Sequence[dict[str, Any]], by: str, reason: str | None = None) -> None:
        """Write an entry to the ledger for each thing that a decision is about."""
        at, first = self.moment(), self.ledger.decisions + 1
        decisions = [
            Decision(event=number, kind=kind, recorded_at=at, by=by, reason=reason, **one)
            for number, one in enumerate(about, first)
        ]
        self.workspace.storage.ledger.add(self.ledger, [decided(decision) for decision in decisions])

    def _load_pending(self) -> None:
        for entries in batches(self.ledger.pending):
            self.run_step("check and load", load_batch, self.workspace, self.writer, entries)
        self.loaded += self.ledger.pending
        self.ledger.pending = []

    def receive(self, only: Collection[str] | None) -> Intake:
        """Receive what is new under raw/, or only some files there."""
        own = self.workspace
        if only is None:
            own.storage.require_raw(self.ledger)
        arrival = Arrival(self.moment(), own.place)
        intake = receive_files(own.storage, self.ledger, only, arrival, own.pause, lambda: prepare(own.executor))
        if intake.vanished:
            own.note(TEXTS.fill("vanished", count=intake.vanished, folder=str(own.storage.raw)))
        return intake

    def moment(self) -> datetime:
        """The local moment for new entries. It is later than all moments in the ledger, even if the clock was put back."""
        now, latest = self.workspace.now(), self.ledger.latest
        if latest and latest - now > _CLOCK_DRIFT:
            self.workspace.note(TEXTS.fill("clock_behind", now=written(now), latest=written(latest)))
        return self.ledger.next_moment(now)

    def due(self, intake: Intake) -> Due:
        """What the run had to do, and what is left of it."""
        entries = [recorded.entry for recorded in (*self.loaded, *self.ledger.pending)]
        loaded = self.writer.loaded()
        report = ReportWatermark(self.workspace.reports).read(loaded) != loaded
        return Due(entries, self.published or self._to_publish(), report, intake)

    def _to_publish(self) -> bool:
        ledger = self.ledger
        return bool(ledger.pending) or (bool(ledger.receipts or ledger.decisions) and not self.writer.is_published())


def more_issues(count: int, path: Path) -> Text:
    """Say how many issues of a file are not shown, and which command shows them."""
    return TEXTS.fill("more_issues", count=count, command=f"svod check {shlex.quote(str(path))}")


def everything(_: Run) -> None:
    """Choose everything that is new under raw/."""


def consolidate(
    workspace: Workspace,
    choose: Callable[[Run], Collection[str] | None] = everything,
    run_step: RunStep = call,
    open_run: Callable[[Workspace], AbstractContextManager[Books]] = open_books,
) -> Outcome:
    """Do a whole run: load what waits, receive, load, publish, write reports.

    Entries of the ledger that are not in the warehouse are loaded and published first, so a run makes up for one that was
    killed. Then `choose` is called. It may put files under raw/, or record a decision after looking at what is published, and
    returns the paths under raw/ to take in, or None for everything new there. PDFs are made after the lock is released.
    """
    run_step = _logged(workspace, run_step)
    with workspace.warehouse.lock():
        with open_run(workspace) as books:
            run = Run(workspace, books.writer, books.ledger, run_step)
            run.load()
            intake = run_step("receive files", run.receive, choose(run))
            run.load()
            due, workspace = run.due(intake), run.workspace
            if due.nothing:
                return Outcome(due=due)
            run.settle()
        outcome = _outcome(workspace, due)
        if not workspace.renderers:
            return outcome
        changed = run_step("write reports", write_changed, workspace)
    return replace(outcome, reports=run_step("make PDFs", finish_changed, workspace, changed))


def decide_suppression(workspace: Workspace) -> None:
    """Decide which figures are hidden if that is open: where a threshold was set after the last publication."""
    small = workspace.small
    if small is None:
        return
    with workspace.warehouse.reader() as snapshot:
        if not undecided(snapshot, workspace.known.forms, small):
            return
    with workspace.warehouse.lock(), open_books(workspace) as books:
        run = Run(workspace, books.writer, books.ledger)
        run.load()
        run.settle()


def receive(workspace: Workspace) -> Due:
    """Receive what is new under raw/ and return what is left to do. A scheduler starts nothing if that is nothing."""
    with workspace.warehouse.lock(), open_books(workspace) as books:
        run = Run(workspace, books.writer, books.ledger)
        return run.due(run.receive(None))


def _outcome(workspace: Workspace, due: Due) -> Outcome:
    """The outcome of the run, read from the snapshot that it published."""
    if not due.receipts:
        return Outcome(due=due)
    first = due.receipts[0].submission
    with workspace.warehouse.reader() as snapshot:
        files = files_since(snapshot, first)
        periods = sorted({(file.form, file.period) for file in files if file.form and file.period})
        return Outcome(
            due=due,
            files=files,
            issues=issues_since(snapshot, first, _ISSUES_A_FILE),
            totals=[totals for asked in periods for totals in snapshot.totals(*asked, workspace.known.units.topmost)],
        )
