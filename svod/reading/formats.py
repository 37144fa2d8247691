"""What a workbook says of rows and cells beside their values: hidden rows, merged cells, number formats, what is struck out."""

import re
from collections.abc import Collection
from functools import lru_cache
from html import unescape

from schemas.table import column_number

Merged = tuple[int, int, int, int]
"""Cells merged into one: their top row, left column, bottom row and right column, from zero."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
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
_QUOTED = re.compile(r'".*?"|\\.')
BUILT_IN_PERCENTAGES = (9, 10)


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


def merged_cells(after_cells: bytes) -> list[Merged]:
    """The merged cells that are declared after a sheet's cells."""
    if b"mergeCell" not in after_cells:
        return []
    return [
        (int(top) - 1, column_number(left.decode()) - 1, int(bottom) - 1, column_number(right.decode()) - 1)
        for left, top, right, bottom in _MERGED.findall(after_cells)
    ]


def shows_percent(code: str) -> bool:
    """Whether a number format shows a number as a percentage."""
    return "%" in _QUOTED.sub("", code)


@lru_cache(maxsize=256)
def percentages(styles: bytes) -> re.Pattern[bytes] | None:
    """What finds a cell shown as a percentage; None where the workbook has no such format. Cached: blanks share styles."""
    shown = {b"%d" % number for number in BUILT_IN_PERCENTAGES}
    for found in _NUMBER_FORMAT.finditer(styles):
        number, code = _FORMAT_ID.search(found[1]), _FORMAT_CODE.search(found[1])
        if number and code and shows_percent(unescape((code[1] or code[2] or b"").decode("utf-8", "replace"))):
            shown.add(number[1])
    return _styled(styles, _FORMAT_ID, shown)


@lru_cache(maxsize=256)
def strikes(styles: bytes) -> re.Pattern[bytes] | None:
    """What finds a cell that is struck out; None where the workbook has no such font."""
    if b"strike" not in styles:
        return None
    fonts = _FONTS.search(styles)
    struck = {b"%d" % at for at, font in enumerate(_FONT.findall(fonts[0] if fonts else b"")) if _STRIKE.search(font)}
    return _styled(styles, _FONT_ID, struck)


def struck_cells(cells: bytes, struck: re.Pattern[bytes] | None) -> frozenset[tuple[int, int]]:
    """The cells that are struck out, filled or not."""
    if struck is None or not struck.search(cells):
        return frozenset()
    places = (_CELL_PLACE.search(found[1]) for found in _CELL.finditer(cells) if struck.search(found[1]))
    return frozenset((int(place[2]) - 1, column_number(place[1].decode()) - 1) for place in places if place)


def _styled(styles: bytes, attribute: re.Pattern[bytes], numbers: Collection[bytes]) -> re.Pattern[bytes] | None:
    """What finds a cell whose format has one of the numbers in an attribute."""
    formats = _CELL_FORMATS.search(styles)
    ids = [attribute.search(found[1]) for found in _CELL_FORMAT.finditer(formats[0] if formats else b"")]
    styled = [b"%d" % place for place, number in enumerate(ids) if number and number[1] in numbers]
    return re.compile(rb"""\bs=["'](%s)["']""" % b"|".join(styled)) if styled else None
