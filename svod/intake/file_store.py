"""Stores the bytes of received files by their hash, so that nothing is lost if the file under raw/ changes or goes."""

from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 16


def hash_of(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


class FileStore:
    """A folder of files, each named by the sha256 of its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder / "unfinished.tmp"  # one writer at a time; what a killed one left is overwritten

    def path(self, sha256: str) -> Path:
        """The path of the bytes with this hash."""
        return self._folder.joinpath(sha256[:2], sha256)

    def keep(self, file: Path) -> str:
        """Store a file of any size and return its hash. After a crash it is there as a whole or not at all."""
        digest = sha256()
        with file.open("rb") as source, self._open_unfinished() as target:
            while piece := source.read(_PIECE):
                digest.update(piece)
                target.write(piece)
        path = self.path(digest.hexdigest())
        try:
            self._unfinished.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(exist_ok=True)
            self._unfinished.replace(path)
        return digest.hexdigest()

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash."""
        return self.path(sha256).read_bytes()

    def holds(self, sha256: str) -> bool:
        """True if the bytes of that hash are there, and are those bytes."""
        path = self.path(sha256)
        return path.is_file() and hash_of(path) == sha256

    def hashes(self) -> set[str]:
        """The hashes under which something is kept."""
        return {path.name for path in self._folder.glob("??/*")}

    def _open_unfinished(self) -> BinaryIO:
        try:
            return self._unfinished.open("wb")
        except FileNotFoundError:
            self._folder.mkdir(parents=True)
            return self._unfinished.open("wb")
