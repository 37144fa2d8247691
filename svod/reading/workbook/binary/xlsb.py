"""Scan the records of an xlsb package for what calamine doesn't report: errors, formats, hidden rows, the used area."""

import struct
from collections.abc import Iterable, Iterator, Mapping

from svod.reading.workbook.binary.errors import KNOWN, error_value
from svod.reading.workbook.binary.styles import STRIKE, CellFormats
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.sheet_scan import MOST_COLUMNS, Place, SheetScan
from svod.reading.workbook.zip_package import Package

_ROW, _SHEET = 0, 156
_CELLS = range(2, 12)  # 1 is a blank with a style
_SHORT_CELLS = range(12, 19)
_ERRORS = (3, 11)
_NOT_AVAILABLE = 0x2A
_ROW_FLAGS, _HIDDEN = 11, 0x10
_COLUMNS, _RANGE = 60, 16
_STYLE = 0xFFFFFF
_SHARED_TEXT, _RICH_CELL, _TEXT, _WITH_RUNS = 7, 62, 19, 1
_MERGED = 176
_STYLES, _STRINGS = "xl/styles.bin", "xl/sharedstrings.bin"
_PROPERTIES, _FONT, _NUMBER_FORMAT, _CELL_FORMAT, _CELL_FORMATS, _CELL_FORMATS_END = 153, 43, 44, 47, 617, 618

Record = tuple[int, int, int]
"""A record's kind, where its content begins, and its length."""


class BinaryBook:
    """Scans of the sheets in their order, and whether dates are counted from 1904.

    `rewritten` holds the parts with error values that calamine doesn't know, each replaced by #N/A (scans keep the real one),
    and the texts and styles under the names by which calamine looks for them.
    """

    def __init__(self, package: Package) -> None:
        workbook = package.read(package.workbook)
        parts = [package.related(relation) for relation in _relations(workbook)]
        named = {
            _STYLES: package.part_of("styles", "styles.bin"),
            _STRINGS: package.part_of("sharedStrings", "sharedstrings.bin"),
        }
        found = {usual: package.read(part) if part else b"" for usual, part in named.items()}
        self.rewritten = {usual: content for usual, content in found.items() if content and named[usual] != usual}
        formats = _formats(found[_STYLES])
        rich = dict(_rich_texts(found[_STRINGS], formats)) if formats.marks_text else {}
        self.scans: list[SheetScan] = []
        for part in parts:
            content = package.read(part) if "worksheets/" in part else b""
            sheet = _Sheet(content, formats, rich)
            self.scans.append(sheet.scan)
            if sheet.unknown:
                self.rewritten[part] = _with_known_errors(content, sheet.unknown)
        self.from_1904 = any(
            kind == _PROPERTIES and length and workbook[offset] & 1 for kind, offset, length in _records(workbook)
        )


def _records(content: bytes) -> Iterator[Record]:
    offset = 0
    while offset < len(content):
        kind, offset = _number(content, offset, 2)
        length, offset = _number(content, offset, 4)
        if offset + length > len(content):
            raise Damaged(f"a record of {length} bytes at {offset} is cut off")
        yield kind, offset, length
        offset += length


def _number(content: bytes, offset: int, most: int) -> tuple[int, int]:
    r"""Return a number written seven bits a byte, lowest first, and where the next field begins.

    >>> _number(b"\x9c\x01", 0, 2)  # 0x1c + (0x01 << 7): the kind of a sheet's record
    (156, 2)
    """
    number = 0
    for index, byte in enumerate(content[offset : offset + most]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return number, offset + index + 1
    raise Damaged(f"an endless number at {offset}")


def _relations(workbook: bytes) -> Iterator[str]:
    """Yield the id of each sheet's relation."""
    for kind, offset, length in _records(workbook):
        if kind == _SHEET:
            (characters,) = struct.unpack_from("<I", workbook, offset + 8)
            if characters * 2 > length - 12:
                raise Damaged("a sheet without a relation")
            yield workbook[offset + 12 : offset + 12 + characters * 2].decode("utf-16-le")


def _formats(styles: bytes) -> CellFormats:
    formats = CellFormats()
    listing = False
    for kind, offset, length in _records(styles):
        if kind == _NUMBER_FORMAT and length >= 6:
            number, characters = struct.unpack_from("<HI", styles, offset)
            code = styles[offset + 6 : offset + min(6 + characters * 2, length)].decode("utf-16-le", "replace")
            formats.add_number_format(number, code)
        elif kind == _FONT and length >= 4:
            formats.add_font(bool(styles[offset + 2] & STRIKE), styles[offset + 6] if length > 6 else 0)
        elif kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            listing = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and listing and length >= 6:
            number, font = struct.unpack_from("<HH", styles, offset + 2)
            formats.cells.append((font, number))
    return formats


def _rich_texts(strings: bytes, formats: CellFormats) -> Iterator[tuple[int, str]]:
    """Yield the number of each shared text that is partly struck or raised, and what it says without that part."""
    number = 0
    for kind, offset, length in _records(strings):
        if kind == _TEXT:
            if length > 5 and strings[offset] & _WITH_RUNS:
                (characters,) = struct.unpack_from("<I", strings, offset + 1)
                start = offset + 5 + characters * 2
                (count,) = struct.unpack_from("<I", strings, start)
                runs = [*struct.iter_unpack("<HH", strings[start + 4 : min(start + 4 + count * 4, offset + length)])]
                plain = formats.plain(strings[offset + 5 : start].decode("utf-16-le"), runs)
                if plain is not None:
                    yield number, plain
            number += 1


class _Sheet:
    """The scan of one sheet, and the places of error values that calamine doesn't know."""

    def __init__(self, content: bytes, formats: CellFormats, rich: Mapping[int, str]) -> None:
        self.scan = SheetScan()
        self.unknown: list[int] = []
        self._content = content
        self._formats = formats
        self._rich = rich
        self._filled: set[Place] = set()
        hidden: set[int] = set()
        row = 0
        for kind, offset, length in _records(content):
            if kind in _CELLS and length >= 9:
                self._add_cell(row, kind, offset)
            elif kind == _ROW and length >= 4:
                (row,) = struct.unpack_from("<I", content, offset)
                if length > _ROW_FLAGS and content[offset + _ROW_FLAGS] & _HIDDEN:
                    hidden.add(row)
            elif kind in (_MERGED, _COLUMNS) and length >= _RANGE:
                _add_range(self.scan, kind, content[offset : offset + length])
            elif kind == _RICH_CELL or (kind in _SHORT_CELLS and length):
                raise Damaged("cells that calamine passes over, or that don't say where they are")
        self.scan.hidden = frozenset(hidden)

    def _add_cell(self, row: int, kind: int, offset: int) -> None:
        """Add a cell by its record: column, style, and its error or the number of its text if it holds one."""
        scan = self.scan
        column, style, error = struct.unpack_from("<IIB", self._content, offset)
        if (row, column) in self._filled:
            raise Damaged("a cell that stands twice")
        self._filled.add((row, column))
        if row >= scan.rows or column >= scan.columns:
            scan.rows, scan.columns, scan.far = max(scan.rows, row + 1), max(scan.columns, column + 1), (row, column)
        if kind in _ERRORS:
            scan.marks[row, column] = error_value(error)
            if error not in KNOWN:
                self.unknown.append(offset + 8)
            return
        self._formats.note(scan, row, column, style & _STYLE)
        if kind == _SHARED_TEXT and self._rich:
            plain = self._rich.get(int.from_bytes(self._content[offset + 8 : offset + 12], "little"))
            if plain is not None:
                scan.rich[row, column] = plain


def _add_range(scan: SheetScan, kind: int, record: bytes) -> None:
    """Add a merged range to the scan, or columns if they are hidden or of no width."""
    first, last, left, right = struct.unpack_from("<IIII", record)
    if kind == _MERGED:
        scan.merged.append((first, left, last, right))
    elif left == 0 or (len(record) > _RANGE and record[_RANGE] & 1):  # `left` is the columns' width
        scan.hidden_columns |= frozenset(range(first, min(last + 1, MOST_COLUMNS)))


def _with_known_errors(content: bytes, unknown: Iterable[int]) -> bytes:
    rewritten = bytearray(content)
    for offset in unknown:
        rewritten[offset] = _NOT_AVAILABLE
    return bytes(rewritten)
