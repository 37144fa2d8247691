"""The lock under which entries are added to the ledger. It is held for moments, also while a run holds the writer's lock."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from svod.files import make_folder


class ShortLock:
    """The lock of a file, between threads and processes. The thread that holds it may take it again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = RLock()
        self._is_held = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, waiting for others to release it. The kernel releases it when the process ends, even if killed."""
        with self._threads:
            if self._is_held:
                yield
                return
            make_folder(self._path.parent)
            with self._path.open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                self._is_held = True
                try:
                    yield
                finally:
                    self._is_held = False
