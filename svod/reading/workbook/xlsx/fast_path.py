"""A second, faster reader for plain workbooks: it exists for speed alone, and what it reads calamine would read the same.

Most returns are plain: numbers, dates and shared strings, written as most programs write them, without a formula, an error, a
percentage, or anything struck out or hidden. The XML of such a sheet is cut at `<v>` and `</v></c>` into values and the markup
between them, at half the cost of any XML parser:

    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>5</v></c></row>
    markup: `<row r="2"><c r="A2" t="s">`   `<c r="B2">`   `</row>`
    values: `0`   `5`

Markup may hold only row starts and ends, blank cells, and the start of the cell whose value follows. Anything else makes the
sheet not plain; then the whole workbook is left to calamine and a scan of its cells.
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
from svod.reading.workbook.xlsx.styles import cells_in_style, hidden_columns, hides_rows, indents, merged_cells, strikes
from svod.reading.workbook.xlsx.workbook import XlsxWorkbook

_MOST_BYTES = 2 * MIB
_MOST_COLUMNS = 100
# A sheet with more blanks than this has a far cell: whether it may be laid out is decided elsewhere.
_BLANKS_A_CELL, _BLANKS = 20, 10_000
_NUMBERS_KEPT, _CELLS_KEPT, _LONGEST_KEPT = 1 << 13, 1 << 14, 1 << 8

# `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet`: UTF-8, and no prefix before element names.
_HEAD = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>)?\s*"""
    rb"<(?:worksheet|sst)\b",
    re.IGNORECASE,
)
_NO_CELLS, _CELLS_START, _CELLS_END = b"<sheetData/>", b"<sheetData>", b"</sheetData>"
_VALUE, _VALUE_ENDS = b"<v>", b"</v></c>"
# `<dimension ref="A1:Q60"/>` → "Q"
_AREA = re.compile(rb'<dimension ref="(?:[A-Z]+[0-9]+:)?([A-Z]+)[0-9]+"/>')
# The form of a cell is its attributes other than its place: ` s="3" t="s"`.
_FORM_OF_CELL = rb'(?: s="[0-9]+")?(?: t="[sn]")?'
_BLANKS_BETWEEN = rb'(?:<c r="[A-Z]+[0-9]+"%s ?(?:/>|></c>)|</row>|<row\b[^<>]*>)*' % _FORM_OF_CELL
_BETWEEN = re.compile(_BLANKS_BETWEEN)
# `</row><row r="3"><c r="A3" s="1"/><c r="B3" s="2">` → ("B", "3", ` s="2"`)
_BEFORE = re.compile(_BLANKS_BETWEEN + rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(%s)>' % _FORM_OF_CELL)
_FORM = re.compile(rb'(?: s="([0-9]+)")?(?: t="([sn])")?')
_TEXT, _PRESERVED, _ITEM, _ITEM_ENDS = "<t>", '<t xml:space="preserve">', "<si><t>", "</t></si>"

# Formats that show a number as it is or a date, by their built-in number, or by their code: `#,##0.00`, `dd/mm/yyyy;@`.
_NUMBERS = frozenset((b"0", b"1", b"2", b"3", b"4", b"37", b"38", b"39", b"40", b"49"))
_DAYS = frozenset((b"14",))
_NUMBER = re.compile(r"General|(?:#,##)?0(?:\.0+)?")
_DAY = re.compile(
    r"(?=[^;]*d)(?:\[\$-[0-9A-Fa-f]+\])?(?:dd?|mm?|yyyy|yy)(?:\\?[-./](?:dd?|mm?|yyyy|yy)){2}(?:;@)?", re.IGNORECASE
)
_FORMAT = re.compile(rb'<numFmt numFmtId="([0-9]+)" formatCode="([^"]*)"/>')
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<xf\b([^>]*)>")
_FORMAT_ID = re.compile(rb'\bnumFmtId="([0-9]+)"')

# Days are counted from 1900; before March 1900 Excel's count is one off, because it takes that year for a leap year.
_FIRST_DAY, _LAST_DAY = 61, 73_050
_DAYS_FROM = date(1899, 12, 30).toordinal()
# Excel stores numbers to 15 digits: so long an int is exact.
_SURE_DIGITS = 15

Meaning = Mapping[bytes, Cell]
"""The value of a cell by the bytes in its `<v>`: for a number, a date or an index into the shared strings."""


class PlainSheet(NamedTuple):
    """A sheet's values from A1 on, and its scan."""

    values: list[list[Cell]]
    scan: SheetScan


class _NotPlain(ValueError):
    """A sheet holds something that this module doesn't read."""


def plain_sheets(workbook: XlsxWorkbook, limits: Limits) -> dict[str, PlainSheet] | None:
    """Return the sheets of an xlsx in their order; None if not all of them are plain and small."""
    package, parts = workbook.package, workbook.sheet_parts
    if not package.parts.issuperset(parts.values()) or sum(map(package.unpacked_size, parts.values())) > _MOST_BYTES:
        return None
    if workbook.counts_from_1904 or strikes(workbook.styles):
        return None
    try:
        meanings = _Meanings(workbook.shared_strings, workbook.styles)
        sheets = {name: _sheet(package.read(part), meanings, limits) for name, part in parts.items()}
    except (LookupError, ValueError):  # a format, an index or a number that this module doesn't know, or _NotPlain
        return None
    if indenting := indents(workbook.styles):
        for name, part in parts.items():
            sheets[name].scan.indented = cells_in_style(package.read(part), indenting)
    return sheets


def _sheet(xml: bytes, meanings: "_Meanings", limits: Limits) -> PlainSheet:
    start, end = xml.find(_CELLS_START), xml.rfind(_CELLS_END)
    area = _AREA.search(xml)
    if not area or not _HEAD.match(xml):
        raise _NotPlain
    if start < 0:
        return _empty(xml)
    # Both ends of a value become the same separator, so markup and values alternate: markup, value, markup, value, markup.
    pieces = xml[start + len(_CELLS_START) : end].replace(_VALUE_ENDS, _VALUE).split(_VALUE)
    between, values, after = pieces[:-1:2], pieces[1::2], pieces[-1]
    if not _BETWEEN.fullmatch(after) or hides_rows(after):
        raise _NotPlain
    grid = _laid_out(between, values, column_number(area[1].decode()), meanings, limits)
    return PlainSheet(grid, SheetScan(merged=merged_cells(xml[end:]), hidden_columns=hidden_columns(xml[:start])))


def _empty(xml: bytes) -> PlainSheet:
    if _NO_CELLS not in xml or xml.count(b"sheetData") > 1:
        raise _NotPlain
    return PlainSheet([], SheetScan())


def _laid_out(
    between: list[bytes], values: list[bytes], columns: int, meanings: "_Meanings", limits: Limits
) -> list[list[Cell]]:
    """Put values in their places. Raises _NotPlain if the sheet is too large or mostly blank."""
    if columns > min(_MOST_COLUMNS, limits.max_columns):
        raise _NotPlain
    rows = _cell(between[-1], columns)[0] // columns + 1 if between else 0
    if columns * rows > min(_BLANKS_A_CELL * len(between) + _BLANKS, limits.max_cells) or rows > limits.max_rows:
        raise _NotPlain
    flat: list[Cell] = [""] * (rows * columns)
    if sum(map(len, _CELLS.values())) > _CELLS_KEPT:
        _CELLS.clear()
    cells, last = _CELLS[columns], -1
    for before, value in zip(between, values, strict=True):
        try:
            place, form = cells[before]
        except KeyError:
            place, form = _cell(before, columns)
            if len(before) <= _LONGEST_KEPT:
                cells[before] = place, form
        if place <= last:
            raise _NotPlain  # a cell stands twice, or in another order
        last = place
        flat[place] = meanings[form][value]
    return [flat[first : first + columns] for first in range(0, rows * columns, columns)]


_CELLS: defaultdict[int, dict[bytes, tuple[int, bytes]]] = defaultdict(dict)
"""The place and form of a cell by the markup before its value, for sheets of each width: returns repeat few of them."""


def _cell(before: bytes, columns: int) -> tuple[int, bytes]:
    """Return the place of the cell that begins in this markup, counted row by row (B3 of 17 columns: 35), and its form."""
    cell = _BEFORE.fullmatch(before)
    column = column_number(cell[1].decode()) if cell else 0
    if not cell or column > columns or hides_rows(before):
        raise _NotPlain
    return (int(cell[2]) - 1) * columns + column - 1, cell[3]


class _Numbers(dict[bytes, Cell]):
    """Numbers by how they are written. Returns repeat few numbers, and a lookup costs a fraction of parsing."""

    def __missing__(self, written: bytes) -> Cell:
        number = self._read(written)
        if len(self) < _NUMBERS_KEPT:
            self[written] = number
        return number

    def _read(self, written: bytes) -> Cell:
        if b"_" in written:
            raise _NotPlain  # Python would parse 1_000 as a number
        return int(written) if written.isdigit() and len(written) <= _SURE_DIGITS else float(written)


class _Days(_Numbers):
    """Dates by the number that is stored for them."""

    def _read(self, written: bytes) -> Cell:
        number = int(written) if written.isdigit() else 0
        if not _FIRST_DAY <= number <= _LAST_DAY:
            raise _NotPlain
        return date.fromordinal(_DAYS_FROM + number)


_NUMBERS_READ, _DAYS_READ = _Numbers(), _Days()


class _Meanings(dict[bytes, Meaning]):
    """The meaning of values by the form of their cell: `s="3"` names its format, `t="s"` makes it a shared string."""

    def __init__(self, shared_strings: bytes, styles: bytes) -> None:
        super().__init__()
        texts = _texts(shared_strings)
        self._text = dict(zip(_numerals(len(texts).bit_length()), texts, strict=False))
        self._formats = _meanings_of_formats(styles)

    def __missing__(self, form: bytes) -> Meaning:
        attributes = _FORM.fullmatch(form)
        if attributes is None:
            raise _NotPlain
        meaning = self[form] = self._text if attributes[2] == b"s" else self._formats[int(attributes[1] or 0)]
        return meaning


def _texts(shared_strings: bytes) -> list[str]:
    """Return the shared strings, cut like sheets: `</t></si><si><t>` stands between each two."""
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
        raise _NotPlain  # &#10; and _x000A_ stand for other characters, and XML readers turn \r into \n
    return [unescape(text) for text in texts] if escaped else texts


@lru_cache(maxsize=32)
def _numerals(bits: int) -> tuple[bytes, ...]:
    """Return all numbers of so many bits as they are written: 2 gives (b"0", b"1", b"2", b"3")."""
    return tuple(b"%d" % number for number in range(1 << bits))


@lru_cache(maxsize=256)
def _meanings_of_formats(styles: bytes) -> dict[int, Meaning]:
    """Return what numbers mean in each cell format that is plain, by its place. Cached: returns from one blank share styles."""
    codes: dict[bytes, list[str]] = {}
    for number, code in _FORMAT.findall(styles):
        codes.setdefault(number, []).append(unescape(code.decode()))
    if sum(map(len, codes.values())) != styles.count(b"<numFmt "):
        return {}
    formats = _CELL_FORMATS.search(styles)
    meanings: dict[int, Meaning] = {}
    for place, attributes in enumerate(_CELL_FORMAT.findall(formats[0]) if formats else ()):
        number = _FORMAT_ID.search(attributes)
        for known, pattern, meaning in ((_NUMBERS, _NUMBER, _NUMBERS_READ), (_DAYS, _DAY, _DAYS_READ)):
            if number and all(map(pattern.fullmatch, codes.get(number[1], ()))) and (number[1] in known or number[1] in codes):
                meanings[place] = meaning
    return meanings
