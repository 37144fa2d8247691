"""Scan the cells of an ods package: errors and formulas without a value, formats, merged ranges, the used area, links."""

import re

from schemas.basics.cell import CellError, NotCalculated
from schemas.basics.limits import Limits
from svod.reading.workbook.number_formats.shows import Shows, shows
from svod.reading.workbook.ods.styles import CellStyle, OpenStyles
from svod.reading.workbook.sheet_scan import MOST_COLUMNS, Mark, SheetScan
from svod.reading.workbook.xml import parse, whole_number

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_SPACE}table:1.0 ", f"{_SPACE}office:1.0 ", f"{_SPACE}text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_LINKS = {f"{_TABLE}table-source", f"{_TABLE}cell-range-source", f"{_OFFICE}dde-source"}
_DEFAULT_STYLE = f"{_TABLE}default-cell-style-name"
_NO_STYLE = CellStyle()
_NOT_VISIBLE = {"collapse", "filter"}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]|#N/A|Err:\d+")
_VALUES = {
    **dict.fromkeys(("float", "percentage", "currency"), f"{_OFFICE}value"),
    "date": f"{_OFFICE}date-value",
    "time": f"{_OFFICE}time-value",
    "boolean": f"{_OFFICE}boolean-value",
}
"""The attribute that holds a cell's value, by its type. A text stands in the cell's own paragraphs instead."""


class OpenDocument:
    """Scans of the sheets in their order, and facts about the document: links to other files, dates counted from 1904.

    Parses content.xml and styles.xml; it is itself the parser's handlers, which follow tables, rows and cells.
    """

    def __init__(self, content: bytes, styles: bytes, limits: Limits) -> None:
        self.scans: list[SheetScan] = []
        self.links = self.from_1904 = False
        self._most = limits.max_cells
        self._styles = OpenStyles()
        self._column_styles: list[tuple[range, CellStyle]] = []
        self._row_style = ""
        self._tables = 0
        self._open: list[bool] = []
        self._row = self._column = self._rows = self._columns = 0
        self._cell: dict[str, str] | None = None
        self._written: str | None = None
        self._plain = ""
        self._marks: dict[int, Mark] = {}
        self._shown: dict[int, Shows] = {}
        self._struck: list[int] = []
        self._rich: dict[int, str] = {}
        self._hidden = False
        if styles:
            parse(styles, self._styles, limits.max_depth, spaces=True)
        parse(content, self, limits.max_depth, spaces=True)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow the start of an element. A table within a cell is no sheet."""
        self.links |= tag in _LINKS
        self.from_1904 |= tag == f"{_TABLE}null-date" and attributes.get(f"{_TABLE}date-value", "").startswith("1904")
        if tag == f"{_TABLE}table":
            self._tables += 1
            if self._tables == 1:
                self.scans.append(SheetScan())
                self._row = self._column = 0
                self._column_styles = []
        elif self._tables == 0:
            self._styles.start(tag, attributes)
        elif self._tables == 1:
            self._start_in_table(tag, attributes)

    def _start_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            style = self._styles.of_texts.get(attributes.get(f"{_TEXT}style-name", ""), _NO_STYLE)
            self._open.append(style.struck or style.raised)
            if tag == f"{_TEXT}p" and len(self._open) == 1:
                self._written = self._written or ""
        elif tag == f"{_TABLE}table-column":
            self._add_column(attributes)
        elif tag == f"{_TABLE}table-row":
            self._rows = whole_number(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
            self._column, self._marks, self._shown, self._struck, self._rich = 0, {}, {}, [], {}
            self._row_style = attributes.get(_DEFAULT_STYLE, "")
            self._hidden = attributes.get(f"{_TABLE}visibility") in _NOT_VISIBLE
        elif tag in _CELLS:
            self._cell, self._written, self._plain, self._open = attributes, None, "", []
            self._columns = whole_number(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
            self.links |= "'file:" in attributes.get(f"{_TABLE}formula", "")

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag == f"{_TABLE}table":
            self._tables -= 1
        elif self._tables == 0:
            self._styles.end(tag)
        elif self._tables != 1:
            return
        elif tag in _CELLS and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif self._cell is not None:
            self._open.pop()
        elif tag == f"{_TABLE}table-row":
            self._close_row()

    def text(self, text: str) -> None:
        """Take in text: of a number format, or of a cell if it stands in the cell's own paragraphs."""
        if self._tables == 0:
            self._styles.text(text)
        elif self._written is not None and self._open:
            self._written += text
            self._plain += "" if any(self._open) else text

    def _add_column(self, attributes: dict[str, str]) -> None:
        columns = whole_number(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        if style := self._styles.by_name.get(attributes.get(_DEFAULT_STYLE, "")):
            self._column_styles.append((range(self._column, self._column + columns), style))
        if attributes.get(f"{_TABLE}visibility") in _NOT_VISIBLE:
            self.scans[-1].hidden_columns |= frozenset(range(self._column, min(self._column + columns, MOST_COLUMNS)))
        self._column += columns

    def _close_cell(self, cell: dict[str, str]) -> None:
        mark = _mark(cell, self._written)
        if f"{_TABLE}number-rows-spanned" in cell or f"{_TABLE}number-columns-spanned" in cell:
            self._note_merged(cell)
        if mark or self._written or f"{_OFFICE}value-type" in cell:
            scan = self.scans[-1]
            scan.rows = max(scan.rows, self._row + self._rows)
            scan.columns = max(scan.columns, self._column + self._columns)
            if scan.rows * scan.columns <= self._most:
                self._note(cell, mark, range(self._column, self._column + self._columns))
        self._column += self._columns

    def _note_merged(self, cell: dict[str, str]) -> None:
        down, across = (whole_number(cell.get(f"{_TABLE}number-{lines}-spanned", "1")) for lines in ("rows", "columns"))
        if down > 1 or across > 1:
            self.scans[-1].merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))

    def _note(self, cell: dict[str, str], mark: Mark | None, columns: range) -> None:
        style = self._style(cell)
        how = shows("0%") if cell.get(f"{_OFFICE}value-type") == "percentage" else style.shows
        if mark:
            self._marks.update(dict.fromkeys(columns, mark))
        elif how:
            self._shown.update(dict.fromkeys(columns, how))
        if style.struck:
            self._struck.extend(columns)
        if self._written and self._plain.strip() != self._written.strip():
            self._rich.update(dict.fromkeys(columns, self._plain))

    def _style(self, cell: dict[str, str]) -> CellStyle:
        """Return the style of a cell: its own, or else the default of its row, or of its column."""
        if own := cell.get(f"{_TABLE}style-name") or self._row_style:
            return self._styles.by_name.get(own, _NO_STYLE)
        return next((style for columns, style in self._column_styles if self._column in columns), _NO_STYLE)

    def _close_row(self) -> None:
        scan, rows = self.scans[-1], range(self._row, min(self._row + self._rows, self.scans[-1].rows))
        for row in rows if self._marks or self._shown or self._struck or self._rich else ():
            scan.marks.update(((row, column), mark) for column, mark in self._marks.items())
            scan.shown.update(((row, column), shows) for column, shows in self._shown.items())
            scan.struck.update((row, column) for column in self._struck)
            scan.rich.update(((row, column), plain) for column, plain in self._rich.items())
        if self._hidden:
            scan.hidden |= frozenset(rows)
        self._row += self._rows


def _mark(cell: dict[str, str], written: str | None) -> Mark | None:
    kind = cell.get(f"{_OFFICE}value-type")
    formula = f"{_TABLE}formula" in cell
    if cell.get(f"{_CALC}value-type") == "error" or kind == "error":
        return CellError(written or "#VALUE!")
    if formula and kind in (None, "string") and _ERROR.fullmatch(written or ""):
        return CellError(written or "")
    has_value = kind is not None and (kind not in _VALUES or bool(cell.get(_VALUES[kind])))
    return NotCalculated() if formula and not has_value else None
