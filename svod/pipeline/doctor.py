"""Examines a data folder and the machine without changing anything: what an administrator must know, each with what to do.

`svod verify` reads everything that is stored; this reads next to nothing, so that a monitor can ask every minute.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from schemas.basics.clock import written
from schemas.basics.exceptions import DataDamaged, NothingPublished, WarehouseLocked
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from svod.intake.ledger import LedgerState
from svod.pipeline.last_run import last_run
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

Subject = Literal["folder", "disk", "clock", "ledger", "snapshot", "waiting", "lock", "night", "prefect", "certificate"]

_LEAST_FREE = 1 << 30
_LONGEST_WAIT = timedelta(hours=26)
"""A receipt that is older and not loaded has missed a nightly run."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What was found about a subject. It `needs_person` if nothing mends it by itself."""

    subject: Subject
    message: Text
    needs_person: bool = False


def examine(workspace: Workspace, expected: datetime | None) -> Iterator[Sign]:
    """What was found. `expected` is the moment after which the last nightly run should have ended, None if nobody can say."""
    yield from _folder(workspace)
    yield _disk(workspace)
    ledger = _read_ledger(workspace)
    if isinstance(ledger, Sign):
        yield ledger
        return
    yield from _clock(workspace, ledger)
    yield from _loaded(workspace, ledger)
    yield from _lock(workspace)
    yield _night(workspace, expected)


def _folder(workspace: Workspace) -> Iterator[Sign]:
    """The folders that can't be written to."""
    kept = workspace.storage.ledger.path.parent
    folders = [path for path in (workspace.storage.raw, kept, workspace.warehouse.folder, workspace.reports) if path.exists()]
    if not workspace.storage.raw.exists():
        yield Sign("folder", TEXTS.fill("doctor.no_raw", folder=workspace.storage.raw), needs_person=True)
    closed = [path for path in folders if not os.access(path, os.R_OK | os.W_OK | os.X_OK)]
    if closed:
        yield Sign("folder", TEXTS.fill("doctor.not_writable", folders=closed), needs_person=True)
    else:
        yield Sign("folder", TEXTS.fill("doctor.writable", folder=kept.parent))


def _disk(workspace: Workspace) -> Sign:
    free = shutil.disk_usage(_there(workspace.warehouse.folder)).free
    places = {"free": free // 1_000_000_000, "folder": workspace.warehouse.folder.parent}
    if free < _LEAST_FREE:
        return Sign("disk", TEXTS.fill("doctor.disk_full", **places), needs_person=True)
    return Sign("disk", TEXTS.fill("doctor.disk", **places))


def _there(path: Path) -> Path:
    """The path, or the nearest one above it that exists."""
    return path if path.exists() else _there(path.parent)


def _read_ledger(workspace: Workspace) -> LedgerState | Sign:
    """The ledger, or what is wrong with it."""
    try:
        return workspace.storage.ledger.read()
    except DataDamaged as error:
        return Sign("ledger", error.message, needs_person=True)


def _clock(workspace: Workspace, ledger: LedgerState) -> Iterator[Sign]:
    now = workspace.now()
    if ledger.latest is not None and now < ledger.latest:
        places = {"now": written(now), "latest": written(workspace.place.local(ledger.latest))}
        yield Sign("clock", TEXTS.fill("doctor.clock_behind", **places), needs_person=True)
    else:
        yield Sign("clock", TEXTS.fill("doctor.clock", now=written(now)))


def _loaded(workspace: Workspace, ledger: LedgerState) -> Iterator[Sign]:
    """Whether the snapshot can be read, is of this ledger, and how many entries wait to be loaded, since when."""
    if not ledger.pending:
        yield Sign("ledger", TEXTS["doctor.nothing_received"])
        return
    try:
        with workspace.warehouse.reader() as snapshot:
            mark = snapshot.mark()
    except (NothingPublished, DataDamaged) as error:
        yield Sign("snapshot", error.message, needs_person=True)
        return
    state = workspace.storage.ledger.read(mark)
    if state.hash_there != mark.hash:
        yield Sign("snapshot", TEXTS["doctor.other_ledger"], needs_person=True)
        return
    yield Sign("snapshot", TEXTS.fill("doctor.published", entries=len(ledger.pending) - len(state.pending)))
    if state.pending:
        first = workspace.place.local(state.pending[0].entry.recorded_at)
        is_late = workspace.now() - first > _LONGEST_WAIT
        places = {"count": len(state.pending), "since": written(first)}
        if is_late:
            yield Sign("waiting", TEXTS.fill("doctor.waiting_long", **places), needs_person=True)
        else:
            yield Sign("waiting", TEXTS.fill("doctor.waiting", **places))


def _lock(workspace: Workspace) -> Iterator[Sign]:
    """A run that is under way now."""
    if not os.access(workspace.warehouse.folder, os.W_OK):
        return
    try:
        with workspace.waiting(0, lambda: None).warehouse.lock():
            return
    except WarehouseLocked:
        yield Sign("lock", TEXTS["doctor.running"])


def _night(workspace: Workspace, expected: datetime | None) -> Sign:
    """When a run over everything last ended well, and whether a night was missed."""
    ended = last_run(workspace)
    if ended is None:
        return Sign("night", TEXTS["doctor.no_run"])
    if expected is not None and ended < expected:
        places = {"ended": written(ended), "expected": written(expected)}
        return Sign("night", TEXTS.fill("doctor.night_missed", **places), needs_person=True)
    return Sign("night", TEXTS.fill("doctor.night", ended=written(ended)))
