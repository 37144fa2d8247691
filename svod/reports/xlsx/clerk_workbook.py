"""A clerk's own workbook, opened and saved by openpyxl with everything in it that openpyxl keeps.

openpyxl saves formulas without their values, and programs that don't calculate would show them as blank. So the values are
put back.
"""

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from schemas.basics.cell import Cell, CellError, Covered, NotCalculated, Percent, Scaled, Shown
from svod.reports.reproducible_zip import dateless
from svod.reports.xlsx.book import FORMULA_STARTS

_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl knows no zones; every day writes the same bytes
_SIGN = 100
Place = tuple[int, int]
"""A cell's row and column, counted from zero."""
_NONE: Mapping[str, Mapping[Place, str]] = {}
# <c r="G4" s="2"><f>SUM(G2:G3)</f><v/></c> gives the cell up to <v/>, and its address, G4.
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')


@dataclass(frozen=True, slots=True)
class ClerkWorkbook:
    """A workbook, and the values of its formulas by sheet and cell."""

    workbook: Workbook
    results: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def save(self) -> bytes:
        """The workbook as bytes, without a date or anything of this machine."""
        self.workbook.properties.creator = "svod"
        self.workbook.properties.created = self.workbook.properties.modified = _WRITTEN_ON
        saved = BytesIO()
        ExcelWriter(self.workbook, ZipFile(saved, "w")).save()
        paths = {sheet.path.lstrip("/"): sheet.title for sheet in self.workbook.worksheets}
        results = {path: self.results[title] for path, title in paths.items() if self.results.get(title)}
        return dateless(saved.getvalue(), {path: _with_values(values) for path, values in results.items()})


def opened(content: bytes) -> ClerkWorkbook:
    """Open the clerk's xlsx. Raises whatever openpyxl raises if it can't."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every part that it drops
        workbook = load_workbook(BytesIO(content), keep_links=False, rich_text=True)
        values = load_workbook(BytesIO(content), keep_links=False, data_only=True)
    return ClerkWorkbook(workbook, {sheet.title: _results(sheet, values[sheet.title]) for sheet in workbook.worksheets})


def from_values(
    sheets: Mapping[str, Sequence[Sequence[Cell]]], rich: Mapping[str, Mapping[Place, str]] = _NONE
) -> ClerkWorkbook:
    """A new workbook with the same values in the same cells, for a clerk's workbook that isn't xlsx.

    `rich` are the texts of a sheet that are partly struck out, each as what it says without that part.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, grid in sheets.items():
        sheet = workbook.create_sheet(name)
        for row, values in enumerate(grid, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    _put_again(sheet, row, column, value)
        for (row, column), plain in rich.get(name, {}).items():
            sheet.cell(row + 1, column + 1).value = _partly_struck(str(grid[row][column]), plain)
    return ClerkWorkbook(workbook)


def put(cell: WrittenCell, value: object) -> None:
    """Write a value. Text never becomes a formula or error value, and loses characters that XML can't hold."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # openpyxl checks the type itself
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _results(formulas: Worksheet, values: Worksheet) -> dict[str, float]:
    cells = (cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f")
    results = ((cell.coordinate, values[cell.coordinate].value) for cell in cells)
    return {cell: value for cell, value in results if isinstance(value, int | float)}


def _with_values(results: Mapping[str, float]) -> Callable[[bytes], bytes]:
    """A function that puts the values of formulas into the XML of their sheet."""

    def with_value(match: re.Match[bytes]) -> bytes:
        value = results.get(match[2].decode())
        return match[0] if value is None else b"%b<v>%b</v>" % (match[1], str(value).encode())

    return lambda xml: _FORMULA.sub(with_value, xml)


def _put_again(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, WrittenCell)  # there are no merged cells
    match value:
        case Percent():
            cell.value, cell.number_format = value.number, f"General{_beside(value.sign)}" if value.sign else "0.##%"
        case Scaled():
            cell.value, cell.number_format = value.number, f"0.##{',' * value.times}{_beside(value.sign)}"
        case Shown():
            cell.value, cell.number_format = value.value, _format_of(value)
        case CellError() | NotCalculated() | Covered():
            put(cell, str(value))
        case _:
            put(cell, value)


def _partly_struck(text: str, plain: str) -> CellRichText:
    """A text of which all but the plain part is struck out; all of it, if that is no beginning or end of it."""
    struck = InlineFont(strike=True)
    if plain and text.startswith(plain):
        return CellRichText(plain, TextBlock(struck, text[len(plain) :]))
    if plain and text.endswith(plain):
        return CellRichText(TextBlock(struck, text[: -len(plain)]), plain)
    return CellRichText(TextBlock(struck, text))


def _format_of(shown: Shown) -> str:
    """A number format that shows a value as its own format did; it is asked about or refused as before."""
    if not shown.counts:
        return _beside(shown.text)
    return "mm.yyyy" if isinstance(shown.value, date) else f"General{_beside(shown.text.replace(f'{shown.value:.12g}', '', 1))}"


def _beside(sign: str) -> str:
    """The part of a number format that shows a sign beside the number, in quotes: ` тг` becomes `" тг"`."""
    return '"{}"'.format("".join(filter(str.isprintable, sign)).replace('"', "")[:_SIGN])
