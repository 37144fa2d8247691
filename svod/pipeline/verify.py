"""Verify everything in a data folder: each fault with what mends it. Nothing is changed."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

from schemas.basics.exceptions import DataDamaged, NothingPublished
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.records.decision import ADOPTIONS
from schemas.records.submission import Receipt
from svod.intake.file_store import hash_of
from svod.intake.ledger import LedgerState
from svod.intake.recorded_path import path_on_disk, recorded_path
from svod.pipeline.reconcile import apart, unrecorded
from svod.pipeline.suppression import bounded
from svod.pipeline.workspace import Workspace
from svod.warehouse.database_file import wal_of

TEXTS = Texts(__package__)

Part = Literal["ledger", "kept", "warehouse", "snapshot", "releases"]
OnVerified = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part of a data folder, and what mends it."""

    part: Part
    message: Text


def find_faults(workspace: Workspace, on_verified: OnVerified) -> list[Fault]:
    """The faults of ledger, kept bytes, warehouse, snapshot, releases and hidden figures, all of them.

    `on_verified` is called with how many more stored files were read. Raises NothingPublished if nothing was received.
    """
    path = workspace.storage.ledger.path
    if not path.exists() and not workspace.warehouse.work.exists():
        raise NothingPublished(TEXTS.fill("nothing_kept", ledger=str(path)))
    with workspace.warehouse.lock():
        ledger, faults = _ledger(workspace)
        return [
            *faults,
            *_kept(workspace, ledger, on_verified),
            *_warehouse(workspace, ledger),
            *_snapshot(workspace, ledger),
            *_releases(workspace, ledger),
        ]


def count_kept(workspace: Workspace) -> int:
    """The number of stored files that are read to verify them."""
    return len(workspace.storage.kept.hashes())


def _ledger(workspace: Workspace) -> tuple[LedgerState, list[Fault]]:
    """The state of the ledger and its faults. The state is empty if the ledger can't be read."""
    ledger = workspace.storage.ledger
    try:
        state = ledger.read()
    except DataDamaged as error:
        return LedgerState(), [Fault("ledger", error.message)]
    # After a changed line, all lines are breaks up to the first one that was written after the change.
    first = [line for line in state.breaks if line - 1 not in state.breaks]
    return state, [Fault("ledger", TEXTS.fill("verify.line", ledger=str(ledger.path), line=str(line))) for line in first]


def _kept(workspace: Workspace, ledger: LedgerState, on_verified: OnVerified) -> Iterator[Fault]:
    """Stored files that are lost or damaged, and where raw/ still has their bytes."""
    storage = workspace.storage
    names: dict[str, str] = {}
    for entry, _ in ledger.pending:
        if isinstance(entry, Receipt):
            names.setdefault(entry.sha256, entry.file)
        elif entry.kind in ADOPTIONS:
            name = f"{entry.form} {entry.code}" if entry.form else "units"
            names |= {sha256: name for sha256 in (entry.value, entry.details) if sha256}
    for sha256 in sorted(names.keys() | storage.kept.hashes()):
        on_verified(1)
        if storage.kept.holds(sha256):
            continue
        path = storage.kept.path(sha256)
        about = {"path": str(path), "file": names.get(sha256, "–")}
        what = TEXTS.fill("verify.damaged", **about) if path.exists() else TEXTS.fill("verify.lost", **about)
        lying = [storage.raw / path_on_disk(file) for file, seen in ledger.last_seen.items() if seen == sha256]
        found = next((path for path in lying if path.is_file() and hash_of(path) == sha256), None)
        mend = TEXTS["verify.from_backup"] if found is None else TEXTS.fill("verify.from_raw", path=recorded_path(str(found)))
        yield Fault("kept", joined(what, mend))


def _warehouse(workspace: Workspace, ledger: LedgerState) -> Iterator[Fault]:
    """Differences between the pipeline's own file and the ledger."""
    from svod.warehouse.compare import closed_otherwise
    from svod.warehouse.inspection import inspect

    work = workspace.warehouse.work
    if not work.exists():
        yield Fault("warehouse", TEXTS.fill("verify.no_file", path=str(work)))
        return
    found = inspect(work)
    if found.damage:
        yield Fault("warehouse", TEXTS.fill("verify.unreadable", path=str(work), error=found.damage))
    elif found.mark is None or found.entries is None:
        yield Fault("warehouse", TEXTS.fill("verify.earlier", path=str(work)))
    elif missing := unrecorded(found.entries, [entry for entry, _ in ledger.pending]):
        yield Fault("warehouse", apart(workspace, missing))
    elif workspace.storage.ledger.read(found.mark).hash_there != found.mark.hash:
        yield Fault("warehouse", TEXTS.fill("verify.another", path=str(work)))
    else:
        waiting = len(ledger.pending) - len(found.entries)
        if waiting:
            yield Fault("warehouse", TEXTS.fill("verify.waiting", count=waiting))
        for difference in closed_otherwise(work):
            yield Fault("warehouse", TEXTS.fill("verify.closed", period=difference.relation, count=difference.only_made))


def _snapshot(workspace: Workspace, ledger: LedgerState) -> Iterator[Fault]:
    """What is wrong with the published snapshot. There is none as long as nothing was received."""
    snapshot = workspace.warehouse.snapshot
    wal = wal_of(snapshot)
    if wal.exists():
        yield Fault("snapshot", TEXTS.fill("verify.wal", path=str(wal)))
    elif snapshot.exists():
        yield from _published(workspace)
    elif ledger.pending:
        yield Fault("snapshot", TEXTS.fill("verify.not_published", path=str(snapshot)))


def _published(workspace: Workspace) -> Iterator[Fault]:
    """Damage of the published snapshot, and differences from the pipeline's own file."""
    from svod.warehouse.inspection import differing, inspect, is_made_of

    snapshot, work = workspace.warehouse.snapshot, workspace.warehouse.work
    found = inspect(snapshot)
    if found.damage:
        yield Fault("snapshot", TEXTS.fill("verify.snapshot_unreadable", path=str(snapshot), error=found.damage))
    elif found.mark is None:
        yield Fault("snapshot", TEXTS.fill("verify.not_published", path=str(snapshot)))
    elif work.exists() and inspect(work).mark is not None:
        if not is_made_of(snapshot, work):
            yield Fault("snapshot", TEXTS.fill("verify.not_published", path=str(snapshot)))
        elif relations := differing(snapshot, work):
            yield Fault("snapshot", TEXTS.fill("verify.differs", path=str(snapshot), relations=relations))
        else:
            yield from _hidden(workspace)
        yield from _assertions(snapshot)


def _assertions(snapshot: Path) -> Iterator[Fault]:
    """The assertions that the snapshot fails."""
    from svod.warehouse.inspection import broken

    for assertion in broken(snapshot):
        about = {"path": str(snapshot), "name": assertion.name, "rows": assertion.first_rows}
        yield Fault("snapshot", TEXTS.fill("verify.assertion", **about))


def _releases(workspace: Workspace, ledger: LedgerState) -> Iterator[Fault]:
    """Releases that are missing or have a damaged file."""
    if not workspace.renderers:
        return
    closings: Counter[tuple[str, str]] = Counter()
    for entry, _ in ledger.pending:
        if isinstance(entry, Receipt) or entry.kind != "closed" or entry.form is None or entry.period is None:
            continue
        closings[entry.form, entry.period] += 1
        folder = workspace.reports / entry.form / entry.period
        name = f"release-{closings[entry.form, entry.period]}"
        # With several regions each has a folder of its own within the period's.
        found = [*folder.glob(name), *folder.glob(f"*/{name}")]
        asked = {"form": entry.form, "period": entry.period}
        if not found:
            yield Fault("releases", TEXTS.fill("verify.no_release", path=str(folder / name), **asked))
        for file in (file for release in found for file in sorted(release.iterdir()) if not _is_whole(file)):
            yield Fault("releases", TEXTS.fill("verify.release", path=str(file), folder=str(file.parent), **asked))


def _hidden(workspace: Workspace) -> Iterator[Fault]:
    """Hidden figures that can be computed from everything published."""
    with workspace.warehouse.reader() as snapshot:
        for form, period, unit, revision, indicator in bounded(snapshot, workspace.known.forms):
            about = {"form": form, "period": period, "unit": unit, "revision": str(revision), "indicator": indicator}
            yield Fault("releases", TEXTS.fill("verify.bounded", **about))


def _is_whole(file: Path) -> bool:
    if file.suffix not in (".xlsx", ".docx"):
        return file.stat().st_size > 0
    try:
        with ZipFile(file) as package:
            return package.testzip() is None
    except (BadZipFile, OSError):
        return False
