"""The records of an xlsb package: what calamine gives as blank though it is an error, and how far a sheet reaches."""

import struct
from collections.abc import Iterator

from svod.reading.binary_errors import error_value
from svod.reading.package import Package, SheetScan

_ROW, _SHEET = 0, 156
_CELLS = range(2, 12)  # 1 is a blank with a style
_SHORT_CELLS = range(12, 19)
_ERRORS = (3, 11)

Record = tuple[int, int, int]
"""A record's kind, where its content begins, and its length."""


def binary_scans(package: Package) -> list[SheetScan]:
    """Scans of the sheets in their order."""
    parts = [package.relations[relation] for relation in _relations(package.read(package.workbook))]
    return [_scan(package.read(part)) if "worksheets/" in part else SheetScan() for part in parts]


def _records(content: bytes) -> Iterator[Record]:
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        if at + length > len(content):
            raise ValueError(f"a record of {length} bytes at {at} is cut off")
        yield kind, at, length
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number written seven bits a byte, and where the next thing begins. Kinds keep the bits that say so."""
    number = 0
    for index in range(most):
        byte = content[at + index]
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, at + index + 1
    raise ValueError(f"an endless number at {at}")


def _relations(workbook: bytes) -> Iterator[str]:
    """The relation of each sheet."""
    for kind, at, length in _records(workbook):
        if kind == _SHEET:
            (characters,) = struct.unpack_from("<I", workbook, at + 8)
            if characters * 2 > length - 12:
                raise ValueError("a sheet without a relation")
            yield workbook[at + 12 : at + 12 + characters * 2].decode("utf-16-le")


def _scan(content: bytes) -> SheetScan:
    scan = SheetScan()
    row = rows = columns = 0
    for kind, at, length in _records(content):
        if kind in _CELLS and length >= 9:
            (column,) = struct.unpack_from("<I", content, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind in _ERRORS:
                scan.marks[row, column] = error_value(content[at + 8])
        elif kind == _ROW and length >= 4:
            (row,) = struct.unpack_from("<I", content, at)
        elif kind in _SHORT_CELLS and length:
            raise ValueError("cells that don't say where they are")
    scan.rows, scan.columns = rows, columns
    return scan
