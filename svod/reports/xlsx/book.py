"""A workbook written by XlsxWriter: the same figures give the same bytes, and text never becomes a formula.

Rows and columns are counted from 0.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from math import ceil, inf
from textwrap import shorten
from typing import cast
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from svod.reports.xlsx.sheet_names import free_sheet_name

LINE_HEIGHT = 15.0
"""The height of a row of one line. Some programs don't fit rows to wrapped text when they open a file, so svod sets heights."""

NOTE_WIDTH, NOTE_LINE, NOTE_CHARACTERS = 340, 18, 46
"""A note's width and line height in pixels, and how many characters fit into a line."""

FORMULA_STARTS = ("=", "+", "-", "@")
"""What makes a text look like a formula: a program could run "=A1" once somebody edits its cell."""

_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # XlsxWriter knows no zones; every day writes the same bytes
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f]")
_LONGEST_TEXT, _LONGEST_RUN = 32_767, 6_000
_SCREEN = 100
_A4, _A3 = 9, 8
_UPRIGHT = 100
_FOOTER = 180

Properties = Mapping[str, object]
"""How a cell looks, in XlsxWriter's names."""

BORDER: Properties = {"border": 1, "border_color": "#B4BEC8"}
HEADING_FILL, TOTAL_FILL = "#DCE6F0", "#EEF1F4"
REQUIRED_FILL, CLOSED_FILL, BROKEN_FILL = "#F9D9A8", "#E3E6E9", "#F4B6B0"
"""The colours of a blank: headings of what is required, cells that nobody fills in, cells that break a rule."""


@dataclass(frozen=True, slots=True)
class Style:
    """A cell's format, and the same with a leading quote for texts that look like formulas: '=A1 is shown as =A1."""

    plain: Format
    quoted: Format


class Sheet(Worksheet):
    """A sheet of a Book."""

    def put(self, row: int, column: int, value: object, style: Style) -> None:
        """Write a value. Text never becomes a formula, error value or link, and loses characters that XML can't hold."""
        if isinstance(value, str):
            text = _as_text(_NOT_IN_XML.sub("", value)[:_LONGEST_TEXT])
            self.write_string(row, column, text, style.quoted if text.startswith(FORMULA_STARTS) else style.plain)
        elif isinstance(value, bool):
            self.write_boolean(row, column, value, style.plain)
        elif isinstance(value, int | float | Decimal):
            self.write_number(row, column, float(value), style.plain)
        elif isinstance(value, datetime):
            self.write_datetime(row, column, value.replace(tzinfo=None), style.plain)
        elif isinstance(value, date):
            self.write_datetime(row, column, datetime.combine(value, time()), style.plain)
        else:
            assert value is None
            self.write_blank(row, column, None, style.plain)

    def note(self, row: int, column: int, text: str) -> None:
        """Attach a note to a cell."""
        lines = 1 + sum(ceil(len(line) / NOTE_CHARACTERS) for line in text.splitlines())
        self.write_comment(row, column, text, {"author": "svod", "width": NOTE_WIDTH, "height": NOTE_LINE * lines})

    def put_across(self, row: int, line: str, widths: Sequence[float], style: Style) -> None:
        """Write a line across columns of these widths, as far as a screen shows, and make the row high enough for it."""
        across = max(1, sum(width <= _SCREEN for width in accumulate(widths)))
        if across > 1:
            self.merge_range(row, 0, row, across - 1, "", style.plain)
        self.put(row, 0, line, style)
        larger = style.plain.font_size / 11 * (1.15 if style.plain.bold else 1)
        self.set_row(row, LINE_HEIGHT * larger * ceil(len(line) * larger / sum(widths[:across])))

    def set_up_print(self, *, large: bool = False, width: float = inf) -> None:
        """Print on A4 or A3, fitted to one page in width; upright if columns of this width, in characters, fit."""
        if width > _UPRIGHT:
            self.set_landscape()
        else:
            self.set_portrait()
        self.set_paper(_A3 if large else _A4)
        self.fit_to_pages(1, 0)
        self.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)

    def name_on_pages(self, text: str) -> None:
        """Print a text, the sheet's name and the page's number below each page."""
        self.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        name = shorten(text, _FOOTER, placeholder="…").replace("&", "&&")
        self.set_footer(f"&L&8{name}&R&8&A   &P / &N", {"margin": 0.3, "scale_with_doc": False})


class Book:
    """A workbook being written."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        # In memory: temporary files would carry this machine's file permissions into the package.
        self._workbook = Workbook(self._bytes, {"in_memory": True})
        self._workbook.set_properties({"author": "svod", "created": _WRITTEN_ON})
        self._sheet_names: set[str] = set()
        self._styles: dict[frozenset[tuple[str, object]], Style] = {}

    def add_sheet(self, name: str) -> Sheet:
        """Add a sheet of this name, or the nearest one that Excel allows and that is free."""
        free = free_sheet_name(name, self._sheet_names)
        self._sheet_names.add(free)
        return cast(Sheet, self._workbook.add_worksheet(free, Sheet))

    def style(self, *properties: Properties) -> Style:
        """The style with these properties, where later ones override earlier ones."""
        merged = {name: value for group in properties for name, value in group.items()}
        key = frozenset(merged.items())
        if key not in self._styles:
            add = self._workbook.add_format
            self._styles[key] = Style(add(merged), add({**merged, "quote_prefix": True}))
        return self._styles[key]

    @property
    def fills(self) -> frozenset[object]:
        """The background colours of its styles."""
        return frozenset(value for properties in self._styles for name, value in properties if name == "bg_color")

    def close(self) -> bytes:
        """The finished workbook."""
        self._workbook.close()
        return self._bytes.getvalue()


def _as_text(text: str) -> str:
    """A text as it is given to XlsxWriter, which takes one that begins with <r> and ends with </r> for XML of its own."""
    if not (text.startswith("<r>") and text.endswith("</r>")):
        return text
    return f'<r><t xml:space="preserve">{escape(text[:_LONGEST_RUN])}</t></r>'


def summed(first: tuple[int, int], last: tuple[int, int]) -> str:
    """The formula that adds up the cells from the first to the last (row, column): =SUM(B2:B9), or =SUM(B2:B2) for one cell."""
    return f"=SUM({xl_rowcol_to_cell(*first)}:{xl_rowcol_to_cell(*last)})"
