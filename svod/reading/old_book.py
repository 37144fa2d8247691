"""The records of an xls stream (BIFF5 and BIFF8): what calamine gives as blank though it is none, and what is said of links.

A formula always carries a result here. One that was never calculated shows by its writer: Excel sets the place in the order of
calculation, LibreOffice the order to calculate at opening; a blank text with neither was never computed by anyone.
"""

import struct
from collections.abc import Iterator

from schemas.table import NotCalculated
from svod.reading.binary_errors import error_value
from svod.reading.package import Mark, SheetScan

_BOF = (0x0809, 0x0409, 0x0209)
_EOF, _FILEPASS, _BOUNDSHEET, _EXTERNSHEET, _SUPBOOK = 0x0A, 0x2F, 0x85, 0x17, 0x1AE
_BOOLERR, _MULRK = 0x205, 0xBD
_FORMULAS = (0x06, 0x206, 0x406)
_CELLS = frozenset((_BOOLERR, _MULRK, *_FORMULAS, 0x203, 0x27E, 0x204, 0xFD, 0xD6))
_RESULT = struct.Struct("<HHHBBBxxxHHI")
_ERROR, _BLANK, _NO_NUMBER, _CALCULATE = 2, 3, 0xFFFF, 2
_SUPBOOK_OWN = (0x0401, 0x3A01)
_MACRO_SHEET = 1

Record = tuple[int, int, int]
"""A record's kind, where its content begins, and its length."""


class OldBook:
    """What the records say: scans of the sheets in their order, whether there is a password, macro sheets, or links."""

    def __init__(self, stream: bytes) -> None:
        if int.from_bytes(stream[:2], "little") not in _BOF:
            raise ValueError("a book that does not begin")
        self.encrypted = self.macros = self.links = False
        starts = []
        for kind, at, length in _records(stream, 0):
            if kind == _EOF:
                break
            self.encrypted |= kind == _FILEPASS
            self.links |= _is_link(stream, kind, at, length)
            if kind == _BOUNDSHEET:
                start, _, sheet_kind = struct.unpack_from("<IBB", stream, at)
                starts.append(start)
                self.macros |= sheet_kind == _MACRO_SHEET
        self.scans = [] if self.encrypted else [_scan(stream, start) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[Record]:
    at, end = start, len(stream) - 4
    while at <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            raise ValueError(f"a record of {length} bytes at {at} is cut off")
        yield kind, at, length
        at += length


def _is_link(stream: bytes, kind: int, at: int, length: int) -> bool:
    if kind == _SUPBOOK and length > 4:
        characters = int.from_bytes(stream[at + 2 : at + 4], "little")
        return characters not in _SUPBOOK_OWN and characters > 1
    # Before BIFF8 the name of a sheet elsewhere begins with 1.
    return kind == _EXTERNSHEET and length > 2 and stream[at + 1] == 1 and stream[at] > 1


def _scan(stream: bytes, start: int) -> SheetScan:
    """One sheet, without the charts that lie within it."""
    scan = SheetScan()
    depth = rows = columns = 0
    for kind, at, length in _records(stream, start):
        if kind in _CELLS and depth == 1 and length >= 6:
            row, column = last = struct.unpack_from("<HH", stream, at)
            if kind == _MULRK:
                last = row, int.from_bytes(stream[at + length - 2 : at + length], "little")
            rows, columns = max(rows, row + 1), max(columns, last[1] + 1)
            if (mark := _mark(stream, kind, at, length)) is not None:
                scan.marks[row, column] = mark
        elif kind in _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
    scan.rows, scan.columns = rows, columns
    return scan


def _mark(stream: bytes, kind: int, at: int, length: int) -> Mark | None:
    if kind == _BOOLERR and length >= 8:
        return error_value(stream[at + 6]) if stream[at + 7] else None
    if kind in _FORMULAS and length >= _RESULT.size:
        _, _, _, result, _, error, no_number, flags, order = _RESULT.unpack_from(stream, at)
        if no_number == _NO_NUMBER and result == _ERROR:
            return error_value(error)
        if no_number == _NO_NUMBER and result == _BLANK and not (order or flags & _CALCULATE):
            return NotCalculated()
    return None
