"""Make ledger and warehouse agree: a warehouse that was loaded from another ledger is rebuilt, or the run stops."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from schemas.basics.clock import written
from schemas.basics.exceptions import DataDamaged, NothingPublished
from schemas.basics.place import Place
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.intake.ledger import Entry, LedgerState, Recorded, chained
from svod.pipeline.load import batches, load_batch, named, require_bytes
from svod.pipeline.workspace import Workspace
from svod.warehouse.warehouse import Warehouse
from svod.warehouse.writer import Writer

TEXTS = Texts(__package__)

OnChecked = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Books:
    """The warehouse, open for writing, and the ledger from which it is loaded."""

    writer: Writer
    ledger: LedgerState


@contextmanager
def open_books(workspace: Workspace) -> Iterator[Books]:
    """Open the warehouse and read the ledger. The caller holds the writer's lock.

    A warehouse loaded from another ledger is rebuilt if this ledger has everything that was loaded, and all bytes are stored.
    Raises DataDamaged if something is missing.
    """
    with workspace.warehouse.writer() as writer:
        ledger = _ledger_of(workspace, writer)
        if ledger:
            if ledger.lines and not ledger.is_chained:
                workspace.storage.ledger.add(ledger, [chained(workspace.now())])
            yield Books(writer, ledger)
    if not ledger:
        workspace.note(TEXTS["made_anew"])
        replace_warehouse(workspace)
        with open_books(workspace) as books:
            yield books


def replace_warehouse(workspace: Workspace, on_checked: OnChecked = lambda _: None) -> None:
    """Replace the warehouse by one rebuilt from the stored bytes and the ledger. It is not published yet.

    Where the ledger is empty, as that of a backup from before the first receipt, there is nothing to publish any more.
    """
    with warehouse_anew(workspace, on_checked, beside=True) as made:
        workspace.warehouse.replace_by(made)
    if not workspace.storage.ledger.read().lines:
        workspace.warehouse.withdraw_snapshot()


@contextmanager
def warehouse_anew(
    workspace: Workspace, on_checked: OnChecked, *, beside: bool, more: Sequence[Recorded] = ()
) -> Iterator[Warehouse]:
    """A temporary warehouse rebuilt from the stored bytes, the ledger, and some entries more.

    Raises NothingPublished if nothing was received, and nothing was loaded.
    """
    ledger = workspace.storage.ledger.read()
    if not ledger.pending and not _holds_entries(workspace.warehouse.work):
        raise NothingPublished(TEXTS.fill("nothing_kept", ledger=str(workspace.storage.ledger.path)))
    require_bytes(workspace.storage.kept, [entry for entry, _ in ledger.pending if isinstance(entry, Receipt)])
    if ledger.breaks:
        workspace.note(TEXTS.fill("ledger_changed", ledger=workspace.storage.ledger.path, line=ledger.breaks[0]))
    with workspace.warehouse.anew(beside=beside) as made:
        with made.writer() as writer:
            for batch in batches([*ledger.pending, *more]):
                load_batch(workspace, writer, batch, on_checked)
        made.number_as(workspace.warehouse)
        yield made


def _holds_entries(work: Path) -> bool:
    """True if entries of a ledger were loaded into the pipeline's own file, or it can't be read."""
    from svod.warehouse.inspection import inspect

    return work.exists() and bool((found := inspect(work)).entries or found.damage)


def _ledger_of(workspace: Workspace, writer: Writer) -> LedgerState | None:
    """The ledger if the warehouse was loaded from it, None if the warehouse must be rebuilt. Raises DataDamaged."""
    ledger = workspace.storage.ledger
    mark = writer.mark() or _adopted(writer, ledger.read().pending)
    if mark:
        state = ledger.read(mark)
        if state.hash_there == mark.hash:
            if new := [line for line in state.breaks if line > mark.lines]:
                raise DataDamaged(TEXTS.fill("ledger_broken", ledger=ledger.path, line=new[0]))
            return state
    recorded = [entry for entry, _ in ledger.read().pending]
    if missing := unrecorded(writer.entries(), recorded):
        raise DataDamaged(apart(workspace, missing))
    require_bytes(workspace.storage.kept, [entry for entry in recorded if isinstance(entry, Receipt)])
    return None


def _adopted(writer: Writer, recorded: Sequence[Recorded]) -> LedgerMark | None:
    """The mark up to which an earlier version loaded the ledger, stored from now on. None if the ledger begins otherwise."""
    loaded = writer.entries()
    first = recorded[: len(loaded)]
    if Counter(map(_content, loaded)) != Counter(_content(entry) for entry, _ in first):
        return None
    writer.move_mark(first[-1].mark)
    return first[-1].mark


def apart(workspace: Workspace, missing: Sequence[Entry]) -> Text:
    """What a run says that finds entries loaded which the ledger doesn't have."""
    return TEXTS.fill(
        "apart",
        count=len(missing),
        listed=named(missing, partial(_told, workspace.place)),
        ledger=workspace.storage.ledger.path,
    )


def unrecorded(loaded: Sequence[Entry], recorded: Sequence[Entry]) -> list[Entry]:
    """The entries that were loaded and are not in the ledger."""
    left = Counter(map(_content, recorded))
    missing = []
    for entry in loaded:
        content = _content(entry)
        if not left[content]:
            missing.append(entry)
        left[content] -= 1
    return missing


def _content(entry: Entry) -> Entry:
    """An entry without its number, and without the name of who decided, which the warehouse doesn't store."""
    return replace(entry, submission=0) if isinstance(entry, Receipt) else replace(entry, event=0, by="")


def _told(place: Place, entry: Entry) -> Text:
    at = written(place.local(entry.recorded_at))
    if isinstance(entry, Receipt):
        return TEXTS.fill("entry.receipt", number=str(entry.submission), file=entry.file, at=at)
    return TEXTS.fill("entry.decision", number=str(entry.event), at=at)
