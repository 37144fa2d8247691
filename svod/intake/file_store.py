"""Bytes as received, kept by their hash whatever happens to the file under raw/."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

_PIECE = 1 << 16


class KeptBytes:
    """A folder of files named by the sha256 of their content. `on_first` is told when the first bytes are about to be kept."""

    def __init__(self, folder: Path, on_first: Callable[[], None] = lambda: None) -> None:
        self._folder = folder
        self._unfinished = folder / "unfinished.tmp"  # one writes at a time: what a kill left is written over
        self._on_first: Callable[[], None] | None = on_first

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are."""
        return self._folder.joinpath(sha256[:2], sha256)

    def keep(self, file: Path) -> str:
        """Keep a file's bytes, however many, and give their hash. They are whole or not there, also after a crash."""
        if self._on_first:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._on_first()
            self._on_first = None
        digest = sha256()
        with file.open("rb") as source, self._unfinished.open("wb") as target:
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
