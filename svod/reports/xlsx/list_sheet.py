"""A sheet that lists figures beside the form's own sheets: a title, a line on how many units reported, a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from textwrap import wrap

from schemas.basics.exact import Number
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.own_sheets import reference_sheet
from svod.reports.xlsx.book import BORDER, LINE_HEIGHT, Properties, summed
from svod.reports.xlsx.consolidated_book import ConsolidatedBook, Look

TEXTS = Texts(__package__)

_WIDTHS: Mapping[Look, float] = {"text": 30, "count": 13, "number": 13, "day": 13, "moment": 17, "whole_share": 10, "share": 10}
_HEADINGS = 4
_A4_WIDE, _A3_WIDE = 260, 400
_CHARACTERS, _BOLD = 0.9, 1.15
_ABOVE: Properties = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list."""

    heading: str
    look: Look = "text"
    width: float | None = None
    note: str = ""

    @property
    def characters(self) -> float:
        """The width in characters, enough for the longest word of the heading."""
        return max(self.width or _WIDTHS[self.look], *(len(word) * _BOLD + 2 for word in self.heading.split()))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its formula, flag and note. `look` overrides the column's."""

    value: float | Decimal | None
    formula: str = ""
    flag: str = ""
    note: str = ""
    look: Look | None = None


class ListSheet:
    """A sheet with a list. Rows are added from the top; `row` is the next one. `legend` is written under the title."""

    def __init__(self, book: ConsolidatedBook, name: str, columns: Sequence[Column], legend: Iterable[Text] = ()) -> None:
        self.first = self.row = _HEADINGS + 1
        self._book = book
        self._columns = columns
        self._styles = [book.style_of(column.look) for column in columns]
        self._totals = [book.style_of(column.look, total=True) for column in columns]
        self._characters = [column.characters * _CHARACTERS for column in columns]
        self._sheet = book.add_sheet(name)
        self._preamble(name, legend)
        self._headings()
        self._set_up_page()

    def add(self, values: Sequence[object], *, total: bool = False) -> None:
        """Write a row."""
        styles = self._totals if total else self._styles
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            if isinstance(value, Figure):
                self._put_figure(column, value, total=total)
            elif isinstance(value, Decimal):
                self._put_figure(column, Figure(value), total=total)
            elif value is not None or total:
                self._sheet.put(self.row, column, value, style)
        self._sheet.set_row(self.row, self._height(values))
        self.row += 1

    def sum_above(self, column: int, value: Number | None, flag: str = "", note: str = "") -> Figure:
        """The sum of a column above the current row. `value` is its result, None if no value is known."""
        return Figure(value, summed((self.first, column), (self.row - 1, column)), flag, note)

    def open_here(self) -> None:
        """Make this the sheet that the workbook opens on."""
        self._sheet.activate()

    def end(self) -> None:
        """Draw the lines of the table; if it has no rows, add one that says so."""
        if self.row == self.first:
            self.add([self._book.say(TEXTS["nothing"]), *[None] * (len(self._columns) - 1)])
        # One conditional format draws all lines, so blank cells, half of a long list, need not be written.
        lines = {"type": "formula", "criteria": "=TRUE", "format": self._book.style(BORDER).plain}
        self._sheet.conditional_format(_HEADINGS, 0, self.row - 1, len(self._columns) - 1, lines)

    def offer_filter(self) -> None:
        """Offer a filter over the rows written so far."""
        self._sheet.autofilter(_HEADINGS, 0, max(self.row - 1, self.first), len(self._columns) - 1)

    def _put_figure(self, column: int, figure: Figure, *, total: bool) -> None:
        """Write a figure. A sum of unknown values stays blank."""
        own = "number" if isinstance(figure.value, Decimal) else self._columns[column].look
        style = self._book.style_of(figure.look or own, figure.flag, total=total)
        if figure.formula and figure.value is not None:
            self._sheet.write_formula(self.row, column, figure.formula, style.plain, figure.value)
        elif figure.value is not None or total:
            self._sheet.put(self.row, column, figure.value, style)
        if figure.note:
            self._sheet.note(self.row, column, figure.note)

    def _preamble(self, name: str, legend: Iterable[Text]) -> None:
        report, say = self._book.report, self._book.say
        title = f"{name}. {say(report.form.title)}. {say(report.region.names)}, {report.period}"
        looks: list[tuple[str, Properties]] = [
            (say(reference_sheet()), {"italic": True, "font_color": "#6B7885"}),
            (title, {"bold": True, "font_size": 13}),
            (say(report.standing), {}),
            (" ".join(map(say, legend)), {}),
        ]
        widths = [column.characters for column in self._columns]
        for row, (line, look) in enumerate(looks):
            if line:
                self._sheet.put_across(row, line, widths, self._book.style(_ABOVE, look))

    def _headings(self) -> None:
        for position, column in enumerate(self._columns):
            self._sheet.set_column(position, position, column.characters)
            self._sheet.put(_HEADINGS, position, column.heading, self._book.heading)
            if column.note:
                self._sheet.note(_HEADINGS, position, column.note)
        lines = max(len(wrap(column.heading, int((column.characters - 2) / _BOLD) + 1)) for column in self._columns)
        self._sheet.set_row(_HEADINGS, LINE_HEIGHT * lines)
        self._sheet.freeze_panes(self.first, 1)

    def _height(self, values: Sequence[object]) -> float:
        lines = 1
        for value, characters in zip(values, self._characters, strict=True):
            if type(value) is str and len(value) > characters:
                lines = max(lines, ceil(len(value) / characters))
        return LINE_HEIGHT * lines

    def _set_up_page(self) -> None:
        width = sum(column.characters for column in self._columns)
        self._book.set_up_page(self._sheet, large=width > _A4_WIDE)  # on A4 the letters would be too small to read
        self._sheet.repeat_rows(_HEADINGS)
        if width > _A3_WIDE:
            self._sheet.repeat_columns(0, 0)
            self._sheet.fit_to_pages(0, 0)
