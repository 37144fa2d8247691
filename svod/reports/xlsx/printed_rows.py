"""The sheet of a fixed table as it is printed: labels and codes of the rows, numbers of the columns, sums as formulas."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.table import PrintedRow, Table
from svod.reports.xlsx.book import BORDER, CLOSED_FILL, LINE_HEIGHT, Book, Properties, Sheet
from svod.reports.xlsx.headings import column_width, heading_fill

TEXTS = Texts(__package__)

NOT_ASKED = "х"
"""What is printed in a cell that nobody fills in."""

FIRST_FIGURE = 2
"""The column of the first figure. Before it are the labels and the codes of the rows."""

BELOW_HEADINGS = 2
"""The first printed row is so far below the headings; between them are the numbers of the columns."""

_LABEL_WIDTH, _CODE_WIDTH = 46.0, 9.0
_LETTERS = ("А", "Б")
_NEUTRAL: Properties = {"bg_color": CLOSED_FILL}
_HEADING: Properties = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", **BORDER}
_NUMBER: Properties = {"align": "center", "italic": True, "font_size": 9, **BORDER}
_LABEL: Properties = {"text_wrap": True, "valign": "top", "align": "left", **BORDER}
_CODE: Properties = {"align": "center", "valign": "top", "num_format": "@", **BORDER}
_FIGURE: Properties = {"align": "right", "valign": "top", **BORDER}
_SUM: Properties = {"bg_color": CLOSED_FILL}
_CLOSED: Properties = {"align": "center", "valign": "top", **_SUM, **BORDER}


def printed_widths(table: Table, language: Language) -> list[float]:
    """The widths of the columns in characters."""
    return [_LABEL_WIDTH, _CODE_WIDTH, *(column_width(element, language) for element in figures_of(table))]


def figures_of(table: Table) -> list[DataElement]:
    """The elements of a fixed table that are columns of figures, in order."""
    return [element for name, element in table.elements.items() if name != table.row_element]


def write_printed(
    book: Book, sheet: Sheet, table: Table, rows: Sequence[Mapping[str, Any]], headings: int, language: Language
) -> None:
    """Write the headings in a row, the numbers of the columns, and the printed rows with their values, if there are any."""
    assert table.row_element
    line = table.elements[table.row_element]
    figures = figures_of(table)
    _write_headings(book, sheet, table, headings, language)
    values = {str(row[table.row_element]): row for row in rows}
    first = headings + BELOW_HEADINGS
    places = {row.code: number for number, row in enumerate(table.printed, first)}
    for row in table.printed:
        number, label = places[row.code], line.code_labels[row.code].in_(language)
        depth = table.depths[row.code]
        sheet.put(number, 0, label, book.style(_LABEL, {"indent": depth}))
        sheet.put(number, 1, row.code, book.style(_CODE))
        for column, element in enumerate(figures, FIRST_FIGURE):
            style = book.style(_FIGURE, {"num_format": element.kind.number_format(element)})
            value = values.get(row.code, {}).get(element.name)
            parts = _parts(table, row, element.name) if element.kind.adds_up else []
            if element.name in row.not_asked:
                sheet.put(number, column, NOT_ASKED, book.style(_CLOSED))
            elif parts and (value is not None or not rows):
                cells = ",".join(xl_rowcol_to_cell(places[part], column) for part in parts)
                formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
                summed = book.style(_FIGURE, _SUM, {"num_format": element.kind.number_format(element)})
                sheet.write_formula(number, column, formula, summed.plain, "" if value is None else value)
            else:
                sheet.put(number, column, value, style)
        sheet.set_row(number, LINE_HEIGHT * max(1, ceil(len(label) / (_LABEL_WIDTH - 4 - 2 * depth))))
    sheet.freeze_panes(first, FIRST_FIGURE)
    sheet.repeat_rows(headings, headings + 1)


def _write_headings(book: Book, sheet: Sheet, table: Table, row: int, language: Language) -> None:
    figures = figures_of(table)
    labels = [TEXTS["printed.label"].in_(language), table.elements[str(table.row_element)].labels.in_(language)]
    labels += [element.heading.in_(language) for element in figures]
    fills = [_NEUTRAL, _NEUTRAL, *map(heading_fill, figures)]
    numbers = [*_LETTERS, *(element.element.number or str(number) for number, element in enumerate(figures, 1))]
    widths = printed_widths(table, language)
    for column, (label, fill, number, width) in enumerate(zip(labels, fills, numbers, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.put(row, column, label, book.style(_HEADING, fill))
        sheet.put(row + 1, column, number, book.style(_NUMBER))
    lines = max(ceil(len(label) / (width - 2)) for label, width in zip(labels, widths, strict=True))
    sheet.set_row(row, LINE_HEIGHT * max(2, lines))


def _parts(table: Table, whole: PrintedRow, element: str) -> list[str]:
    """The rows that add up to a row in a column. Empty where the parts may be less than the whole."""
    parts = [row for row in table.printed if row.part_of == whole.code and element not in row.not_asked]
    return [row.code for row in parts] if all(row.exact for row in parts) else []
