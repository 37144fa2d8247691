"""Writes a workbook in Excel's old binary format (BIFF8 in a compound file), record by record."""

import struct
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from schemas.basics.cell import CellError, NotCalculated, Percent
from tests.builders.styled import CODES, PartlyStruck, Styled

ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
Merged = tuple[int, int, int, int]
Rows = Mapping[str, Collection[int]]
Ranges = Mapping[str, Collection[Merged]]
NONE: Mapping[str, Any] = {}

_PLAIN, _PERCENT, _STYLED, _STRUCK = 15, 16, 17, 6
_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes) -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(content)) + content


def old_book(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    in_globals: bytes = b"",
    hidden: Rows = NONE,
    merged: Ranges = NONE,
    hidden_columns: Rows = NONE,
    from_1904: bool = False,
) -> bytes:
    """The bytes of a workbook: texts, numbers, errors, percentages, formulas without a value.

    `in_globals` is put before the sheets. `hidden` are the hidden rows of a sheet, `merged` its merged cells, counted from 0.
    """
    parts = [
        _sheet(rows, hidden.get(name, ()), merged.get(name, ()), hidden_columns.get(name, ())) for name, rows in sheets.items()
    ]
    in_globals = record(0x22, struct.pack("<H", from_1904)) + _formats(20, _wide) + in_globals
    shared = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, PartlyStruck)]
    for number, cell in enumerate(shared):
        parts = [part.replace(_text_number(cell), struct.pack("<I", number)) for part in parts]
    in_globals += _shared_texts(shared) if shared else b""
    bounds = [_bound_sheet(name, 0) for name in sheets]
    at = len(_bof(0x05) + in_globals + b"".join(bounds) + record(0x0A, b""))
    written = _bof(0x05) + in_globals
    for name, part in zip(sheets, parts, strict=True):
        written += _bound_sheet(name, at)
        at += len(part)
    return compound({"Workbook": written + record(0x0A, b"") + b"".join(parts)})


def book_of_1995(sheets: Mapping[str, Sequence[Sequence[object]]], *, page: int = 1251, encoding: str = "cp1251") -> bytes:
    """The bytes of a workbook in the format before (BIFF5), whose texts are in an encoding, its code page."""
    return compound({"Book": stream_of_1995(sheets, page, encoding)})


def stream_of_1995(sheets: Mapping[str, Sequence[Sequence[object]]], page: int = 1251, encoding: str = "cp1251") -> bytes:
    """The workbook's stream, without a compound file."""
    head = record(0x0809, struct.pack("<HHHH", 0x0500, 0x05, 0x0DBB, 0x07CC)) + record(0x42, struct.pack("<H", page))
    head += _formats(16, _narrow)
    parts = [_sheet_of_1995(rows, encoding) for rows in sheets.values()]
    names = [name.encode(encoding) for name in sheets]
    at = len(head) + sum(11 + len(name) for name in names) + 4
    for name, part in zip(names, parts, strict=True):
        head += record(0x85, struct.pack("<IHB", at, 0, len(name)) + name)
        at += len(part)
    return head + record(0x0A, b"") + b"".join(parts)


def _sheet_of_1995(rows: Sequence[Sequence[object]], encoding: str) -> bytes:
    written = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0x0DBB, 0x07CC))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            text = value.encode(encoding) if isinstance(value, str) else b""
            place = struct.pack("<HHH", row, column, _PLAIN)
            written += record(0x204, place + struct.pack("<H", len(text)) + text) if text else _cell(row, column, value)
    return written + record(0x0A, b"")


def _formats(length: int, text: Callable[[str], bytes]) -> bytes:
    """Six fonts, the last of which is struck out (there is no number 4); number formats; the formats that cells refer to."""
    fonts = b"".join(record(0x31, struct.pack("<HH", 200, 0x08 if at == 5 else 0).ljust(15, b"\0")) for at in range(6))
    codes = b"".join(record(0x41E, struct.pack("<H", 164 + at) + text(code)) for at, code in enumerate(CODES))
    named = [(0, 9 if at == _PERCENT else 0) for at in range(_STYLED)]
    named += [(font, 164 + at) for font in (0, _STRUCK) for at in range(len(CODES))]
    return fonts + codes + b"".join(record(0xE0, struct.pack("<HH", *one).ljust(length, b"\0")) for one in named)


def _shared_texts(texts: Sequence[PartlyStruck]) -> bytes:
    """A table of shared texts, each cut in the middle of its characters: the rest stands in the next record."""
    table = [struct.pack("<II", len(texts), len(texts))]
    for each in texts:
        head, tail = (part.encode("utf-16-le") for part in (each.text[:1], each.text[1:]))
        table[-1] += struct.pack("<HBH", len(each.text), 9, 1) + head
        table.append(b"\x01" + tail + struct.pack("<HH", each.start, _STRUCK))
    return record(0xFC, table[0]) + b"".join(record(0x3C, content) for content in table[1:])


def _text_number(text: PartlyStruck) -> bytes:
    """Four bytes in the place of a shared text's number, until that is known."""
    return struct.pack("<i", -1000 - len(text.text))


def _wide(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _narrow(text: str) -> bytes:
    return bytes([len(text)]) + text.encode("cp1251", "replace")


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _bound_sheet(name: str, at: int) -> bytes:
    return record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + name.encode("utf-16-le"))


def _sheet(
    rows: Sequence[Sequence[object]], hidden: Collection[int], merged: Collection[Merged], columns: Collection[int]
) -> bytes:
    unseen = b"".join(record(0x7D, struct.pack("<HHHHHH", column, column, 2340, 15, 1, 0)) for column in columns)
    shown = (
        record(0x208, struct.pack("<HHHHHHHH", row, 0, 1, 300, 0, 0, 0x120 if row in hidden else 0x100, 15))
        for row in range(len(rows))
    )
    cells = (_cell(row, column, value) for row, values in enumerate(rows) for column, value in enumerate(values))
    return _bof(0x10) + unseen + b"".join(shown) + b"".join(cells) + _merged(merged) + record(0x0A, b"")


def _merged(merged: Collection[Merged]) -> bytes:
    ranges = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged)
    return record(0xE5, struct.pack("<H", len(merged)) + ranges) if merged else b""


def _cell(row: int, column: int, value: object) -> bytes:
    style = _PERCENT if isinstance(value, Percent) else _PLAIN
    if isinstance(value, Styled):
        style, value = _STYLED + value.style, value.value
    place = struct.pack("<HHH", row, column, style)
    match value:
        case "":
            return b""
        case str():
            return record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        case PartlyStruck():
            return record(0xFD, place + _text_number(value))
        case CellError():
            return record(0x205, place + bytes([ERRORS[value.text], 1]))
        case NotCalculated():
            return record(0x06, place + bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + bytes(6) + struct.pack("<HB", 1, 0x16))
        case Percent():
            value = value.number
    return record(0x203, place + struct.pack("<d", value))


def compound(streams: Mapping[str, bytes], embedded: Mapping[str, bytes] = NONE) -> bytes:
    """A compound file of streams, each too long to be stored among the small ones. The embedded ones come first."""
    body, table = b"", [_TABLE]
    entries: list[bytes] = []
    for name, content in (*embedded.items(), *streams.items()):
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % _SECTOR)
        first = len(table)
        table += [*range(first + 1, first + len(padded) // _SECTOR), _END]
        before = _FREE if len(entries) in (0, len(embedded)) else len(entries)
        entries.append(_entry(name, 2, before, _FREE, first, len(padded)))
        body += padded
    if embedded:
        entries.append(_entry("MBD00000001", 1, len(entries), len(embedded), 0, 0))
    directory = _entry("Root Entry", 5, _FREE, len(entries), _END, 0) + b"".join(entries)
    directory += bytes(-len(directory) % _SECTOR)
    start = len(table)
    table += [*range(start + 1, start + len(directory) // _SECTOR), _END]
    assert len(table) <= _SECTOR // 4
    packed = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    listed = struct.pack("<I", 0).ljust(4 * 109, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        start,
        0,
        4096,
        _END,
        0,
        _END,
        0,
    )
    return header + listed + packed + body + directory


def _entry(name: str, kind: int, left: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", written, len(written), kind, 1, left, _FREE, child, start, size)
