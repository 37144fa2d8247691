"""Rows that printed forms have directly below the headings: the numbers of the columns, and their units."""

from collections.abc import Sequence

from schemas.basics.cell import Cell
from schemas.declaration.table import Table
from schemas.language.column_numbers import number_columns
from schemas.language.measures import rescales
from schemas.language.name_key import words
from svod.reading.layout.headings import Headings
from svod.reading.layout.reasons import Reason
from svod.reading.layout.wording import is_hint, is_plainly
from svod.reading.workbook.sheet_scan import Grid

# How many rows below the headings may be such rows, numbers and units in any order.
_MOST_ROWS = 3
_LEAST_UNITS = 2
# Longer than any number of a first column, such as "графа 1 = 2 + 3 + 4"; the texts of ordinary rows are often longer.
_LONGEST_NUMBER = 30


def rows_under_headings(grid: Grid, rows: Sequence[int], table: Table, headings: Headings) -> dict[int, Reason]:
    """Return those of the first rows that number the columns ("numbering") or say what they count in ("units")."""
    found: dict[int, Reason] = {}
    for number in rows[:_MOST_ROWS]:
        if is_numbering(grid[number]):
            found[number] = "numbering"
        elif all(type(cell) is str for cell in grid[number]) and _is_units(grid[number], table, headings):
            found[number] = "units"
        else:
            break
    return found


def is_numbering(row: Sequence[Cell]) -> bool:
    """True if a row numbers the columns: 1, 2, 3; А, Б, 1, 2, 3; 1, 2, 2а, 2б, 3."""
    first = row[0] if row[0] != "" else next((cell for cell in row if cell != ""), "")
    if len(first) > _LONGEST_NUMBER if type(first) is str else first != 1:
        return False
    return number_columns([str(cell).removesuffix(".0") for cell in row if cell != ""])


def _is_units(row: Sequence[Cell], table: Table, headings: Headings) -> bool:
    """True if a row only says how to fill the columns in, or what is counted in them: "дд.мм.гггг", "чел.", "шт.".

    If several columns of figures say so and none has anything else, the other columns may have any words.
    """
    texts = {column: text for column, text in enumerate(row) if type(text) is str and text}
    others = {column: text for column, text in texts.items() if not (words(text) and (is_hint(text) or rescales(text)))}
    elements = {column: table.elements[name] for name, column in headings.positions.items() if column in texts}
    figures = [column for column, element in elements.items() if element.kind.is_figure]
    plain = any(column in elements and is_plainly(text, elements[column]) for column, text in others.items())
    return not others or (len(figures) >= _LEAST_UNITS and others.keys().isdisjoint(figures) and not plain)
