"""Where returns are received and stored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from svod.intake.file_store import FileStore
from svod.intake.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Storage:
    """The folder into which returns are put, the store of their bytes, and the ledger.

    `stat_cache` is a file that saves a run from reading files that have not changed.
    """

    raw: Path
    kept: FileStore
    ledger: Ledger
    stat_cache: Path

    @classmethod
    def in_folder(cls, root: Path) -> Self:
        """The storage of a data folder."""
        kept = root / "kept"
        ledger = Ledger(kept / "ledger.jsonl")
        return cls(root / "raw", FileStore(kept, ledger.lock), ledger, root / "warehouse" / "seen.json")
