"""Opens the files in which forms and registers are declared: workbooks, and registers as CSV."""

import csv
from collections.abc import Mapping
from io import StringIO

from schemas.basics.cell import Cell
from schemas.declaration.form import LISTS_SHEET
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister
from svod.forms.locate import Grid
from svod.reading.workbook.file_type import unreadable
from svod.reading.workbook.open import open_book

NO_UNITS = UnitRegister(())

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1251")
"""In the order in which they are tried: the last one, which Excel writes, reads any bytes."""


def sheets_of(content: bytes, file: str, issues: list[Issue]) -> Mapping[str, Grid]:
    """The sheets of a file as grids; adds what can't be read to the issues. `file` is only its name."""
    if file.lower().endswith(".csv"):
        return _csv(content, issues)
    book = open_book(content, file)
    if isinstance(book, Issue):
        issues.append(book)
        return {}
    grids = {}
    for sheet in book.sheet_names:
        grid = book.grid(sheet)
        if isinstance(grid, Issue):
            issues.append(grid)
        elif sheet != LISTS_SHEET:
            grids[sheet] = grid
    return grids


def _csv(content: bytes, issues: list[Issue]) -> Mapping[str, Grid]:
    """The one sheet of a CSV file, with commas, semicolons or tabs between the cells."""
    text = next(filter(None, (_decoded(content, encoding) for encoding in _ENCODINGS)), None)
    if text is None or "\0" in text:
        issues.append(unreadable("damaged"))
        return {}
    heading = text.partition("\n")[0]
    rows: list[list[Cell]] = [list(row) for row in csv.reader(StringIO(text), delimiter=max(",;\t", key=heading.count))]
    width = max(map(len, rows), default=0)
    return {"csv": [row + [""] * (width - len(row)) for row in rows]}


def _decoded(content: bytes, encoding: str) -> str | None:
    if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
