"""What a workbook says of rows and cells beside their values: hidden rows, merged cells, number formats, what is struck out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from schemas.basics.cell import column_number
from svod.reading.workbook.number_formats import BUILT_IN, Shows, shows
from svod.reading.workbook.sheet_scan import Merged

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})["']""")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT_ID = re.compile(rb"""\bnumFmtId=["'](\d+)["']""")
_FORMAT_CODE = re.compile(rb"""\bformatCode=(?:"([^"]*)"|'([^']*)')""")
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_FONT_ID = re.compile(rb"""\bfontId=["'](\d+)["']""")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^>]*\bval=["'](?:0|false))""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_CELL_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")


@dataclass(frozen=True, slots=True)
class ShownAsOthers:
    """Formats that show numbers as others, by the style that cells name; and what finds such a cell."""

    styles: Mapping[str, Shows]
    cells: re.Pattern[bytes]


def hidden_rows(cells: bytes) -> frozenset[int]:
    """The rows, from zero, that are hidden or filtered out."""
    if b"hidden=" not in cells:
        return frozenset()
    hidden: set[int] = set()
    row = -1
    for found in _ROW.finditer(cells):
        number = _ROW_NUMBER.search(found[1])
        row = int(number[1]) - 1 if number else row + 1
        if _HIDDEN.search(found[1]):
            hidden.add(row)
    return frozenset(hidden)


def hides_rows(cells: bytes) -> bool:
    """Whether a row, or a few, is hidden or filtered out."""
    return _HIDDEN.search(cells) is not None


def merged_cells(after_cells: bytes) -> list[Merged]:
    """The merged cells that are declared after a sheet's cells."""
    if b"mergeCell" not in after_cells:
        return []
    return [
        (int(top) - 1, column_number(left.decode()) - 1, int(bottom) - 1, column_number(right.decode()) - 1)
        for left, top, right, bottom in _MERGED.findall(after_cells)
    ]


@lru_cache(maxsize=256)
def shown_as_others(styles: bytes) -> ShownAsOthers | None:
    """The styles that show numbers as others; None where the workbook has no such style. Cached: blanks share styles."""
    shown = {b"%d" % number: how for number, how in BUILT_IN.items()}
    for found in _NUMBER_FORMAT.finditer(styles):
        number, code = _FORMAT_ID.search(found[1]), _FORMAT_CODE.search(found[1])
        if number and code and (how := shows(unescape((code[1] or code[2] or b"").decode("utf-8", "replace")))):
            shown[number[1]] = how
    named = {style: shown[number] for style, number in _styles(styles, _FORMAT_ID) if number in shown}
    return ShownAsOthers({style.decode(): how for style, how in named.items()}, _cells_of(named)) if named else None


@lru_cache(maxsize=256)
def strikes(styles: bytes) -> re.Pattern[bytes] | None:
    """What finds a cell that is struck out; None where the workbook has no such font."""
    if b"strike" not in styles:
        return None
    fonts = _FONTS.search(styles)
    struck = {b"%d" % at for at, font in enumerate(_FONT.findall(fonts[0] if fonts else b"")) if _STRIKE.search(font)}
    named = [style for style, font in _styles(styles, _FONT_ID) if font in struck]
    return _cells_of(named) if named else None


def struck_cells(cells: bytes, struck: re.Pattern[bytes] | None) -> set[tuple[int, int]]:
    """The cells that are struck out, filled or not."""
    if struck is None or not struck.search(cells):
        return set()
    places = (_CELL_PLACE.search(found[1]) for found in _CELL.finditer(cells) if struck.search(found[1]))
    return {(int(place[2]) - 1, column_number(place[1].decode()) - 1) for place in places if place}


def _styles(styles: bytes, attribute: re.Pattern[bytes]) -> list[tuple[bytes, bytes]]:
    """Each style that cells may name, with the number in an attribute of it."""
    formats = _CELL_FORMATS.search(styles)
    numbers = [attribute.search(found[1]) for found in _CELL_FORMAT.finditer(formats[0] if formats else b"")]
    return [(b"%d" % place, number[1]) for place, number in enumerate(numbers) if number]


def _cells_of(styles: Iterable[bytes]) -> re.Pattern[bytes]:
    """What finds a cell in one of the styles."""
    return re.compile(rb"""\bs=["'](%s)["']""" % b"|".join(styles))
