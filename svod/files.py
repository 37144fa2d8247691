"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha1
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put content in a file's place in one step, on the disk before this returns."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; what is there when the block ends takes its place in one step, on the disk.

    Where the block fails, `path` stays as it was. A file that a kill left unfinished is written over the next time.
    """
    # The name is short whatever the file's own is: a name may be at most 255 bytes long, and a clerk's can be.
    name = sha1(os.fsencode(path.name), usedforsecurity=False).hexdigest()[:16]
    unfinished = path.with_name(f".{name}.tmp")
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Have a file's content, or a folder's list of names, on the disk before this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
