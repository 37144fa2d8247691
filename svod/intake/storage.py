"""Where returns are received and stored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from schemas.basics.exceptions import DataDamaged
from schemas.basics.texts import Texts
from svod.files import make_folder
from svod.intake.file_store import FileStore
from svod.intake.ledger import Ledger, LedgerState

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class Storage:
    """The folder into which returns are put, the store of their bytes, and the ledger.

    `stat_cache` is a file that saves a run from reading files that have not changed.
    """

    raw: Path
    kept: FileStore
    ledger: Ledger
    stat_cache: Path

    def require_raw(self, ledger: LedgerState) -> None:
        """Make raw/ before the first receipt. Raises DataDamaged if it was there before: its disk may not be mounted."""
        if ledger.lines and not self.raw.is_dir():
            raise DataDamaged(TEXTS.fill("no_raw", folder=str(self.raw)))
        make_folder(self.raw)

    @classmethod
    def in_folder(cls, root: Path) -> Self:
        """The storage of a data folder."""
        kept = root / "kept"
        ledger = Ledger(kept / "ledger.jsonl")
        return cls(root / "raw", FileStore(kept, ledger.lock), ledger, root / "warehouse" / "seen.json")
