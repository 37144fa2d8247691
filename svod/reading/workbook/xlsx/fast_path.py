"""Workbooks of plain sheets, each cut into its values and what stands between them: half the cost of any reader of XML.

Plain is a sheet of an xlsx in which stand only numbers, days and shared texts, written as most programs write them: no formula,
no error, no percentage, nothing struck out or hidden. Between two values there may be ends, blank cells and rows, and the start
of the cell; whatever else there is makes the sheet not plain. Of a plain sheet this module says what calamine and a scan of its
cells say; of any other it says nothing, and they are asked.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from schemas.basics.cell import Cell, column_number
from schemas.basics.limits import MIB, Limits
from svod.reading.workbook.sheet_scan import SheetScan
from svod.reading.workbook.xlsx.styles import hides_rows, merged_cells, strikes
from svod.reading.workbook.xlsx.workbook import XlsxWorkbook

_MOST_BYTES = 2 * MIB
_MOST_COLUMNS = 100
# Beyond this most of a sheet is blank, as with a far cell: whether it may be laid out is for others to say.
_BLANKS_A_CELL, _BLANKS = 20, 10_000
_NUMBERS_KEPT, _CELLS_KEPT, _LONGEST_KEPT = 1 << 13, 1 << 14, 1 << 8

_HEAD = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>)?\s*"""
    rb"<(?:worksheet|sst)\b",
    re.IGNORECASE,
)
_NO_CELLS, _CELLS_START, _CELLS_END = b"<sheetData/>", b"<sheetData>", b"</sheetData>"
_VALUE, _VALUE_ENDS = b"<v>", b"</v></c>"
_AREA = re.compile(rb'<dimension ref="(?:[A-Z]+[0-9]+:)?([A-Z]+)[0-9]+"/>')
_FORM_OF_CELL = rb'(?: s="[0-9]+")?(?: t="[sn]")?'
_BLANKS_BETWEEN = rb'(?:<c r="[A-Z]+[0-9]+"%s ?(?:/>|></c>)|</row>|<row\b[^<>]*>)*' % _FORM_OF_CELL
_BETWEEN = re.compile(_BLANKS_BETWEEN)
_BEFORE = re.compile(_BLANKS_BETWEEN + rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(%s)>' % _FORM_OF_CELL)
_FORM = re.compile(rb'(?: s="([0-9]+)")?(?: t="([sn])")?')
_TEXT, _PRESERVED, _ITEM, _ITEM_ENDS = "<t>", '<t xml:space="preserve">', "<si><t>", "</t></si>"

_NUMBERS = frozenset((b"0", b"1", b"2", b"3", b"4", b"37", b"38", b"39", b"40", b"49"))
_DAYS = frozenset((b"14",))
_NUMBER = re.compile(r"General|(?:#,##)?0(?:\.0+)?")
_DAY = re.compile(r"(?:\[\$-[0-9A-Fa-f]+\])?(?:dd?|mm?|yyyy|yy)(?:\\?[-./](?:dd?|mm?|yyyy|yy)){2}(?:;@)?", re.IGNORECASE)
_FORMAT = re.compile(rb'<numFmt numFmtId="([0-9]+)" formatCode="([^"]*)"/>')
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<xf\b([^>]*)>")
_FORMAT_ID = re.compile(rb'\bnumFmtId="([0-9]+)"')

# Before March 1900 Excel's days are one off.
_FIRST_DAY, _LAST_DAY = 61, 73_050
_DAYS_FROM = date(1899, 12, 30).toordinal()
# Excel keeps no more of a number.
_SURE_DIGITS = 15

Meaning = Mapping[bytes, Cell]
"""What values mean, by how they are written."""


class PlainSheet(NamedTuple):
    """A sheet's values from A1 on, and what else its XML says."""

    values: list[list[Cell]]
    scan: SheetScan


class _NotPlain(ValueError):
    """There is more in a sheet than this module reads."""


def plain_sheets(workbook: XlsxWorkbook, limits: Limits) -> dict[str, PlainSheet] | None:
    """Every sheet of an xlsx in its order; None where not all of them are plain and small."""
    package, parts = workbook.package, workbook.sheet_parts
    if not package.parts.issuperset(parts.values()) or sum(map(package.unpacked_size, parts.values())) > _MOST_BYTES:
        return None
    if workbook.counts_from_1904 or strikes(workbook.styles):
        return None
    try:
        meanings = _Meanings(workbook.shared_strings, workbook.styles)
        return {name: _sheet(package.read(part), meanings, limits) for name, part in parts.items()}
    except (LookupError, ValueError):
        return None


def _sheet(xml: bytes, meanings: "_Meanings", limits: Limits) -> PlainSheet:
    start, end = xml.find(_CELLS_START), xml.rfind(_CELLS_END)
    area = _AREA.search(xml)
    if not area or not _HEAD.match(xml):
        raise _NotPlain
    if start < 0:
        return _empty(xml)
    # Values and what stands between them take turns.
    said = xml[start + len(_CELLS_START) : end].replace(_VALUE_ENDS, _VALUE).split(_VALUE)
    between, values, after = said[:-1:2], said[1::2], said[-1]
    if not _BETWEEN.fullmatch(after) or hides_rows(after):
        raise _NotPlain
    grid = _laid_out(between, values, column_number(area[1].decode()), meanings, limits)
    return PlainSheet(grid, SheetScan(merged=merged_cells(xml[end:])))


def _empty(xml: bytes) -> PlainSheet:
    if _NO_CELLS not in xml or xml.count(b"sheetData") > 1:
        raise _NotPlain
    return PlainSheet([], SheetScan())


def _laid_out(
    between: list[bytes], values: list[bytes], columns: int, meanings: "_Meanings", limits: Limits
) -> list[list[Cell]]:
    """Values in their places, as far as those are near each other and within the limits."""
    if columns > min(_MOST_COLUMNS, limits.max_columns):
        raise _NotPlain
    rows = _cell(between[-1], columns)[0] // columns + 1 if between else 0
    if columns * rows > min(_BLANKS_A_CELL * len(between) + _BLANKS, limits.max_cells) or rows > limits.max_rows:
        raise _NotPlain
    flat: list[Cell] = [""] * (rows * columns)
    if sum(map(len, _CELLS.values())) > _CELLS_KEPT:
        _CELLS.clear()
    cells = _CELLS[columns]
    for before, value in zip(between, values, strict=True):
        try:
            place, form = cells[before]
        except KeyError:
            place, form = _cell(before, columns)
            if len(before) <= _LONGEST_KEPT:
                cells[before] = place, form
        flat[place] = meanings[form][value]
    return [flat[first : first + columns] for first in range(0, rows * columns, columns)]


_CELLS: defaultdict[int, dict[bytes, tuple[int, bytes]]] = defaultdict(dict)
"""Whose value it is, by what stands before a value and the number of columns of the sheet: returns have few, many times."""


def _cell(before: bytes, columns: int) -> tuple[int, bytes]:
    """Whose value it is: the place of its cell, counted row by row in a sheet of so many columns, and the form of the value."""
    found = _BEFORE.fullmatch(before)
    column = column_number(found[1].decode()) if found else 0
    if not found or column > columns or hides_rows(before):
        raise _NotPlain
    return (int(found[2]) - 1) * columns + column - 1, found[3]


class _Numbers(dict[bytes, Cell]):
    """Numbers as they are written. Returns hold few numbers many times, and to look one up costs a fraction of reading it."""

    def __missing__(self, written: bytes) -> Cell:
        number = self._read(written)
        if len(self) < _NUMBERS_KEPT:
            self[written] = number
        return number

    def _read(self, written: bytes) -> Cell:
        if b"_" in written:
            raise _NotPlain  # Python reads 1_000 as a number
        return int(written) if written.isdigit() and len(written) <= _SURE_DIGITS else float(written)


class _Days(_Numbers):
    """Numbers in a format that shows them as days."""

    def _read(self, written: bytes) -> Cell:
        number = int(written) if written.isdigit() else 0
        if not _FIRST_DAY <= number <= _LAST_DAY:
            raise _NotPlain
        return date.fromordinal(_DAYS_FROM + number)


_NUMBERS_READ, _DAYS_READ = _Numbers(), _Days()


class _Meanings(dict[bytes, Meaning]):
    """What the value of a cell means, by the attributes of the cell: its format, and whether it is a shared text."""

    def __init__(self, shared_strings: bytes, styles: bytes) -> None:
        super().__init__()
        texts = _texts(shared_strings)
        self._text = dict(zip(_numerals(len(texts).bit_length()), texts, strict=False))
        self._formats = _meanings_of_formats(styles)

    def __missing__(self, form: bytes) -> Meaning:
        found = _FORM.fullmatch(form)
        if found is None:
            raise _NotPlain
        meaning = self[form] = self._text if found[2] == b"s" else self._formats[int(found[1] or 0)]
        return meaning


def _texts(shared_strings: bytes) -> list[str]:
    """The shared texts, cut as sheets are: what stands between two is always the same."""
    if not shared_strings:
        return []
    xml = shared_strings.decode().replace(_PRESERVED, _TEXT)
    start = xml.find("<si")
    if not _HEAD.match(shared_strings):
        raise _NotPlain
    if start < 0:
        return []
    texts = xml[start + len(_ITEM) : xml.rfind(_ITEM_ENDS)].split(_ITEM_ENDS + _ITEM)
    if not xml.startswith(_ITEM, start) or xml.count("<", start) != 4 * len(texts) + 1:
        raise _NotPlain
    escaped = "&" in xml
    if (escaped and "&#" in xml) or xml.find("_x", start) >= 0 or xml.find("\r", start) >= 0:
        raise _NotPlain  # what stands for another character, and what readers make another of
    return [unescape(text) for text in texts] if escaped else texts


@lru_cache(maxsize=32)
def _numerals(bits: int) -> tuple[bytes, ...]:
    """The numbers of so many bits as they are written."""
    return tuple(b"%d" % number for number in range(1 << bits))


@lru_cache(maxsize=256)
def _meanings_of_formats(styles: bytes) -> dict[int, Meaning]:
    """What a number means in each format of cells in which that is plain. Cached: blanks share styles."""
    codes: dict[bytes, list[str]] = {}
    for number, code in _FORMAT.findall(styles):
        codes.setdefault(number, []).append(unescape(code.decode()))
    if sum(map(len, codes.values())) != styles.count(b"<numFmt "):
        return {}
    formats = _CELL_FORMATS.search(styles)
    meanings: dict[int, Meaning] = {}
    for at, attributes in enumerate(_CELL_FORMAT.findall(formats[0]) if formats else ()):
        found = _FORMAT_ID.search(attributes)
        for known, pattern, meaning in ((_NUMBERS, _NUMBER, _NUMBERS_READ), (_DAYS, _DAY, _DAYS_READ)):
            if found and all(map(pattern.fullmatch, codes.get(found[1], ()))) and (found[1] in known or found[1] in codes):
                meanings[at] = meaning
    return meanings
