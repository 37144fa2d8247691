"""One run over the data folder, step by step. The flows call these steps; nothing here knows Prefect."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from schemas.basics.text import Text, fill
from schemas.records.period_report import FoundIssue, ReceivedFile
from schemas.records.submission import Receipt
from schemas.records.total import RegionalTotals
from svod.intake.file_store import KeptBytes
from svod.intake.ledger import Entry, Ledger
from svod.intake.receive import Intake, receive_files
from svod.intake.stat_cache import Seen
from svod.pipeline.data_folder import Folders
from svod.pipeline.load import batches, load_batch, prepare, reference
from svod.pipeline.report_watermark import PeriodReports, Reported
from svod.warehouse.publish import publisher
from svod.warehouse.reader import Snapshot
from svod.warehouse.writer import Work
from svod.workers.executor import Executor
from svod.workers.pool import LocalProcesses

_ISSUES_SHOWN = 500


_OLDER = Text(
    "Сандарды өзгертпегені (қайта келген немесе кейінгісімен ауыстырылған) – {count}.",
    "Не изменили цифр (получены повторно или заменены более поздними) — {count}.",
    "Left the figures as they are (sent again, or replaced by later ones): {count}.",
)
_AFTER_CLOSING = Text(
    "Кезең жабылғаннан кейін келгені (кезең қайта ашылғанша сандарда ескерілмейді) – {count}.",
    "Получены после закрытия периода (не учитываются, пока период не открыт заново) — {count}.",
    "Received after the period was closed, and not in the figures until it is reopened: {count}.",
)


@dataclass(frozen=True, slots=True)
class Due:
    """What a run has to do: what is in the ledger but not loaded yet, whether to publish, what the look at raw/ brought.

    `report` tells whether something that was loaded before is in no report yet.
    """

    entries: Sequence[Entry]
    publish: bool
    report: bool
    intake: Intake

    @property
    def receipts(self) -> list[Receipt]:
        """The files received and not loaded yet."""
        return [entry for entry in self.entries if isinstance(entry, Receipt)]

    @property
    def nothing(self) -> bool:
        """Whether everything is as it was."""
        return not self.entries and not self.publish and not self.report


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the files taken in, what was found in them, the totals of their periods by region, reports."""

    files: Sequence[ReceivedFile] = ()
    issues: Sequence[FoundIssue] = ()
    totals: Sequence[RegionalTotals] = ()
    reports: Sequence[PeriodReports] = ()

    @property
    def rejected(self) -> list[ReceivedFile]:
        """The files whose return was rejected."""
        return [file for file in self.files if file.status == "rejected"]

    @property
    def lacks_reports(self) -> bool:
        """Whether a report could not be written."""
        return any(one.failure for one in self.reports)

    @property
    def sentence(self) -> Text:
        """What was done, in one sentence."""
        if not self.files:
            return Text(
                "Жаңа есеп жоқ, сандар өзгерген жоқ.",
                "Новых отчётов нет, цифры не изменились.",
                "Nothing is new; the figures have not changed.",
            )
        new, bad = len(self.files), len(self.rejected)
        good = sum(file.status == "accepted" for file in self.files)
        after_closing = sum(file.status == "after_closing" for file in self.files)
        received = Text(
            f"Келген файлдар: {new}, қабылданғаны – {good}, қабылданбағаны – {bad}.",
            f"Получено файлов: {new}, принято — {good}, не принято — {bad}.",
            f"Files received: {new}, accepted {good}, rejected {bad}.",
        )
        aside = {_AFTER_CLOSING: after_closing, _OLDER: new - good - bad - after_closing}
        sentences = [received, *(fill(one, {"count": count}) for one, count in aside.items() if count)]
        return Text(*map(" ".join, zip(*(one.all for one in sentences), strict=True)))


def receive(folders: Folders, executor: Executor, only: Collection[str] | None = None) -> Due:
    """Take in what is new under raw/, and return what is left to do, also from a run that did not end.

    The executor gets ready beside it, once the first new file shows that there is something to check.
    """
    folders.raw.mkdir(parents=True, exist_ok=True)
    folders.snapshot.parent.mkdir(parents=True, exist_ok=True)
    kept = KeptBytes(folders.kept, on_first=partial(prepare, executor))
    intake = receive_files(folders.raw, Ledger(folders.ledger), kept, Seen(folders.seen), only)
    with Work(folders.work) as work:
        work.prepare(reference())
        pending = work.not_loaded(intake.entries)
        published = work.is_published(folders.snapshot)
        loaded = work.loaded()
    publish = bool(pending) or (bool(intake.entries) and not published)
    return Due(pending, publish, Reported(folders).read(loaded) != loaded, intake)


def publish(folders: Folders) -> None:
    """Put the warehouse as it is now in the snapshot's place."""
    with Work(folders.work) as work:
        work.publish_to(publisher(folders.snapshot))


def consolidate(folders: Folders, executor: Executor, only: Collection[str] | None = None) -> Due:
    """A whole run in this process: everything new under raw/, or some files there, to the published snapshot."""
    due = receive(folders, executor, only)
    for entries in batches(due.entries):
        load_batch(folders, entries, executor)
    if due.publish:
        publish(folders)
    return due


def settle(folders: Folders) -> None:
    """Load and publish what the ledger holds, without a look at raw/."""
    consolidate(folders, LocalProcesses(1, folders.limits), only=())


def outcome(folders: Folders, due: Due, reports: Sequence[PeriodReports]) -> Outcome:
    """What the run did, read from the snapshot that it published."""
    if not due.receipts:
        return Outcome(reports=reports)
    first = due.receipts[0].submission
    with Snapshot(folders.snapshot) as snapshot:
        files = snapshot.files_since(first)
        periods = sorted({(file.form, file.period) for file in files if file.form and file.period})
        totals = [totals for form, period in periods for totals in snapshot.totals(form, period)]
        return Outcome(files, snapshot.issues_since(first, _ISSUES_SHOWN), totals, reports)
