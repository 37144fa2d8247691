"""Loads the ledger into the warehouse: checks new workbooks and loads them with their receipts and the decisions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from schemas.basics.exceptions import DataDamaged
from schemas.basics.limits import Limits
from schemas.basics.text import Text
from schemas.basics.text import joined as joined_texts
from schemas.basics.texts import Texts
from schemas.records.decision import NAMINGS, Decision
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.intake.file_store import FileStore
from svod.intake.ledger import Entry, Recorded
from svod.pipeline.adopted import adoptions, read_adopted
from svod.pipeline.check_return import check_file, refused_return
from svod.pipeline.known_names import Known, found_without, spellings_of
from svod.pipeline.workspace import Workspace
from svod.reading.workbook.file_type import unreadable
from svod.validation.file_path import OnCover, path_issues
from svod.warehouse.arrow_batch import ArrowTables, Batch, joined
from svod.warehouse.writer import KnownWorkbook, Writer
from svod.workers.executor import Executor, Loss, into_batches

TEXTS = Texts(__package__)

RECEIPTS_A_BATCH = 2_000
_NAMED = 10
"""How many things a sentence names before it only counts the others."""

T = TypeVar("T")


@dataclass(slots=True)
class Entries:
    """Entries of the ledger that are loaded together: receipts and the decisions after them, or one naming.

    A naming is a decision that changes how returns are read: an accepted spelling, an adopted form or register. `mark` is the
    ledger's at the last entry.
    """

    mark: LedgerMark
    receipts: list[Receipt] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    naming: Decision | None = None


@dataclass(frozen=True, slots=True)
class _Workbook:
    """A workbook to judge: its number, the path of a receipt, where its bytes are stored, and the time of judgement."""

    number: int
    file: str
    path: Path
    judged_at: datetime


def prepare(executor: Executor) -> None:
    """Let an executor get ready to check workbooks while files are still being received."""
    executor.prepare(_Checking)


def batches(recorded: Iterable[Recorded]) -> Iterator[Entries]:
    """Split entries into batches that are loaded together. Returns after a naming are read with it."""
    batch: Entries | None = None
    for entry, mark in recorded:
        if batch and not _may_join(batch, entry):
            yield batch
            batch = None
        batch = batch or Entries(mark)
        batch.mark = mark
        if isinstance(entry, Receipt):
            batch.receipts.append(entry)
        elif entry.kind in NAMINGS:
            batch.naming = entry
        else:
            batch.decisions.append(entry)
    if batch:
        yield batch


def _may_join(batch: Entries, entry: Entry) -> bool:
    if isinstance(entry, Receipt):
        return not (batch.naming or batch.decisions) and len(batch.receipts) < RECEIPTS_A_BATCH
    return not batch.naming and entry.kind not in NAMINGS


def load_batch(
    workspace: Workspace, writer: Writer, entries: Entries, on_checked: Callable[[int], None] = lambda _: None
) -> None:
    """Check new workbooks and load them. `on_checked` is called with the number of workbooks checked since the last call.

    After a naming the workbooks that were rejected for the lack of it are judged again.
    """
    namings = [*writer.namings(), *filter(None, [entries.naming])]
    adopted = read_adopted(adoptions(namings), workspace.storage.kept)
    known = workspace.declared.with_adopted(adopted).with_spellings(spellings_of(namings))
    receipts: Sequence[Receipt] = entries.receipts
    before: dict[str, KnownWorkbook] = {}
    if entries.naming:
        receipts = writer.receipts_rejected_for(found_without(entries.naming))
    else:
        before = writer.known_workbooks([receipt.sha256 for receipt in receipts])
    require_bytes(workspace.storage.kept, [receipt for receipt in receipts if receipt.sha256 not in before])
    new = _new_workbooks(receipts, before, writer.last_workbook(), entries.naming, workspace.storage.kept)
    task = _Checking(known, workspace.limits, workspace.guarded)
    checked: list[ArrowTables] = []
    for workbooks, tables in workspace.executor.map(task, into_batches(new, lambda workbook: workbook.path)):
        checked.append(tables)
        on_checked(len(workbooks))
    found = joined([*checked, _path_issues(known, receipts, before, checked)])
    writer.load(entries.receipts, [*entries.decisions, *filter(None, [entries.naming])], found, entries.mark)


def require_bytes(kept: FileStore, receipts: Iterable[Receipt]) -> None:
    """Raise DataDamaged if the bytes of receipts are not stored."""
    lost = [receipt for receipt in receipts if not kept.path(receipt.sha256).exists()]
    if lost:
        raise DataDamaged(TEXTS.fill("bytes_lost", count=len(lost), listed=named(lost, _told)))


def named(things: Sequence[T], told: Callable[[T], Text]) -> Text:
    """The first few of some things, and the number of the others."""
    texts = [told(thing) for thing in things[:_NAMED]]
    if len(things) > _NAMED:
        texts.append(TEXTS.fill("and_more", count=len(things) - _NAMED))
    return joined_texts(*texts, by="; ")


def _told(receipt: Receipt) -> Text:
    return TEXTS.fill("kept_file", file=receipt.file, sha256=receipt.sha256)


def _new_workbooks(
    receipts: Sequence[Receipt], known: Collection[str], last: int, naming: Decision | None, kept: FileStore
) -> list[_Workbook]:
    first: dict[str, Receipt] = {}
    for receipt in receipts:
        if receipt.sha256 not in known:
            first.setdefault(receipt.sha256, receipt)
    # Times go to the workers in UTC because a zone read from a file can't be pickled.
    return [
        _Workbook(number, one.file, kept.path(one.sha256), (naming or one).recorded_at.astimezone(UTC))
        for number, one in enumerate(first.values(), last + 1)
    ]


@dataclass(frozen=True, slots=True)
class _Checking:
    """The task of checking workbooks to be loaded."""

    known: Known
    limits: Limits
    guarded: bool

    def do(self, items: Iterable[_Workbook]) -> ArrowTables:
        """Check the workbooks."""
        batch = Batch(self.known.forms)
        for workbook in items:
            checked = check_file(
                workbook.path, workbook.file, self.known.forms, self.known.units, self.limits, guarded=self.guarded
            )
            batch.add(workbook.number, workbook.judged_at, checked)
        return batch.arrow()

    def give_up(self, item: _Workbook, loss: Loss) -> ArrowTables:
        """Refuse the workbook."""
        batch = Batch(self.known.forms)
        batch.add(item.number, item.judged_at, refused_return(item.path, unreadable(loss)))
        return batch.arrow()


def _path_issues(
    known: Known, receipts: Sequence[Receipt], before: Mapping[str, KnownWorkbook], checked: Sequence[ArrowTables]
) -> ArrowTables:
    """The issues of receipts whose path contradicts the cover. Another receipt of the same bytes may have none.

    Raises DataDamaged if the bytes that were checked don't have the hash under which they are stored.
    """
    covers = dict(before)
    for tables in checked:
        columns = (tables["workbook"][name].to_pylist() for name in ("sha256", "workbook", "form", "unit", "period"))
        covers.update((sha256, KnownWorkbook(*cover)) for sha256, *cover in zip(*columns, strict=True))
    batch = Batch(known.forms)
    damaged = [receipt for receipt in receipts if receipt.sha256 not in covers]
    if damaged:
        raise DataDamaged(TEXTS.fill("bytes_damaged", count=len(damaged), listed=named(damaged, _told)))
    for receipt in receipts:
        cover = covers[receipt.sha256]
        on_cover = OnCover(cover.form, cover.unit, cover.period)
        batch.add_issues(cover.workbook, receipt.submission, path_issues(receipt.file, on_cover, known.forms, known.units))
    return batch.arrow()
