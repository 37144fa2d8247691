"""Hidden rows, merged ranges, number formats and struck-out cells of an xlsx, found in its raw XML by patterns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from schemas.basics.cell import column_number
from svod.reading.workbook.number_formats.shows import Shows, built_in, shows
from svod.reading.workbook.sheet_scan import MOST_COLUMNS, Merged

# Element names may have a prefix: `<x:row`. The attributes may be in any order, so each has a pattern of its own.
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)""")
# A row's height is `ht`, a column's width `width`.
_NONE = rb"""=["']0(?:\.0+)?["']"""
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']|\bht""" + _NONE)
# `<col min="8" max="9" width="9.1" hidden="1"/>`
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN_COLUMNS = re.compile(rb"""\bhidden=["'](?:1|true)["']|\bwidth""" + _NONE)
_FIRST_COLUMN, _LAST_COLUMN = re.compile(rb"""\bmin=["'](\d{1,5})["']"""), re.compile(rb"""\bmax=["'](\d{1,5})["']""")
# `<mergeCell ref="A2:B5"/>` → ("A", "2", "B", "5")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})["']""")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT_ID = re.compile(rb"""\bnumFmtId=["'](\d+)["']""")
# `formatCode="0%"`; the code is in the first group, or in the second if the quotes are single
_FORMAT_CODE = re.compile(rb"""\bformatCode=(?:"([^"]*)"|'([^']*)')""")
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_FONT_ID = re.compile(rb"""\bfontId=["'](\d+)["']""")
# `<strike/>`, but not `<strike val="0"/>`
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^>]*\bval=["'](?:0|false))""")
# `<alignment horizontal="left" indent="2"/>`
_INDENT = re.compile(rb"""\bindent=["'][1-9]""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_CELL_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")


@dataclass(frozen=True, slots=True)
class ShownAsOthers:
    """How numbers are shown, by the styles that show them as others, and a pattern that finds a cell in one of these styles."""

    styles: Mapping[str, Shows]
    cells: re.Pattern[bytes]


def hidden_rows(cells: bytes) -> frozenset[int]:
    """Return the rows, counted from zero, that are hidden, filtered out or of no height."""
    if b"hidden=" not in cells and _HIDDEN.search(cells) is None:
        return frozenset()
    hidden: set[int] = set()
    row = -1
    for attributes in _ROW.findall(cells):
        number = _ROW_NUMBER.search(attributes)
        row = int(number[1]) - 1 if number else row + 1
        if _HIDDEN.search(attributes):
            hidden.add(row)
    return frozenset(hidden)


def hides_rows(cells: bytes) -> bool:
    """True if one of the rows in this XML is hidden, filtered out or of no height."""
    return _HIDDEN.search(cells) is not None


def hidden_columns(before_cells: bytes) -> frozenset[int]:
    """Return the columns, counted from zero, that are hidden or of no width; they are declared before a sheet's cells."""
    if not (b"hidden=" in before_cells or b'width="0' in before_cells or b"width='0" in before_cells):
        return frozenset()
    hidden: set[int] = set()
    for attributes in _COLUMNS.findall(before_cells):
        first, last = _FIRST_COLUMN.search(attributes), _LAST_COLUMN.search(attributes)
        if first and last and _HIDDEN_COLUMNS.search(attributes):
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))
    return frozenset(hidden)


def merged_cells(after_cells: bytes) -> list[Merged]:
    """Return the merged ranges, which are declared after a sheet's cells."""
    if b"mergeCell" not in after_cells:
        return []
    return [
        (int(top) - 1, column_number(left.decode()) - 1, int(bottom) - 1, column_number(right.decode()) - 1)
        for left, top, right, bottom in _MERGED.findall(after_cells)
    ]


@lru_cache(maxsize=256)
def shown_as_others(styles: bytes) -> ShownAsOthers | None:
    """Return the styles that show numbers as others; None if there are none. Cached: returns from one blank share styles."""
    shown = {b"%d" % number: how for number, how in built_in().items()}
    for attributes in _NUMBER_FORMAT.findall(styles):
        number, code = _FORMAT_ID.search(attributes), _FORMAT_CODE.search(attributes)
        if number and code and (how := shows(unescape((code[1] or code[2] or b"").decode("utf-8", "replace")))):
            shown[number[1]] = how
    showing = {style: shown[number] for style, number in _styles(styles, _FORMAT_ID) if number in shown}
    return ShownAsOthers({style.decode(): how for style, how in showing.items()}, _cells_of(showing)) if showing else None


@lru_cache(maxsize=256)
def strikes(styles: bytes) -> re.Pattern[bytes] | None:
    """Return a pattern that finds a struck-out cell; None if no style strikes out."""
    if b"strike" not in styles:
        return None
    fonts = _FONTS.search(styles)
    struck = {b"%d" % at for at, font in enumerate(_FONT.findall(fonts[0] if fonts else b"")) if _STRIKE.search(font)}
    striking = [style for style, font in _styles(styles, _FONT_ID) if font in struck]
    return _cells_of(striking) if striking else None


def indents(styles: bytes) -> re.Pattern[bytes] | None:
    """Return a pattern that finds a cell whose text is indented; None if no style indents."""
    return _indents(styles) if b"indent=" in styles else None


@lru_cache(maxsize=64)
def _indents(styles: bytes) -> re.Pattern[bytes] | None:
    formats = _CELL_FORMATS.search(styles)
    listed = _CELL_FORMAT.split(formats[0])[2::2] if formats else []
    indenting = [b"%d" % at for at, alignment in enumerate(listed) if _INDENT.search(alignment)]
    return _cells_of(indenting) if indenting else None


def cells_in_style(cells: bytes, style: re.Pattern[bytes] | None) -> set[tuple[int, int]]:
    """Return the cells in some styles, blank ones too; none if there is no such style."""
    if style is None or not style.search(cells):
        return set()
    places = (_CELL_PLACE.search(attributes) for attributes in _CELL.findall(cells) if style.search(attributes))
    return {(int(place[2]) - 1, column_number(place[1].decode()) - 1) for place in places if place}


def _styles(styles: bytes, attribute: re.Pattern[bytes]) -> list[tuple[bytes, bytes]]:
    """Return the styles that cells may name, each with the number in one of its attributes.

    A cell names its style by the place in `cellXfs`: `<xf numFmtId="9"/>` in the third place gives (b"2", b"9").
    """
    formats = _CELL_FORMATS.search(styles)
    numbers = [attribute.search(attributes) for attributes in _CELL_FORMAT.findall(formats[0] if formats else b"")]
    return [(b"%d" % place, number[1]) for place, number in enumerate(numbers) if number]


def _cells_of(styles: Iterable[bytes]) -> re.Pattern[bytes]:
    """Return a pattern that finds a cell in one of the styles: ` s="2"`."""
    return re.compile(rb"""\bs=["'](%s)["']""" % b"|".join(styles))
