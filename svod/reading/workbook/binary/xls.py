"""Scan the records of an xls stream (BIFF5 and BIFF8) for what calamine doesn't report.

These are error values and formulas that were never calculated (calamine gives blanks for them), formats, hidden rows and merged
cells. A formula's record always holds a result, so a dummy is recognised by what a calculating program leaves behind: Excel
fills in the formula's place in the calculation chain, LibreOffice writes its name into the book or sets the flag "calculate on
open". A result of 0 or "" without any of these was never calculated.
"""

import struct
from collections.abc import Iterable, Iterator
from functools import cached_property

from schemas.basics.cell import NotCalculated
from svod.reading.workbook.binary.code_pages import OF_WINDOWS, UNICODE, decoded, read_by
from svod.reading.workbook.binary.errors import error_value
from svod.reading.workbook.binary.rich_texts import rich_cell, rich_texts
from svod.reading.workbook.binary.styles import STRIKE, CellFormats
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.sheet_scan import MOST_COLUMNS, Mark, Merged, Place, SheetScan

_BOF = (0x0809, 0x0409, 0x0209)
_EOF, _FILEPASS, _BOUNDSHEET, _EXTERNSHEET, _SUPBOOK = 0x0A, 0x2F, 0x85, 0x17, 0x1AE
_BOOLERR, _MULRK, _RK_SIZE = 0x205, 0xBD, 6
_COLUMNS, _NO_WIDTH = 0x7D, b"\0\0"
_ROW, _HIDDEN, _DATE_MODE, _CODE_PAGE, _MERGED = 0x208, 0x20, 0x22, 0x42, 0xE5
_FONT, _NUMBER_FORMAT, _CELL_FORMAT = 0x31, 0x41E, 0xE0
_BIFF8, _NO_FONT, _CODE_PAGE_SIZE = 0x0600, 4, 2
_FORMULA, _OLDER_FORMULAS = 0x06, (0x206, 0x406)
_FORMULAS = (_FORMULA, *_OLDER_FORMULAS)
_SHARED_TEXTS, _CONTINUED, _SHARED_TEXT, _RICH_TEXT = 0xFC, 0x3C, 0xFD, 0xD6
_CELLS = frozenset((_BOOLERR, _MULRK, *_FORMULAS, 0x203, 0x27E, 0x204, _SHARED_TEXT, _RICH_TEXT))
_RESULT = struct.Struct("<HHHBBBxxxHHI")
_ERROR, _BLANK, _NO_NUMBER, _CALCULATE = 2, 3, 0xFFFF, 2
_ZERO = bytes(8)
_SUPBOOK_OWN = (0x0401, 0x3A01)
_MACRO_SHEET = b"\x01"
_WRITER, _LIBREOFFICE = 0x5C, b"\x04\x00\x00Calc"

Record = tuple[int, int, int]
"""A record's kind, where its content begins, and its length."""


class OldBook:
    """Scans of the sheets in their order, and facts about the book: password, macro sheets, links, dates counted from 1904.

    `stream` is the book, changed so that calamine reads it correctly; None if calamine doesn't support its code page, `page`.
    """

    def __init__(self, stream: bytes) -> None:
        if int.from_bytes(stream[:2], "little") not in _BOF:
            raise Damaged("a book that does not begin")
        self.encrypted = self.macros = self.links = self.from_1904 = False
        biff8 = int.from_bytes(stream[4:6], "little") == _BIFF8
        self.page, page_at = UNICODE if biff8 else OF_WINDOWS, 0
        calculated = False
        sheets: list[int] = []
        formats = _Formats(biff8)
        for kind, offset, length in _records(stream, 0):
            if kind == _EOF:
                break
            self.encrypted |= kind == _FILEPASS
            self.links |= _is_link(stream, kind, offset, length)
            self.from_1904 |= kind == _DATE_MODE and length > 0 and stream[offset] == 1
            calculated |= kind == _WRITER and stream.startswith(_LIBREOFFICE, offset)
            formats.read(stream, kind, offset, length)
            if kind == _BOUNDSHEET:
                sheets.append(offset)
                self.macros |= stream[offset + 5 : offset + 6] == _MACRO_SHEET
            elif kind == _CODE_PAGE and length == _CODE_PAGE_SIZE:
                page_at = offset
                self.page = formats.page = int.from_bytes(stream[offset : offset + 2], "little")
        if not sheets:
            raise Damaged("a book without sheets")
        starts = [int.from_bytes(stream[offset : offset + 4], "little") for offset in sheets]
        older: list[int] = []
        self.scans = [] if self.encrypted else [_scan(stream, start, formats, older) for start in starts]
        for scan in self.scans if calculated else ():
            scan.marks = {place: mark for place, mark in scan.marks.items() if not isinstance(mark, NotCalculated)}
        page = read_by(self.page, biff8)
        renumbered = _renumbered(stream, older) if older else stream
        self.stream = None if page is None else _with_page(renumbered, page, page_at, sheets)


def _renumbered(stream: bytes, formulas: Iterable[int]) -> bytes:
    """Return the book with the record number of Excel 97 at these places, the only one by which calamine knows a formula.

    Apple's Numbers, for one, wrote the content of today under the number of Excel 4: `06 04` becomes `06 00`.
    """
    rewritten = bytearray(stream)
    for offset in formulas:
        rewritten[offset : offset + 2] = _FORMULA.to_bytes(2, "little")
    return bytes(rewritten)


def _with_page(stream: bytes, page: int, offset: int, sheets: Iterable[int]) -> bytes:
    """Return the book with another code page; if it has none, insert one after the first record and shift the sheets."""
    if offset:
        return stream[:offset] + page.to_bytes(_CODE_PAGE_SIZE, "little") + stream[offset + _CODE_PAGE_SIZE :]
    after = 4 + int.from_bytes(stream[2:4], "little")
    record = struct.pack("<HHH", _CODE_PAGE, _CODE_PAGE_SIZE, page)
    moved = bytearray(stream)
    for place in sheets:
        start = int.from_bytes(stream[place : place + 4], "little")
        moved[place : place + 4] = (start + len(record)).to_bytes(4, "little")
    return bytes(moved[:after] + record + moved[after:])


def _records(stream: bytes, start: int) -> Iterator[Record]:
    offset, end = start, len(stream) - 4
    while offset <= end:
        kind, length = struct.unpack_from("<HH", stream, offset)
        offset += 4
        if offset + length > len(stream):
            raise Damaged(f"a record of {length} bytes at {offset} is cut off")
        yield kind, offset, length
        offset += length


def _is_link(stream: bytes, kind: int, offset: int, length: int) -> bool:
    if kind == _SUPBOOK and length > 4:
        characters = int.from_bytes(stream[offset + 2 : offset + 4], "little")
        return characters not in _SUPBOOK_OWN and characters > 1
    # Before BIFF8 the name of a sheet elsewhere begins with 1.
    return kind == _EXTERNSHEET and length > 2 and stream[offset + 1] == 1 and stream[offset] > 1


class _Formats(CellFormats):
    """Cell formats read from the records of an xls."""

    def __init__(self, biff8: bool) -> None:
        super().__init__()
        self.is_8 = biff8
        self.page = OF_WINDOWS
        self._texts: list[bytes] = []
        self._in_texts = False

    def read(self, stream: bytes, kind: int, offset: int, length: int) -> None:
        """Take in a record if it is a font, a number format, a cell format or shared texts; skip any other."""
        self._in_texts = kind == _SHARED_TEXTS or (self._in_texts and kind == _CONTINUED)
        if self._in_texts and self.marks_text:
            self._texts.append(stream[offset : offset + length])
        if kind == _NUMBER_FORMAT and length > 4:
            self.add_number_format(
                int.from_bytes(stream[offset : offset + 2], "little"), self._code(stream[offset + 2 : offset + length])
            )
        elif kind == _FONT and length > 3:
            if len(self.fonts) == _NO_FONT:
                self.fonts.append(False)
            self.add_font(bool(stream[offset + 2] & STRIKE), stream[offset + 8] if length > 8 else 0)
        elif kind == _CELL_FORMAT and length >= 4:
            self.cells.append(struct.unpack_from("<HH", stream, offset))

    @cached_property
    def rich(self) -> dict[int, str]:
        """The shared texts that are partly struck or raised, by number, each as what it says without that part."""
        return dict(rich_texts(self._texts, self)) if self._texts else {}

    def _code(self, text: bytes) -> str:
        """Return the code of a number format, which follows its length: two bytes and a flag in BIFF8, one byte in BIFF5."""
        if self.is_8:
            return text[3:].decode("utf-16-le" if text[2] & 1 else "latin-1", "replace")
        return decoded(text[1:], self.page)


def _scan(stream: bytes, start: int, formats: _Formats, older: list[int]) -> SheetScan:
    """Return what one sheet's records say; add to `older` where formulas begin whose record number is an older one."""
    scan = SheetScan()
    hidden: set[int] = set()
    filled: set[bytes] = set()
    for kind, offset, length in _sheet_records(stream, start):
        if kind in _CELLS and length >= 6:
            if (place := stream[offset : offset + 4]) in filled:
                raise Damaged("a cell that stands twice")
            filled.add(place)
            _add_cell(scan, stream, kind, offset, length, formats)
            if kind in _OLDER_FORMULAS:
                older.append(offset - 4)
        elif kind == _ROW and length >= 16 and stream[offset + 12] & _HIDDEN:
            hidden.add(int.from_bytes(stream[offset : offset + 2], "little"))
        elif kind == _COLUMNS and length >= 10 and (stream[offset + 8] & 1 or stream[offset + 4 : offset + 6] == _NO_WIDTH):
            first, last = struct.unpack_from("<HH", stream, offset)
            scan.hidden_columns |= frozenset(range(first, min(last + 1, MOST_COLUMNS)))
        elif kind == _MERGED:
            scan.merged.extend(_merged(stream[offset + 2 : offset + length]))
    scan.hidden = frozenset(hidden)
    return scan


def _sheet_records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of one sheet, without those of the charts that lie within it."""
    depth = 0
    for kind, offset, length in _records(stream, start):
        if kind in _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            yield kind, offset, length


def _merged(ranges: bytes) -> Iterator[Merged]:
    for top, bottom, left, right in struct.iter_unpack("<HHHH", ranges[: len(ranges) // 8 * 8]):
        yield top, left, bottom, right


def _add_cell(scan: SheetScan, stream: bytes, kind: int, offset: int, length: int, formats: _Formats) -> None:
    """Add the cell of a record to the scan, or each cell of a record that holds several (MULRK)."""
    row, column, style = struct.unpack_from("<HHH", stream, offset)
    last = int.from_bytes(stream[offset + length - 2 : offset + length], "little") if kind == _MULRK else column
    if row >= scan.rows or last >= scan.columns:
        scan.rows, scan.columns, scan.far = max(scan.rows, row + 1), max(scan.columns, last + 1), (row, last)
    if (mark := _mark(stream, kind, offset, length)) is not None:
        scan.marks[row, column] = mark
    elif kind == _MULRK:
        for place, start in enumerate(range(offset + 4, offset + length - 2, _RK_SIZE), column):
            formats.note(scan, row, place, int.from_bytes(stream[start : start + 2], "little"))
    else:
        formats.note(scan, row, column, style)
        if kind in (_SHARED_TEXT, _RICH_TEXT) and formats.marks_text:
            _add_rich(scan, (row, column), stream[offset + 6 : offset + length], kind, formats)


def _add_rich(scan: SheetScan, place: Place, content: bytes, kind: int, formats: _Formats) -> None:
    """Add a text that is partly struck or raised to the scan."""
    if kind == _RICH_TEXT:
        plain = rich_cell(content, formats, formats.is_8)
    else:
        plain = formats.rich.get(int.from_bytes(content[:4], "little"))
    if plain is not None:
        scan.rich[place] = plain


def _mark(stream: bytes, kind: int, offset: int, length: int) -> Mark | None:
    if kind == _BOOLERR and length >= 8:
        return error_value(stream[offset + 6]) if stream[offset + 7] else None
    if kind in _FORMULAS and length >= _RESULT.size:
        _, _, _, result, _, error, no_number, flags, order = _RESULT.unpack_from(stream, offset)
        if no_number == _NO_NUMBER and result == _ERROR:
            return error_value(error)
        blank = no_number == _NO_NUMBER and result == _BLANK
        if (blank or stream[offset + 6 : offset + 14] == _ZERO) and not (order or flags & _CALCULATE):
            return NotCalculated()
    return None
