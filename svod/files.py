"""Writes files in one step: a reader sees the old content or the new, never a part."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha1
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content in one step. It is on the disk when this returns."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`. When the block ends, its content replaces `path` in one step, on the disk.

    If the block fails, `path` stays as it was. A file left unfinished by a killed process is overwritten the next time.
    """
    # A short name, because a name may have at most 255 bytes and a clerk's may come close to that.
    name = sha1(os.fsencode(path.name), usedforsecurity=False).hexdigest()[:16]
    unfinished = path.with_name(f".{name}.tmp")
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(path)
    except BaseException as error:
        with suppress(OSError):  # as where the folder is a file
            unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError) and (error.filename is None or str(unfinished) in (error.filename, error.filename2)):
            error.filename = str(path)  # people know this name, not that of the temporary file
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Flush a file's content, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, on the disk before this returns. Raises FileExistsError if a file is in the way."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync(path.parent)
