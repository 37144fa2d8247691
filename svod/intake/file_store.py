"""Stores the bytes of received files by their hash, so that nothing is lost if the file under raw/ changes or goes."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from svod.files import make_folder, sync

_PIECE = 1 << 16
_SYNCED_AT_ONCE = 8
"""Each waits for the disk alone: together a thousand files take a tenth of the time that they take one after another."""


def hash_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


class FileStore:
    """A folder of files, each named by the sha256 of its content.

    What is `previewed`, by hash, is read as if it were stored.
    """

    def __init__(self, folder: Path, previewed: Mapping[str, bytes] | None = None) -> None:
        self._folder = folder
        self._previewed = previewed or {}
        self._unfinished = folder / "unfinished.tmp"  # one writer at a time; what a killed one left is overwritten
        self._unsynced: list[Path] = []

    def path(self, sha256: str) -> Path:
        """The path of the bytes with this hash."""
        return self._folder.joinpath(sha256[:2], sha256)

    def keep(self, file: Path) -> str:
        """Store a file of any size and return its hash. No power cut loses it once `settle` was called."""
        digest = sha256()
        with file.open("rb") as source, self._open_unfinished() as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
        return self._move_unfinished(digest.hexdigest())

    def keep_bytes(self, content: bytes) -> str:
        """Store bytes and return their hash. No power cut loses them once `settle` was called."""
        with self._open_unfinished() as target:
            target.write(content)
        return self._move_unfinished(sha256(content).hexdigest())

    def previewing(self, content: bytes) -> tuple["FileStore", str]:
        """The same store with a content that is read as if it were stored, and its hash."""
        digest = sha256(content).hexdigest()
        return FileStore(self._folder, {**self._previewed, digest: content}), digest

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

    def _move_unfinished(self, sha256: str) -> str:
        path = self.path(sha256)
        try:
            self._unfinished.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(exist_ok=True)
            self._unfinished.replace(path)
        self._unsynced.append(path)
        return sha256

    def _open_unfinished(self) -> BinaryIO:
        try:
            return self._unfinished.open("wb")
        except FileNotFoundError:
            make_folder(self._folder)
            return self._unfinished.open("wb")
