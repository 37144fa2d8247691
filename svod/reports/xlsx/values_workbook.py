"""A new workbook with the values of one that isn't xlsx, each in its cell and shown as it was."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Final

from xlsxwriter.format import Format

from schemas.basics.cell import Cell, CellError, Covered, NotCalculated, Percent, Scaled, Shown
from svod.reports.xlsx.book import Book, Properties, Sheet

Place = tuple[int, int]
"""A cell's row and column, counted from zero."""

_SIGN = 100
_STRUCK: Final[Properties] = {"font_strikeout": True}
_FORMATS: Final[Mapping[type, str]] = {
    datetime: "yyyy-mm-dd hh:mm:ss",
    date: "yyyy-mm-dd",
    time: "hh:mm:ss",
    timedelta: "[hh]:mm:ss",
}


def values_workbook(
    sheets: Mapping[str, Sequence[Sequence[Cell]]], rich: Mapping[str, Mapping[Place, str]]
) -> tuple[bytes, Mapping[str, str]]:
    """The workbook, and the names of its sheets by the given ones, which Excel may not allow.

    `rich` are the texts of a sheet that are partly struck out, each as what it says without that part.
    """
    book = Book()
    names: dict[str, str] = {}
    for name, grid in sheets.items():
        sheet = book.add_sheet(name)
        names[name] = str(sheet.name)
        plain = rich.get(name, {})
        for row, values in enumerate(grid):
            for column, value in enumerate(values):
                if (row, column) in plain:
                    _put_struck(book, sheet, (row, column), str(value), plain[row, column])
                elif value != "":
                    _put(book, sheet, row, column, value)
    return book.close(), names


def _put(book: Book, sheet: Sheet, row: int, column: int, value: Cell) -> None:
    """Write a value in a format that shows it as its own did; it is asked about or refused as before."""
    shown, code = _shown(value)
    style = book.style({"num_format": code} if code else {})
    if isinstance(shown, time | timedelta):
        sheet.write_datetime(row, column, shown, style.plain)  # type: ignore[call-overload]  # it takes these too
    else:
        sheet.put(row, column, shown, style)


def _shown(value: Cell) -> tuple[object, str]:
    """The value that is stored for another, and its number format."""
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
    return value, _FORMATS.get(type(value), "")


def _put_struck(book: Book, sheet: Sheet, place: Place, text: str, plain: str) -> None:
    """Write a text of which all but the plain part is struck out; all of it, if that is no beginning or end of it."""
    struck = book.style(_STRUCK).plain
    parts: list[str | Format]
    if plain and text.startswith(plain):
        parts = [plain, struck, text[len(plain) :]]
    elif plain and text.endswith(plain):
        parts = [struck, text[: -len(plain)], plain]
    else:
        parts = [struck, text[:1], struck, text[1:]]
    if all(parts):
        sheet.write_rich_string(*place, *parts)
    else:
        sheet.put(*place, text, book.style(_STRUCK))


def _format_of(shown: Shown) -> str:
    """A number format that shows a value as its own format did."""
    if not shown.counts:
        return _beside(shown.text)
    return "mm.yyyy" if isinstance(shown.value, date) else f"General{_beside(shown.text.replace(f'{shown.value:.12g}', '', 1))}"


def _beside(sign: str) -> str:
    """The part of a number format that shows a sign beside the number, in quotes: ` тг` becomes `" тг"`."""
    return '"{}"'.format("".join(filter(str.isprintable, sign)).replace('"', "")[:_SIGN])
