"""Loads the ledger into the warehouse: checks new workbooks and loads them with their receipts and the decisions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from schemas.basics.exceptions import DataDamaged
from schemas.basics.text import Text
from schemas.basics.text import joined as joined_texts
from schemas.basics.texts import Texts
from schemas.declaration.definition import definition_of
from schemas.records.decision import NAMINGS, Decision
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.forms.compare_forms import form_changes
from svod.intake.file_store import FileStore
from svod.intake.ledger import Entry, Recorded
from svod.pipeline.adopted import adoptions, read_adopted
from svod.pipeline.judge import Judge, Judged
from svod.pipeline.known_names import Known, found_without, spellings_of
from svod.pipeline.workspace import Workspace
from svod.validation.file_path import OnCover, path_issues
from svod.warehouse.arrow_batch import ArrowTables, Batch, joined
from svod.warehouse.writer import Writer

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

    After a naming the workbooks for which it may matter are judged again.
    """
    before = writer.namings()
    namings = [*before, *filter(None, [entries.naming])]
    known = _known(workspace, namings)
    receipts: Sequence[Receipt] = entries.receipts
    judged = Judged()
    if entries.naming:
        receipts = _to_judge_again(writer, entries.naming, _known(workspace, before), known)
    else:
        judged.add(writer.known_workbooks([receipt.sha256 for receipt in receipts]))
    new = [receipt for receipt in receipts if not judged.workbook_of(receipt)]
    require_bytes(workspace.storage.kept, new)
    Judge(workspace, known, entries.naming, on_checked).judge(new, judged, writer.last_workbook())
    found = joined([*judged.tables, _path_issues(known, receipts, judged)])
    writer.load(entries.receipts, [*entries.decisions, *filter(None, [entries.naming])], found, entries.mark)


def _known(workspace: Workspace, namings: Sequence[Decision]) -> Known:
    """The forms and units with which returns are read after some namings."""
    adopted = read_adopted(adoptions(namings), workspace.storage.kept)
    return workspace.declared.with_adopted(adopted).with_spellings(spellings_of(namings))


def _to_judge_again(writer: Writer, naming: Decision, before: Known, now: Known) -> Sequence[Receipt]:
    """The receipts that were rejected for the lack of a naming.

    After another version of a form was adopted also all of its returns for open periods from its first one on: an open period
    has one version of the form, whenever its returns came.
    """
    rejected = writer.receipts_rejected_for(found_without(naming))
    if naming.kind != "adopted" or not naming.form or naming.form not in before.forms:
        return rejected
    was, form = before.forms[naming.form], now.forms[naming.form]
    if was.valid_from == form.valid_from and all(one.wording for one in form_changes(definition_of(was), definition_of(form))):
        return rejected
    read = writer.receipts_of_open_periods(naming.form, naming.period)
    return sorted({*rejected, *read}, key=lambda receipt: receipt.submission)


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


def _path_issues(known: Known, receipts: Sequence[Receipt], judged: Judged) -> ArrowTables:
    """The issues of receipts whose path contradicts the cover. Another receipt of the same bytes may have none.

    Raises DataDamaged if the bytes that were checked don't have the hash under which they are stored.
    """
    batch = Batch(known.forms)
    damaged: list[Receipt] = []
    for receipt in receipts:
        if cover := judged.workbook_of(receipt):
            on_cover = OnCover(cover.form, cover.unit, cover.period)
            issues = path_issues(receipt.sent_as, on_cover, known.forms, known.units)
            batch.add_issues(cover.workbook, receipt.submission, issues)
        else:
            damaged.append(receipt)
    if damaged:
        raise DataDamaged(TEXTS.fill("bytes_damaged", count=len(damaged), listed=named(damaged, _told)))
    return batch.arrow()
