"""Bytes as received, kept by their hash whatever happens to the file under raw/."""

from pathlib import Path
from uuid import uuid4


class KeptBytes:
    """A folder of files named by the sha256 of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are."""
        return self._folder / sha256[:2] / sha256

    def keep(self, content: bytes, sha256: str) -> None:
        """Keep bytes. They are whole or not there, also after a crash."""
        path = self.path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{sha256}.{uuid4().hex}.tmp")
        unfinished.write_bytes(content)
        unfinished.replace(path)

    def read(self, sha256: str) -> bytes:
        """The bytes of that hash."""
        return self.path(sha256).read_bytes()
