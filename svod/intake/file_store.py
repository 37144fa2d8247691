"""Bytes as received, kept by their hash whatever happens to the file under raw/."""

from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 16


class FileStore:
    """A folder of files named by the sha256 of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder / "unfinished.tmp"  # one writes at a time: what a kill left is written over

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are."""
        return self._folder.joinpath(sha256[:2], sha256)

    def keep(self, file: Path) -> str:
        """Keep a file's bytes, however many, and return their hash. They are there whole or not at all, also after a crash."""
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
        """The bytes of that hash."""
        return self.path(sha256).read_bytes()

    def _open_unfinished(self) -> BinaryIO:
        try:
            return self._unfinished.open("wb")
        except FileNotFoundError:
            self._folder.mkdir(parents=True)
            return self._unfinished.open("wb")
