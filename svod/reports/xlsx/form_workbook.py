"""The form's own workbook, written from its declaration: the cover and a sheet for each table."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from schemas.basics.text import Language, Text
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form, Table
from schemas.units.register import UnitRegister
from svod.reports.reproducible_zip import dateless
from svod.reports.xlsx.openpyxl_patches import FORMULA_STARTS, Addition, with_additions

COVER_FIRST_ROW = 3
"""The row of the cover's first label: the form's title and a blank row stand above it."""

FONT = "Calibri"
"""Where no font is named, some programs take one with serifs."""

_COVER_WIDTHS = {"A": 36, "B": 58}
LINE_HEIGHT = 15.0
_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl knows no zones; every day writes the same bytes

_LINE = Side(style="thin", color="B4BEC8")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_REQUIRED = PatternFill("solid", fgColor="F9D9A8")
_OPTIONAL = PatternFill("solid", fgColor="DCE6F0")
_TOTALS = PatternFill("solid", fgColor="EEF1F4")
_BOLD = Font(FONT, bold=True)
_TITLE = Font(FONT, 14, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADING = Alignment(wrap_text=True, vertical="center", horizontal="center")
_CENTRED = Alignment(vertical="top", horizontal="center")
_LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")


def write_return(form: Form, register: UnitRegister, filled: FilledReturn) -> bytes:
    """The bytes of a filled-in workbook; the same return is the same bytes on any day."""
    return save(return_workbook(form, register, filled))


def return_workbook(form: Form, register: UnitRegister, filled: FilledReturn) -> Workbook:
    """A filled-in workbook, before it is saved."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in form.all_tables.values():
        if table.code in filled.tables:
            sheet = workbook.create_sheet(table.sheet.in_(filled.language))
            writer = _SheetWriter(sheet, table, filled.tables[table.code], filled.language, register)
            writer.cover(form.title) if table is form.cover else writer.rows()
            set_up_print(sheet)
    return workbook


def save(workbook: Workbook, additions: Mapping[str, Addition] | None = None) -> bytes:
    """A workbook's bytes with nothing of the day, the machine or the order of the disk in them.

    `additions` are what its sheets are given, by their titles.
    """
    workbook.properties.creator = "svod"
    workbook.properties.created = workbook.properties.modified = _WRITTEN_ON
    dated = BytesIO()
    ExcelWriter(workbook, ZipFile(dated, "w")).save()
    return dateless(with_additions(dated.getvalue(), workbook, additions) if additions else dated.getvalue())


def put(cell: Cell, value: object) -> None:
    """Write a value; text never becomes a formula, an error value or a character that a workbook can't hold."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # openpyxl judges the type itself
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)


class _SheetWriter:
    """One table on its sheet."""

    def __init__(self, sheet: Worksheet, table: Table, filled: FilledTable, language: Language, register: UnitRegister) -> None:
        self._sheet = sheet
        self._filled = filled
        self._language = language
        self._register = register
        self._elements = [table.elements[name] for name in filled.order or table.elements]

    def cover(self, form_title: Text) -> None:
        """Labels in the first column, values in the second."""
        self._title(1, form_title.in_(self._language))
        first = COVER_FIRST_ROW
        if self._filled.title:
            self._title(2, self._filled.title)
            first += 1
        values = self._filled.rows[0]
        for row, element in enumerate(self._elements, first):
            self._label(row, 1, element).alignment = _LEFT
            self._value(row, 2, element, values.get(element.name)).alignment = _LEFT
        for letters, width in _COVER_WIDTHS.items():
            self._sheet.column_dimensions[letters].width = width

    def rows(self) -> None:
        """Headings, rows and sums."""
        headings = 1
        if self._filled.title:
            self._title(1, self._filled.title)
            headings = 3
        self._headings(headings)
        for row, values in enumerate(self._filled.rows, headings + 1):
            for column, element in enumerate(self._elements, 1):
                self._value(row, column, element, values.get(element.name)).alignment = _aligned(element)
            self._fit_height(row)
        if self._filled.totals_label:
            self._totals(headings + 1 + len(self._filled.rows), self._filled.totals_label)

    def _headings(self, row: int) -> None:
        for column, element in enumerate(self._elements, 1):
            self._label(row, column, element).alignment = _HEADING
            dimension = self._sheet.column_dimensions[get_column_letter(column)]
            dimension.width = element.kind.width
            # Rows that the clerk adds later take their look from the column.
            dimension.number_format = element.kind.number_format
            dimension.alignment = _aligned(element)
        self._fit_height(row, least=2)
        self._sheet.freeze_panes = f"A{row + 1}"
        self._sheet.print_title_rows = f"{row}:{row}"

    def _totals(self, row: int, label: str) -> None:
        worded = [element for element in self._elements if issubclass(element.kind.value_type, str)]
        # A table of dates and counts has its label among the dates.
        labelled = [*worded, *(element for element in self._elements if not element.kind.is_figure)][:1]
        for column, element in enumerate(self._elements, 1):
            cell = self._cell(row, column)
            cell.font, cell.fill, cell.border = _BOLD, _TOTALS, _BORDER
            if element in labelled:
                put(cell, label)
            elif element.kind.is_figure:
                put(cell, _sum(values.get(element.name) for values in self._filled.rows))

    def _fit_height(self, row: int, least: int = 1) -> None:
        """Some programs don't fit a row to wrapped text when they open a file, so its height is written."""
        values = ((self._sheet.cell(row, at).value, element) for at, element in enumerate(self._elements, 1))
        lines = (len(wrap(text, element.kind.width - 2)) for text, element in values if isinstance(text, str))
        self._sheet.row_dimensions[row].height = LINE_HEIGHT * max([least, *lines])

    def _title(self, row: int, title: str) -> None:
        cell = self._cell(row, 1)
        put(cell, title)
        cell.font = _TITLE

    def _label(self, row: int, column: int, element: DataElement) -> Cell:
        cell = self._cell(row, column)
        put(cell, self._label_of(element))
        cell.font, cell.border = _BOLD, _BORDER
        cell.fill = _REQUIRED if element.required else _OPTIONAL
        return cell

    def _label_of(self, element: DataElement) -> str:
        return element.labels.in_(self._language)

    def _value(self, row: int, column: int, element: DataElement, value: object) -> Cell:
        cell = self._cell(row, column)
        put(cell, self._written(element, value))
        cell.number_format = element.kind.number_format
        cell.border = _BORDER
        return cell

    def _written(self, element: DataElement, value: object) -> object:
        label = element.kind.label(value, element, self._register.names_of)
        return label.in_(self._language) if label else value

    def _cell(self, row: int, column: int) -> Cell:
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)  # nothing is merged
        return cell


def _aligned(element: DataElement) -> Alignment:
    return _CENTRED if element.is_date else _WRAPPED


def _sum(values: Iterable[object]) -> int | None:
    """The sum of the numbers among the values, also those typed as text; None where there are none."""
    numbers = [number for number in map(_number, values) if number is not None]
    return sum(numbers) if numbers else None


def _number(value: object) -> int | None:
    digits = "".join(str(value).split())
    return int(digits) if isinstance(value, int | str) and digits.isdecimal() else None


def set_up_print(sheet: Worksheet) -> None:
    """A4 across, as many pages long as it takes, one wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
