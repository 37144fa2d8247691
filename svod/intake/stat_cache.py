"""Remembers which files are unchanged: their size, times and inode when their hash was computed.

It only saves reading. If it is lost, or if anything differs, the file is read and its hash decides. It includes the inode's
time of change (ctime), which tools that copy or unpack files can't set back.
"""

import json
import os
from pathlib import Path

from svod.files import write_whole

_SETTLED_NS = 2_000_000_000

Stamp = tuple[int, int, int, int]


def stamp(status: os.stat_result) -> Stamp:
    """The values that change whenever a file may have changed."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class StatCache:
    """The remembered files, stored in one file between runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, tuple[Stamp, str]] = {}
        if path.exists():
            try:
                entries = json.loads(path.read_bytes())
                self._known = {file: (tuple(known), sha256) for file, (known, sha256) in entries.items()}
            except (ValueError, TypeError):
                self._known = {}
        self._changed = False

    def sha256(self, file: str, now: Stamp) -> str | None:
        """The file's hash, if nothing about the file changed."""
        known = self._known.get(file)
        return known[1] if known and known[0] == now else None

    def note(self, file: str, now: Stamp, sha256: str, at_ns: int) -> None:
        """Remember a file's hash, unless the file changed so recently that another change could have the same times."""
        if at_ns - now[2] > _SETTLED_NS:
            self._known[file] = now, sha256
            self._changed = True

    def save(self) -> None:
        """Store what was remembered for the next run."""
        if self._changed:
            write_whole(self._path, json.dumps(self._known).encode())
