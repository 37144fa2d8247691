"""The exceptions that a damaged workbook causes. Any other exception raised while reading is a bug of ours."""

import struct
import zlib
from lzma import LZMAError
from zipfile import BadZipFile

from python_calamine import CalamineError


class Damaged(Exception):
    """A reader of ours found something that an intact workbook never contains."""


DAMAGE = (
    Damaged,
    # calamine: CalamineError and its subclasses; OSError if the content ends too early; OverflowError for a duration that
    # doesn't fit in a timedelta. A panic raises PanicException, which can't be imported: see is_panic.
    CalamineError,
    OSError,
    OverflowError,
    # zipfile and its decompressors: deflate (zlib.error), bzip2 (OSError, EOFError), lzma; NotImplementedError for an unknown
    # compression method.
    BadZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    LZMAError,
    # Fields that are cut off, and texts that aren't in the encoding that the format prescribes.
    struct.error,
    UnicodeDecodeError,
)


def is_panic(error: BaseException) -> bool:
    """True if calamine panicked. The class of that exception can't be imported, so its name must do."""
    return type(error).__name__ == "PanicException"
