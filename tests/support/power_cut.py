"""A disk as it is after the power was cut: only what was synced is there.

What a file holds is what it held when it was last synced, and a folder has the names that it had then. duckdb syncs from
within, where nobody sees it, so that the pipeline's own file is lost in any case: it can be made anew.
"""

import os
from pathlib import Path

import pytest


class Disk:
    """Notes what is synced from now on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._files: dict[int, bytes] = {}
        self._folders: dict[int, dict[str, int]] = {}
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._note)

    def _note(self, descriptor: int) -> None:
        self._sync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            self._folders[path.stat().st_ino] = {entry.name: entry.inode() for entry in os.scandir(path)}
        else:
            self._files[path.stat().st_ino] = path.read_bytes()

    def after_a_power_cut(self, folder: Path, copy: Path) -> None:
        """Write what is left of a folder elsewhere. The folder itself was there before."""
        self._left(folder.stat().st_ino, copy)

    def _left(self, inode: int, copy: Path) -> None:
        copy.mkdir()
        for name, below in self._folders.get(inode, {}).items():
            if below in self._folders:
                self._left(below, copy / name)
            elif below in self._files:
                (copy / name).write_bytes(self._files[below])
