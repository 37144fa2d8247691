"""Publication: the analysts' snapshot replaced in one atomic step."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4


def publisher(snapshot: Path) -> Callable[[Path], None]:
    """A function that puts a copy of a closed-off warehouse file in the snapshot's place.

    Readers who have the old snapshot open go on reading it; the next to open reads the new one; nobody sees half of either.
    """

    def publish(work: Path) -> None:
        for left in snapshot.parent.glob(f"{snapshot.name}.*.tmp"):
            left.unlink()
        unfinished = snapshot.with_name(f"{snapshot.name}.{uuid4().hex}.tmp")
        shutil.copyfile(work, unfinished)
        unfinished.chmod(0o444)
        _to_disk(unfinished)
        unfinished.replace(snapshot)
        _to_disk(snapshot.parent)

    return publish


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
