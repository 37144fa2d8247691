"""Where everything lies under the data folder."""

from dataclasses import dataclass
from pathlib import Path

from schemas.basics.limits import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class Folders:
    """The data folder: what is received, what is kept, the warehouse; and how much of a file there is read.

    A warehouse made anew may be worked on elsewhere.
    """

    root: Path
    limits: Limits = LIMITS
    work_elsewhere: Path | None = None

    @property
    def raw(self) -> Path:
        """Where returns are put."""
        return self.root / "raw"

    @property
    def kept(self) -> Path:
        """Bytes as received, by hash."""
        return self.root / "kept"

    @property
    def ledger(self) -> Path:
        """What happened, a line each."""
        return self.kept / "ledger.jsonl"

    @property
    def seen(self) -> Path:
        """Hints of which files are as they were."""
        return self.root / "warehouse" / "seen.json"

    @property
    def work(self) -> Path:
        """The pipeline's own file."""
        return self.work_elsewhere or self.root / "warehouse" / "work.duckdb"

    @property
    def reports(self) -> Path:
        """The written reports, by form and period."""
        return self.root / "reports"

    @property
    def snapshot(self) -> Path:
        """The analysts' read-only file."""
        return self.root / "warehouse" / "svod.duckdb"

    @property
    def lock(self) -> Path:
        """Held by whoever writes."""
        return self.root / "warehouse" / "writer.lock"
