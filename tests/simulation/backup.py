"""Backups of a data folder, taken part by part while svod may be at work."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.simulation.oracle import Entry, State

_FILES: Mapping[str, str] = {
    "ledger": "kept/ledger.jsonl",
    "kept": "kept/??",
    "work": "warehouse/work.duckdb*",
    "snapshot": "warehouse/svod.duckdb*",
    "cache": "warehouse/seen.json",
    "reports": "reports",
}
PARTS = tuple(_FILES)
"""The parts that are copied, and come back, one by one."""


@dataclass(slots=True)
class Backup:
    """Copies of the parts of a folder. `copied` has the ledger's entries at the moment when each was copied.

    `published` is what readers saw when the snapshot was copied.
    """

    root: Path
    folder: Path
    copied: dict[str, Sequence[Entry]] = field(default_factory=dict)
    published: State | None = None

    def copy(self, part: str, entries: Sequence[Entry]) -> None:
        """Copy a part as it is."""
        self.copied[part] = entries
        _replace(self.root, self.folder / part, _FILES[part])

    def restore(self, part: str) -> None:
        """Bring a part back, exactly as it was copied."""
        _replace(self.folder / part, self.root, _FILES[part])


def _replace(source: Path, target: Path, pattern: str) -> None:
    """Replace what fits a pattern in one folder by what fits it in another."""
    for path in list(target.glob(pattern)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in list(source.glob(pattern)):
        goal = target / path.relative_to(source)
        goal.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, goal)
        else:
            shutil.copy2(path, goal)
