"""The form's own sheets, written from its declaration: the cover and one sheet for each table."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from textwrap import wrap

from schemas.basics.exact import Number
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.units.register import UnitRegister
from svod.reports.xlsx.book import BORDER, LINE_HEIGHT, TOTAL_FILL, Book, Properties, Sheet, Style
from svod.reports.xlsx.headings import column_width, heading_fill
from svod.reports.xlsx.printed_rows import printed_widths, write_printed

COVER_FIRST_ROW = 2
"""The row of the cover's first label. Above it are the form's title and a blank row."""

_COVER_WIDTHS = (36, 58)

_TITLE: Properties = {"bold": True, "font_size": 14}
_LABEL: Properties = {"bold": True, **BORDER}
_TOTAL: Properties = {"bold": True, "bg_color": TOTAL_FILL, **BORDER}
_WRAPPED: Properties = {"text_wrap": True, "valign": "top"}
_LEFT: Properties = {**_WRAPPED, "align": "left"}
_CENTRED: Properties = {"valign": "top", "align": "center"}
_HEADING: Properties = {"text_wrap": True, "valign": "vcenter", "align": "center"}


def write_return(form: Form, register: UnitRegister, filled: FilledReturn) -> bytes:
    """A filled-in workbook as bytes. The same return always gives the same bytes."""
    book = Book()
    for table in form.all_tables.values():
        if table.code in filled.tables:
            SheetWriter(book, form, table, filled, register).write()
    return book.close()


class SheetWriter:
    """Writes a table of a return on its own sheet. Subclasses change the look by overriding the public methods."""

    def __init__(self, book: Book, form: Form, table: Table, filled: FilledReturn, register: UnitRegister) -> None:
        self.sheet = book.add_sheet(table.sheet.in_(filled.language))
        self.book = book
        self._form = form
        self._table = table
        self._language = filled.language
        self._register = register
        self.filled = filled.tables[table.code]
        self._elements = [table.elements[name] for name in self.filled.order or table.elements]

    def write(self) -> Sheet:
        """Write and return the sheet."""
        if self._table is self._form.cover:
            self._write_cover()
        elif self._table.row_element:
            self._write_printed()
        else:
            self._write_table()
        self.sheet.set_up_print(width=sum(self._widths))
        return self.sheet

    @cached_property
    def _widths(self) -> Sequence[float]:
        """The widths of the sheet's columns in characters."""
        if self._table is self._form.cover:
            return _COVER_WIDTHS
        if self._table.row_element:
            return printed_widths(self._table, self._language)
        return [column_width(element, self._language) for element in self._elements]

    def _write_cover(self) -> None:
        """Labels in the first column, values in the second."""
        for column, width in enumerate(_COVER_WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.put(0, 0, self._form.title.in_(self._language), self.book.style(_TITLE))
        first = COVER_FIRST_ROW
        if self.filled.title:
            self.write_title(1, self.filled.title, _COVER_WIDTHS)
            first += 1
        for row, element in enumerate(self._elements, first):
            value = self._written(element, self.filled.rows[0].get(element.name))
            self.sheet.put(row, 0, self._label(element), self.book.style(_LABEL, heading_fill(element), _LEFT))
            self.sheet.put(row, 1, value, self.book.style(BORDER, _number_format(element), _LEFT))

    def _write_printed(self) -> None:
        """The rows that are printed in the form."""
        headings = 0
        if self.filled.title:
            self.write_title(0, self.filled.title, self._widths)
            headings = 2
        write_printed(self.book, self.sheet, self._table, self.filled.rows, headings, self._language)

    def _write_table(self) -> None:
        """Headings, rows and sums."""
        headings = 0
        if self.filled.title:
            self.write_title(0, self.filled.title, self._widths)
            headings = 2
        self._write_headings(headings)
        styles = [self.book.style(BORDER, self.looks(element)) for element in self._elements]
        for row, values in enumerate(self.filled.rows, headings + 1):
            cells = [self._written(element, values.get(element.name)) for element in self._elements]
            for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
                self.sheet.put(row, column, value, style)
            self._fit_height(row, cells)
        if self.filled.totals_label:
            self._write_totals(headings + 1, self.filled.totals_label)

    def write_title(self, row: int, title: str, widths: Sequence[float]) -> None:  # noqa: ARG002  # for another look
        """Write the line above the table."""
        self.sheet.put(row, 0, title, self.book.style(_TITLE))

    def _write_headings(self, row: int) -> None:
        labels = [self._label(element) for element in self._elements]
        for column, (label, element, width) in enumerate(zip(labels, self._elements, self._widths, strict=True)):
            self.sheet.put(row, column, label, self.book.style(_LABEL, heading_fill(element), _HEADING))
            # Rows that the clerk adds later take their look from the column.
            self.sheet.set_column(column, column, width, self.book.style(self.looks(element)).plain)
        self._fit_height(row, labels, least=2)
        self.sheet.freeze_panes(row + 1, 0)
        self.sheet.repeat_rows(row)

    def _write_totals(self, first: int, label: str) -> None:
        """The sums of the rows from `first` on, below them."""
        row = first + len(self.filled.rows)
        text_elements = [element for element in self._elements if issubclass(element.kind.value_type, str)]
        # A table without text columns has the label in its first column that isn't a count.
        label_elements = [*text_elements, *(element for element in self._elements if not element.kind.is_figure)][:1]
        for column, element in enumerate(self._elements):
            style = self.book.style(self.looks(element), _TOTAL)
            adds_up = element.kind.is_figure and element.kind.adds_up
            total = _sum(values.get(element.name) for values in self.filled.rows) if adds_up else None
            if total is None:
                self.sheet.put(row, column, label if element in label_elements else None, style)
            else:
                self.write_total(row, column, total, style)

    def write_total(self, row: int, column: int, total: Number, style: Style) -> None:
        """Write the sum of a column."""
        self.sheet.put(row, column, total, style)

    def looks(self, element: DataElement) -> Properties:
        """How an element's values look in a table."""
        return {**_number_format(element), **(_CENTRED if element.is_date else _WRAPPED)}

    def _fit_height(self, row: int, values: Iterable[object], least: int = 1) -> None:
        widths = (int(width) - 2 for width in self._widths)
        lines = (len(wrap(value, width)) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
        self.sheet.set_row(row, LINE_HEIGHT * max([least, *lines]))

    def _label(self, element: DataElement) -> str:
        return element.heading.in_(self._language)

    def _written(self, element: DataElement, value: object) -> object:
        label = element.kind.label(value, element, self._register.names_of)
        return label.in_(self._language) if label else value


def _number_format(element: DataElement) -> Properties:
    return {"num_format": element.kind.number_format(element)}


def _sum(values: Iterable[object]) -> Number | None:
    """The sum of the numbers among the values, including numbers typed as text. None if there are none."""
    numbers = [number for number in map(_number, values) if number is not None]
    return sum(numbers) if numbers else None


def _number(value: object) -> Number | None:
    if isinstance(value, Decimal):
        return value
    digits = "".join(str(value).split())
    return int(digits) if isinstance(value, int | str) and digits.isdecimal() else None
