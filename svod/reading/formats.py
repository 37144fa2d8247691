"""What a workbook says of rows and cells beside their values: hidden rows, merged cells, number formats."""

import re
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
    formats = _CELL_FORMATS.search(styles)
    ids = [_FORMAT_ID.search(found[1]) for found in _CELL_FORMAT.finditer(formats[0] if formats else b"")]
    styled = [str(place).encode() for place, number in enumerate(ids) if number and number[1] in shown]
    return re.compile(rb"""\bs=["'](%s)["']""" % b"|".join(styled)) if styled else None
