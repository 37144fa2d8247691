"""What the page is made of besides svod: Pyodide and packages, fetched and compiled by `make browser`."""

import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from schemas.basics.exceptions import NotAllowed
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

NAMES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip", "packages.zip")


@dataclass(frozen=True, slots=True)
class Parts:
    """The folder of the parts. Each is stored packed by gzip."""

    folder: Path

    @classmethod
    def of_environment(cls) -> "Parts":
        """The parts in the Python environment of this program. Raises NotAllowed if they are not there."""
        parts = cls(Path(sys.prefix) / "share/svod/browser")
        if not all(map(Path.exists, map(parts._file, NAMES))):
            raise NotAllowed(TEXTS.fill("no_parts", folder=str(parts.folder)))
        return parts

    def packed(self, name: str) -> bytes:
        """A part, packed by gzip."""
        return self._file(name).read_bytes()

    def compiled(self, source: bytes) -> bytes | None:
        """The bytecode of a module with this very source, for the page's Python. None if it changed since it was compiled."""
        file = self.folder / f"compiled/{sha256(source).hexdigest()}.pyc"
        return file.read_bytes() if file.exists() else None

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.gz"
