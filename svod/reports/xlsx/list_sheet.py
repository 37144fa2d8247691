"""A sheet beside a form's own: a table under a title and a line that says how much stands behind its figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from textwrap import wrap

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from schemas.basics.clock import ZONE
from schemas.basics.text import Text
from schemas.declaration.form import reference_sheet
from svod.reports.xlsx.consolidated_book import LINED, Look, Target, spread, total_style
from svod.reports.xlsx.form_workbook import FONT, LINE_HEIGHT, put
from svod.reports.xlsx.openpyxl_patches import row_xml

_WIDTHS: Mapping[Look, float] = {"text": 30, "count": 13, "number": 13, "day": 13, "moment": 17, "whole_share": 10, "share": 10}
_HEADINGS = 5
_A4_WIDE, _A3_WIDE = 260, 400
_NAME_LENGTH = 31
_CHARACTERS, _BOLD = 0.9, 1.15
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 340, 18, 46
_NOTHING = Text("жоқ", "нет", "none")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of such a sheet."""

    heading: str
    look: Look = "text"
    width: float | None = None
    note: str | None = None

    @property
    def characters(self) -> float:
        """Its width in characters: no word of the heading is broken."""
        return max(self.width or _WIDTHS[self.look], *(len(word) * _BOLD + 2 for word in self.heading.split()))


class Aside:
    """Such a sheet; rows are added from the top, columns are counted from 1. The lines over the table may end with a legend."""

    def __init__(self, target: Target, name: str, columns: Sequence[Column], legend: Iterable[Text] = ()) -> None:
        self.first = self.row = _HEADINGS + 1
        self._target = target
        self._columns = columns
        self._characters = [column.characters * _CHARACTERS for column in columns]
        self._sheet = target.workbook.create_sheet(name[:_NAME_LENGTH])
        self._preamble(name, legend)
        for at, column in enumerate(columns, 1):
            cell = self.cell(_HEADINGS, at)
            put(cell, column.heading)
            cell.style = "heading"
            self._sheet.column_dimensions[get_column_letter(at)].width = column.characters
            if column.note:
                self.note(_HEADINGS, at, column.note)
        lines = max(len(wrap(column.heading, int((column.characters - 2) / _BOLD) + 1)) for column in columns)
        self._sheet.row_dimensions[_HEADINGS].height = LINE_HEIGHT * lines
        self._sheet.freeze_panes = f"B{self.first}"
        self._set_up_page()

    def add(self, values: Sequence[object], looks: Mapping[int, Look] | None = None, *, total: bool = False) -> int:
        """Write a row and give its number. `looks` are those of columns that look otherwise in it."""
        row, self.row = self.row, self.row + 1
        for at, (value, column) in enumerate(zip(values, self._columns, strict=True), 1):
            if value is not None or total:
                look = looks.get(at, column.look) if looks else column.look
                cell = self.cell(row, at)
                put(cell, value.astimezone(ZONE).replace(tzinfo=None) if isinstance(value, datetime) else value)
                cell.style = total_style(look) if total else look
        self._sheet.row_dimensions[row].height = self._height(values)
        return row

    def add_many(self, rows: Sequence[Sequence[object]]) -> None:
        """Write a long list of rows."""
        if not rows:
            return
        styles = [self._styles(column.look) for column in self._columns]
        written = [row_xml(number, self._height(row), row, styles) for number, row in enumerate(rows[:-1], self.row)]
        self.row += len(written)
        # The last row stands among openpyxl's, which knows from it how far the sheet reaches.
        addition = self._target.additions[self._sheet.title]
        addition.rows, addition.before = "".join(written).encode(), self.add(rows[-1])

    def add_totals(self, label: str, totals: Mapping[int, int | None]) -> int:
        """Write a row that adds up the columns above; `totals` are the sums by column, None where nothing is known."""
        last = self.row - 1
        row = self.add([label, *[None] * (len(self._columns) - 1)], total=True)
        for at, value in totals.items():
            letters = get_column_letter(at)
            self.calculate(row, at, f"SUM({letters}{self.first}:{letters}{last})", value)
        return row

    def calculate(self, row: int, at: int, formula: str, value: int | None) -> None:
        """Put a formula with its value; a sum of nothing known stays blank."""
        if value is not None:
            cell = self.cell(row, at)
            self._target.calculate(cell, formula, value)
            if not cell.has_style:
                cell.style = self._columns[at - 1].look

    def mark(self, row: int, at: int, mark: str) -> None:
        """Let a figure be shown with a mark."""
        self._target.mark(self.cell(row, at), mark)

    def note(self, row: int, at: int, text: str) -> None:
        """Hang a note on a cell."""
        lines = sum(ceil(len(line) / _NOTE_CHARACTERS) for line in text.splitlines())
        self.cell(row, at).comment = Comment(text, "svod", height=_NOTE_LINE * (lines + 1), width=_NOTE_WIDTH)

    def end(self) -> None:
        """Draw the table's lines; a table without rows says so."""
        if self.row == self.first:
            self.add([self._target.say(_NOTHING), *[None] * (len(self._columns) - 1)])
        # One rule for the whole table: so blank cells, half of a long list, need not be written to have lines.
        lined = Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(border=LINED))
        self._sheet.conditional_formatting.add(f"A{_HEADINGS}:{get_column_letter(len(self._columns))}{self.row - 1}", lined)

    def offer_filter(self) -> None:
        """Let people filter the rows written so far."""
        self._sheet.auto_filter.ref = f"A{_HEADINGS}:{get_column_letter(len(self._columns))}{max(self.row - 1, self.first)}"

    def cell(self, row: int, at: int) -> Cell:
        """A cell of the table."""
        cell = self._sheet.cell(row, at)
        assert isinstance(cell, Cell)  # only the lines above the table are merged
        return cell

    def _preamble(self, name: str, legend: Iterable[Text]) -> None:
        edition, say = self._target.edition, self._target.say
        title = f"{name}. {say(edition.form.title)}. {say(edition.region.names)}, {edition.period}"
        lines = ((say(reference_sheet()), Font(FONT, italic=True, color="6B7885")), (title, Font(FONT, 13, bold=True)))
        below = filter(None, (say(edition.standing), " ".join(map(say, legend))))
        for row, (line, font) in enumerate((*lines, *((line, Font(FONT)) for line in below)), 1):
            cell = self.cell(row, 1)
            put(cell, line)
            spread(self._sheet, row, [column.characters for column in self._columns], font)

    def _styles(self, look: Look) -> tuple[int, int]:
        """The numbers of a look's style, and of the same for text that looks like a formula."""
        cell = Cell(self._sheet, row=1, column=1)
        cell.style = look
        plain = cell.style_id
        cell.quotePrefix = True
        return plain, cell.style_id

    def _height(self, values: Sequence[object]) -> float:
        """Some programs don't fit a row to wrapped text when they open a file, so its height is written."""
        most = 1
        for value, characters in zip(values, self._characters, strict=True):
            if type(value) is str and len(value) > characters:
                most = max(most, ceil(len(value) / characters))
        return LINE_HEIGHT * most

    def _set_up_page(self) -> None:
        self._target.set_up_page(self._sheet)
        self._sheet.print_title_rows = f"{_HEADINGS}:{_HEADINGS}"
        width = sum(column.characters for column in self._columns)
        if width > _A4_WIDE:  # in letters that can be read
            self._sheet.page_setup.paperSize = self._sheet.PAPERSIZE_A3
        if width > _A3_WIDE:
            self._sheet.print_title_cols = "A:A"
            self._sheet.page_setup.fitToWidth = 0
