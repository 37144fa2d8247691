"""A new workbook with the values of one that isn't xlsx, each in its cell and shown as it was."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from schemas.basics.cell import Cell, CellError, Covered, NotCalculated, Percent, Scaled, Shown
from svod.reports.reproducible_zip import dateless
from svod.reports.xlsx.book import FORMULA_STARTS
from svod.reports.xlsx.sheet_names import free_sheet_name

Place = tuple[int, int]
"""A cell's row and column, counted from zero."""

_SIGN = 100
_LONGEST_TEXT = 32_767
_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl knows no zones; every day writes the same bytes


def values_workbook(
    sheets: Mapping[str, Sequence[Sequence[Cell]]], rich: Mapping[str, Mapping[Place, str]]
) -> tuple[bytes, Mapping[str, str]]:
    """The workbook, and the names of its sheets by the given ones, which Excel may not allow.

    `rich` are the texts of a sheet that are partly struck out, each as what it says without that part.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for name, grid in sheets.items():
        names[name] = free_sheet_name(name, names.values())
        sheet, plain = book.create_sheet(names[name]), rich.get(name, {})
        for row, values in enumerate(grid):
            for column, value in enumerate(values):
                if (row, column) in plain:
                    sheet.cell(row + 1, column + 1).value = _partly_struck(_text(str(value)), plain[row, column])
                elif value != "":
                    _put(sheet, row, column, value)
    book.properties.creator = "svod"
    book.properties.created = book.properties.modified = _WRITTEN_ON
    saved = BytesIO()
    ExcelWriter(book, ZipFile(saved, "w")).save()
    return dateless(saved.getvalue()), names


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write a value in a format that shows it as its own did; it is asked about or refused as before."""
    cell: Any = sheet.cell(row + 1, column + 1)
    shown, code = _shown(value)
    if isinstance(shown, str):
        cell.value = _text(shown)
        cell.data_type = "s"  # neither a formula nor an error value
        cell.quotePrefix = shown.startswith(FORMULA_STARTS)
    else:
        cell.value = shown
    if code:
        cell.number_format = code


def _text(text: str) -> str:
    """The text without what a workbook can't hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]


def _shown(value: Cell) -> tuple[object, str]:
    """The value that is stored for another, and its number format; openpyxl knows those of dates and times."""
    match value:
        case Percent():
            return value.number, f"General{_beside(value.sign)}" if value.sign else "0.##%"
        case Scaled():
            return value.number, f"0.##{',' * value.times}{_beside(value.sign)}"
        case Shown():
            return value.value, _format_of(value)
        case CellError() | NotCalculated() | Covered():
            return str(value), ""
        case float() if not isfinite(value):
            return str(value), ""
    return value, ""


def _partly_struck(text: str, plain: str) -> CellRichText:
    """A text of which all but the plain part is struck out; all of it, if that is no beginning or end of it."""
    struck = InlineFont(strike=True)
    if plain and text.startswith(plain):
        return CellRichText(plain, TextBlock(struck, text[len(plain) :]))
    if plain and text.endswith(plain):
        return CellRichText(TextBlock(struck, text[: -len(plain)]), plain)
    return CellRichText(TextBlock(struck, text))


def _format_of(shown: Shown) -> str:
    """A number format that shows a value as its own format did."""
    if not shown.counts:
        return _beside(shown.text)
    return "mm.yyyy" if isinstance(shown.value, date) else f"General{_beside(shown.text.replace(f'{shown.value:.12g}', '', 1))}"


def _beside(sign: str) -> str:
    """The part of a number format that shows a sign beside the number, in quotes: ` тг` becomes `" тг"`."""
    return '"{}"'.format("".join(filter(str.isprintable, sign)).replace('"', "")[:_SIGN])
