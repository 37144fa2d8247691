"""What a damaged workbook makes its readers raise. Anything else that is raised while reading is a bug of ours."""

import struct
import zlib
from lzma import LZMAError
from zipfile import BadZipFile

from python_calamine import CalamineError


class Damaged(Exception):
    """A reader of ours found what no program writes into a whole workbook."""


DAMAGE = (
    Damaged,
    # calamine: CalamineError and its subclasses; OSError for content that ends too early; OverflowError for a duration that
    # no timedelta holds. When it panics it raises a PanicException, which has no public name: see is_panic.
    CalamineError,
    OSError,
    OverflowError,
    # zipfile and what unpacks for it: deflate (zlib), bzip2 (OSError, EOFError), lzma; NotImplementedError for a part
    # packed in a way that it doesn't know.
    BadZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    LZMAError,
    # Fields that are cut off, and texts that aren't in the encoding they should be in.
    struct.error,
    UnicodeDecodeError,
)


def is_panic(error: BaseException) -> bool:
    """True if this is a panic of calamine's, whose class can't be imported."""
    return type(error).__name__ == "PanicException"
