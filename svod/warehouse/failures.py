"""Says in a sentence what a full disk or a damaged file makes the system and duckdb raise."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from schemas.basics.exceptions import DataDamaged, DiskFull, SvodError
from schemas.basics.texts import Texts
from svod.warehouse.database_file import first_line

TEXTS = Texts(__package__)

_LOG = logging.getLogger(__name__)
# A quota and a limit of the size of files (ulimit -f) are met by writers as a full disk is.
_FULL = (ENOSPC, EDQUOT, EFBIG)


@contextmanager
def told_in_words(folder: Path, database: Path) -> Iterator[None]:
    """Raise DiskFull with the folder, or DataDamaged with the database, if the system or duckdb can't write or read on.

    The traceback goes to the log. Errors that say nothing of disk and files are bugs, and pass through.
    """
    try:
        yield
    except Exception as error:  # which of them are of disk and files, _in_words says
        failure = _in_words(error, folder, database)
        if failure is None:
            raise
        _LOG.info(failure.message, exc_info=error)
        raise failure from error


def is_of_the_file(error: object) -> bool:
    """True if duckdb says that it can't read or write a file, or what it read there can't be right."""
    import duckdb

    return isinstance(
        error,
        duckdb.IOException
        | duckdb.FatalException
        | duckdb.InternalException
        | duckdb.SerializationException
        | duckdb.TransactionException,  # a commit that could not be written
    )


def _in_words(error: Exception, folder: Path, database: Path) -> SvodError | None:
    if isinstance(error, OSError):
        return _disk_full(folder) if error.errno in _FULL else None
    if not is_of_the_file(error):
        return None
    if any(os.strerror(number) in str(error) for number in _FULL):
        return _disk_full(folder)
    return DataDamaged(TEXTS.fill("work_failed", path=str(database), error=first_line(error)))


def _disk_full(folder: Path) -> DiskFull:
    return DiskFull(TEXTS.fill("disk_full", folder=str(folder)))
