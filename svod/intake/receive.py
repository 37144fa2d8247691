"""Receives what is new under raw/."""

import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import Any

from schemas.basics.clock import Pause
from schemas.basics.exceptions import UnknownName
from schemas.basics.place import Place
from schemas.basics.texts import Texts
from schemas.records.submission import Receipt
from svod.intake.file_store import FileStore, hash_of
from svod.intake.ledger import LedgerState, back, gone, moved, received
from svod.intake.raw_paths import door_of, is_hidden, is_passed_over
from svod.intake.recorded_path import recorded_path
from svod.intake.stat_cache import StatCache, stamp
from svod.intake.storage import Storage

TEXTS = Texts(__package__)

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_YOUNG_NS = 2_000_000_000
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Arrival:
    """When files are received: the moment, and the place whose local days are meant by folders named as dates."""

    at: datetime
    place: Place

    def of(self, file: str) -> datetime:
        """The time of receipt: the first minute of the folder named as a date, else the time when the file was first seen.

        A date in the future is a mistake, and would keep every later return from counting: the file's first sight counts
        instead.
        """
        for folder in reversed(file.split("/")[:-1]):
            if _DATED.fullmatch(folder):
                try:
                    return min(self.place.first_minute(date.fromisoformat(folder)), self.at)
                except ValueError:
                    continue
        return self.at


@dataclass(frozen=True, slots=True)
class Intake:
    """The result of looking through raw/. `receipts` counts all so far; the new ones are in the ledger.

    `waiting` are files still being written. `closed` are files and folders without permission to read. Both are looked at again
    next time. `links` are symbolic links, which are never followed. `vanished` counts files that were there at the last look.
    """

    receipts: int
    waiting: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    vanished: int = 0


@dataclass(frozen=True, slots=True)
class _ListedFile:
    """A file, folder or link under raw/: its full path, its path under raw/, and its status from the file system."""

    path: str
    file: str
    status: os.stat_result


@dataclass(frozen=True, slots=True)
class _HashedFile:
    file: str
    sha256: str


def receive_files(
    storage: Storage,
    state: LedgerState,
    only: Collection[str] | None,
    arrival: Arrival,
    pause: Pause,
    on_new: Callable[[], None],
) -> Intake:
    """Record a receipt for every path under raw/ whose bytes differ from those last seen there.

    `only` limits this to some paths under raw/. `on_new` is called before the first new bytes are stored. Receipts are numbered
    by time of receipt, and by hash if that is equal, so neither a file's name nor its times decide which one counts. What
    somebody else received while raw/ was looked through has its receipt: it is not received again.
    """
    before = frozenset() if only is not None else state.last_seen.keys() - state.gone
    stat_cache = StatCache(storage.stat_cache)
    listed = list(_listed(storage.raw, only))
    files = [each for each in listed if S_ISREG(each.status.st_mode)]
    waiting = _still_written(files, pause)
    closed = [each.file for each in listed if S_ISDIR(each.status.st_mode)]
    hasher = _Hasher(state, storage.kept, stat_cache, on_new)
    hashed: list[_HashedFile] = []
    for file in files:
        if file.file not in waiting:
            try:
                hashed.append(hasher.hashed(file))
            except FileNotFoundError:
                continue
            except PermissionError:
                closed.append(file.file)
    present = {file.file for file in hashed}.union(waiting, closed)
    storage.kept.settle()
    with storage.ledger.lock.held():
        storage.ledger.catch_up(state)
        entries = _entries(state, hashed, present, before - present, arrival)
        if entries:
            storage.ledger.add(state, entries)
    stat_cache.save()
    links = [each.file for each in listed if S_ISLNK(each.status.st_mode)]
    vanished = sum(entry["event"] == "gone" for entry in entries)
    return Intake(state.receipts, sorted(waiting), closed, links, vanished)


def _listed(raw: Path, only: Collection[str] | None) -> Iterator[_ListedFile]:
    """Everything under raw/ or in `only`, except temporary and hidden files."""
    for path, file in _walk(str(raw)) if only is None else _named(raw, only):
        with suppress(FileNotFoundError):
            yield _ListedFile(path, recorded_path(file), os.lstat(path))


def received_from(folder: Path) -> Iterator[Path]:
    """The files in a folder and below it, without temporary and hidden ones and links; and folders that can't be opened."""
    return (path for name, _ in _walk(str(folder)) if not (path := Path(name)).is_symlink())


def _walk(raw: str) -> Iterator[tuple[str, str]]:
    """The full path and the path under raw/ of all files and links, and of folders that can't be opened."""
    folders = [(raw, "")]
    while folders:
        folder, above = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder, above.removesuffix("/")
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                if not is_passed_over(entry.name):
                    yield entry.path, above + entry.name
            elif not is_hidden(entry.name):
                folders.append((entry.path, f"{above}{entry.name}/"))


def _named(raw: Path, files: Collection[str]) -> list[tuple[str, str]]:
    paths = [raw / file for file in files]
    absent = [file for file, path in zip(files, paths, strict=True) if not path.is_file()]
    if absent:
        raise UnknownName(TEXTS.fill("no_such_file", folder=str(raw), files=absent))
    named = [(str(path), path.relative_to(raw).as_posix()) for path in sorted(paths)]
    return [(path, file) for path, file in named if not _lies_hidden(file.split("/"))]


def _lies_hidden(parts: list[str]) -> bool:
    return any(map(is_hidden, parts[:-1])) or is_passed_over(parts[-1])


def _still_written(files: Iterable[_ListedFile], pause: Pause) -> set[str]:
    """The files that change while they are looked at. They wait for the next run."""
    limit = time.time_ns() - _YOUNG_NS
    young = [file for file in files if file.status.st_ctime_ns > limit]
    if not young:
        return set()
    pause(_PAUSE_SECONDS)
    return {file.file for file in young if not _is_as_it_was(file)}


def _is_as_it_was(file: _ListedFile) -> bool:
    try:
        return stamp(os.lstat(file.path)) == stamp(file.status)
    except FileNotFoundError:
        return False


@dataclass(slots=True)
class _Hasher:
    """Finds the hash of files, and stores the bytes not seen at a path before."""

    state: LedgerState
    kept: FileStore
    stat_cache: StatCache
    on_new: Callable[[], None]
    _is_first: bool = True

    def hashed(self, file: _ListedFile) -> _HashedFile:
        """The file with the hash of its bytes."""
        before, last = stamp(file.status), self.state.last_seen.get(file.file)
        if last is not None and self.stat_cache.sha256(file.file, before) == last:
            return _HashedFile(file.file, last)
        began, path = time.time_ns(), Path(file.path)
        digest = last if last is not None and hash_of(path) == last else self._keep(path)
        self.stat_cache.note(file.file, before, digest, began)
        return _HashedFile(file.file, digest)

    def _keep(self, path: Path) -> str:
        if self._is_first:
            self.on_new()
            self._is_first = False
        return self.kept.keep(path)


def _entries(
    state: LedgerState, hashed: list[_HashedFile], present: set[str], vanished: Set[str], arrival: Arrival
) -> list[dict[str, Any]]:
    """The ledger's entries for what was found: files that are back, moved, gone or new."""
    new = [file for file in hashed if state.last_seen.get(file.file) != file.sha256]
    entries = [back(path, arrival.at) for path in sorted(state.gone & present)]
    moves, new = _moves(state, new, vanished, arrival.at)
    return [*entries, *moves, *map(received, _receipts(state, new, arrival))]


def _moves(
    state: LedgerState, new: list[_HashedFile], vanished: Set[str], at: datetime
) -> tuple[list[dict[str, Any]], list[_HashedFile]]:
    """Separate moves from new files: a move is known bytes at a new path that vanished from another one in this run."""
    left: dict[str, list[str]] = {}
    for path in sorted(vanished):
        left.setdefault(state.last_seen[path], []).append(path)
    entries: list[dict[str, Any]] = []
    rest: list[_HashedFile] = []
    for file in new:
        if file.file not in state.last_seen and left.get(file.sha256):
            entries.append(moved(left[file.sha256].pop(0), file.file, at))
        else:
            rest.append(file)
    entries.extend(gone(path, at) for paths in left.values() for path in paths)
    return entries, rest


def _receipts(state: LedgerState, new: list[_HashedFile], arrival: Arrival) -> list[Receipt]:
    dated = sorted((arrival.of(file.file), file.sha256, file.file) for file in new)
    first = state.receipts + 1
    return [
        Receipt(number, file, digest, received_at, arrival.at, *(door_of(file) or ()))
        for number, (received_at, digest, file) in enumerate(dated, first)
    ]
