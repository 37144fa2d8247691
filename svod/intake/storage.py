"""Where returns are received and kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from svod.intake.file_store import FileStore
from svod.intake.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Storage:
    """The folder that returns are put into, their bytes by hash, and the ledger of what was received and decided.

    `stat_cache` is the file of hints that spares a run from reading files that have not changed.
    """

    raw: Path
    kept: FileStore
    ledger: Ledger
    stat_cache: Path

    @classmethod
    def in_folder(cls, root: Path) -> Self:
        """The storage of a data folder."""
        kept = root / "kept"
        return cls(root / "raw", FileStore(kept), Ledger(kept / "ledger.jsonl"), root / "warehouse" / "seen.json")
