"""The text of single cells, for showing what a clerk typed there."""

import re
from collections.abc import Sequence

from schemas.basics.cell import Cell, column_number
from schemas.records.issue import Issue, as_found
from svod.reading.workbook.open import Book, open_book
from svod.reading.workbook.sheet_scan import Grid

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def raw_values(content: bytes, file: str, places: Sequence[tuple[str, str]]) -> list[str]:
    """Return the text of the cells at these sheets and addresses; "" for a cell or workbook that can't be read any more."""
    book = open_book(content, file)
    if isinstance(book, Issue):
        return [""] * len(places)
    grids = {sheet: _grid(book, sheet) for sheet in dict.fromkeys(sheet for sheet, _ in places)}
    return [str(as_found(_at(grids[sheet], cell))) for sheet, cell in places]


def _grid(book: Book, sheet: str) -> Grid:
    grid = book.grid(sheet)
    return [] if isinstance(grid, Issue) else grid


def _at(grid: Grid, cell: str) -> Cell:
    address = _ADDRESS.fullmatch(cell)
    if address is None:
        return ""
    row, column = int(address[2]) - 1, column_number(address[1]) - 1
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""
