"""A clerk's own workbook, opened and saved again by openpyxl with everything in it that openpyxl knows.

openpyxl saves a formula without its value, which a program that doesn't calculate reads as blank: the value is put back.
"""

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from schemas.basics.cell import Cell, CellError, Covered, NotCalculated, Percent, Scaled
from svod.reports.reproducible_zip import dateless
from svod.reports.xlsx.book import FORMULA_STARTS

_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl knows no zones; every day writes the same bytes
_SIGN = 100
# <c r="G4" s="2"><f>SUM(G2:G3)</f><v/></c>: the cell up to its formula, its place, and the value that is not there.
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')


@dataclass(frozen=True, slots=True)
class ClerkWorkbook:
    """A workbook, and the numbers that its formulas give, by sheet and cell."""

    workbook: Workbook
    results: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def save(self) -> bytes:
        """Its bytes, with nothing of the day or the machine in them."""
        self.workbook.properties.creator = "svod"
        self.workbook.properties.created = self.workbook.properties.modified = _WRITTEN_ON
        saved = BytesIO()
        ExcelWriter(self.workbook, ZipFile(saved, "w")).save()
        paths = {sheet.path.lstrip("/"): sheet.title for sheet in self.workbook.worksheets}
        results = {path: self.results[title] for path, title in paths.items() if self.results.get(title)}
        return dateless(saved.getvalue(), {path: _with_values(found) for path, found in results.items()})


def opened(content: bytes) -> ClerkWorkbook:
    """The clerk's xlsx as it is. Raises what openpyxl raises where it can't open it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of every part that it passes over
        workbook = load_workbook(BytesIO(content), keep_links=False)
        values = load_workbook(BytesIO(content), keep_links=False, data_only=True)
    return ClerkWorkbook(workbook, {sheet.title: _results(sheet, values[sheet.title]) for sheet in workbook.worksheets})


def from_values(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> ClerkWorkbook:
    """A workbook of the same values in the same cells, where the clerk's is of another format."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, grid in sheets.items():
        sheet = workbook.create_sheet(name)
        for row, values in enumerate(grid, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    _put_again(sheet, row, column, value)
    return ClerkWorkbook(workbook)


def put(cell: WrittenCell, value: object) -> None:
    """Write a value; text never becomes a formula, an error value or a character that a workbook can't hold."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # openpyxl judges the type itself
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)


def _results(formulas: Worksheet, values: Worksheet) -> dict[str, float]:
    cells = (cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f")
    found = ((cell.coordinate, values[cell.coordinate].value) for cell in cells)
    return {place: value for place, value in found if isinstance(value, int | float)}


def _with_values(results: Mapping[str, float]) -> Callable[[bytes], bytes]:
    """A function that puts the values of formulas into the XML of their sheet."""

    def with_value(found: re.Match[bytes]) -> bytes:
        value = results.get(found[2].decode())
        return found[0] if value is None else b"%b<v>%b</v>" % (found[1], str(value).encode())

    return lambda xml: _FORMULA.sub(with_value, xml)


def _put_again(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, WrittenCell)  # nothing is merged
    match value:
        case Percent():
            cell.value, cell.number_format = value.number, f"General{_beside(value.sign)}" if value.sign else "0.##%"
        case Scaled():
            cell.value, cell.number_format = value.number, f"0.##{',' * value.times}{_beside(value.sign)}"
        case CellError() | NotCalculated() | Covered():
            put(cell, str(value))
        case _:
            put(cell, value)


def _beside(sign: str) -> str:
    """What a number format says to show beside a number. It is short, and in quotes."""
    return '"{}"'.format("".join(filter(str.isprintable, sign)).replace('"', "")[:_SIGN])
