"""Stores the bytes of received files by their hash, so that nothing is lost if the file under raw/ changes or goes."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from svod.files import make_folder, sync
from svod.intake.short_lock import ShortLock

_PIECE = 1 << 16
_SYNCED_AT_ONCE = 8
"""Each waits for the disk alone: together a thousand files take a tenth of the time that they take one after another."""


def hash_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


class FileStore:
    """A folder of files, each named by the sha256 of its content.

    A run keeps files, under the writer's lock. Whoever else keeps bytes does so meanwhile, each in turn under the short `lock`.
    What is `previewed`, by hash, is read as if it were stored.
    """

    def __init__(self, folder: Path, lock: ShortLock, previewed: Mapping[str, bytes] | None = None) -> None:
        self._folder = folder
        self._lock = lock
        self._previewed = previewed or {}
        # One writer at a time for each; what a killed one left is overwritten.
        self._unfinished = folder / "unfinished.tmp"
        self._unfinished_bytes = folder / "unfinished_bytes.tmp"
        self._unsynced: list[Path] = []

    def path(self, sha256: str) -> Path:
        """The path of the bytes with this hash."""
        return self._folder.joinpath(sha256[:2], sha256)

    def keep(self, file: Path) -> str:
        """Store a file of any size and return its hash. No power cut loses it once `settle` was called."""
        digest = sha256()
        with file.open("rb") as source, self._opened(self._unfinished) as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
        path = self._move(self._unfinished, digest.hexdigest())
        self._unsynced.append(path)
        return path.name

    def keep_bytes(self, content: bytes) -> str:
        """Store bytes and return their hash. They are on the disk when this returns."""
        with self._lock.held():
            with self._opened(self._unfinished_bytes) as target:
                target.write(content)
            sync(self._unfinished_bytes)
            path = self._move(self._unfinished_bytes, sha256(content).hexdigest())
        sync(path.parent)
        sync(self._folder)
        return path.name

    def previewing(self, content: bytes) -> tuple["FileStore", str]:
        """The same store with a content that is read as if it were stored, and its hash."""
        digest = sha256(content).hexdigest()
        return FileStore(self._folder, self._lock, {**self._previewed, digest: content}), digest

    def settle(self) -> None:
        """Have everything kept so far on the disk before this returns."""
        folders = {path.parent for path in self._unsynced}
        if folders:
            with ThreadPoolExecutor(_SYNCED_AT_ONCE) as executor:
                list(executor.map(sync, [*self._unsynced, *folders]))
            sync(self._folder)
        self._unsynced.clear()

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash."""
        return self._previewed.get(sha256) or self.path(sha256).read_bytes()

    def holds(self, sha256: str) -> bool:
        """True if the bytes of that hash are there, and are those bytes."""
        path = self.path(sha256)
        return path.is_file() and hash_of(path) == sha256

    def hashes(self) -> set[str]:
        """The hashes under which something is kept."""
        return {path.name for path in self._folder.glob("??/*")}

    def _move(self, unfinished: Path, sha256: str) -> Path:
        path = self.path(sha256)
        try:
            unfinished.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(exist_ok=True)
            unfinished.replace(path)
        return path

    def _opened(self, unfinished: Path) -> BinaryIO:
        try:
            return unfinished.open("wb")
        except FileNotFoundError:
            make_folder(self._folder)
            return unfinished.open("wb")
