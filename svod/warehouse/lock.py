"""The lock that only one writer can hold at a time."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.basics.exceptions import WarehouseLocked
from schemas.basics.texts import Texts
from svod.files import make_folder

TEXTS = Texts(__package__)

_POLL_SECONDS = 0.2


@contextmanager
def writer_lock(path: Path, wait_seconds: float, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the writer's lock. The kernel releases it when the process ends, even if it is killed.

    Raises WarehouseLocked if another process holds the lock for longer than `wait_seconds`.
    """
    make_folder(path.parent)
    with path.open("a") as file:
        deadline = time.monotonic() + wait_seconds
        waiting = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise WarehouseLocked(TEXTS["locked"]) from None
                if not waiting:
                    on_wait()
                    waiting = True
                time.sleep(_POLL_SECONDS)
        yield
