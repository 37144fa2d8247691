"""The context of a table's rows: texts above, beside and below them that say what they are or how they are counted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from schemas.basics.cell import Cell
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.language.measures import rescales, says_own_scale, states_measure
from schemas.language.name_key import key, words
from schemas.records.reading import Title
from svod.reading.layout.headings import Headings
from svod.reading.layout.reasons import Reason
from svod.reading.layout.wording import heads_row_numbers, ordinal, outline_number
from svod.reading.workbook.sheet_scan import Grid, Merged, Place

Places = tuple[Place, ...]

# Rows that are left out and may say how all figures of the table are measured.
_SAYING: tuple[Reason, ...] = ("title", "note", "units", "signature", "group")


@dataclass(frozen=True)
class TableSheet:
    """A sheet in which the headings of a table were found."""

    name: str
    grid: Grid
    form: Form
    table: Table
    headings: Headings
    merged: Sequence[Merged]
    indented: Collection[Place] = ()

    @cached_property
    def filled(self) -> list[int]:
        """The number of non-empty cells of each row."""
        return [len(row) - row.count("") for row in self.grid]


def rows_above(sheet: TableSheet) -> Places:
    """Return the cells above the headings that look like rows of data, or that say that the figures are no plain counts."""
    grid, elements, positions, scales = sheet.grid, sheet.table.elements, sheet.headings.positions, sheet.table.scales
    figures = [column for name, column in positions.items() if elements[name].kind.is_figure or elements[name].is_date]
    rows = [
        number
        for number in range(sheet.headings.first)
        if sheet.filled[number] > 2
        and any(grid[number][column] != "" and type(grid[number][column]) is not str for column in figures)
    ]
    return tuple(
        (number, column)
        for number in range(sheet.headings.first)
        for column, cell in enumerate(grid[number])
        if cell != "" and (number in rows or (type(cell) is str and rescales(cell) and not says_own_scale(cell, scales)))
    )


def measures_beside(sheet: TableSheet, left_out: Mapping[int, Reason], rows: Sequence[int], unknown: Collection[int]) -> Places:
    """Return the cells of rows left out and of unknown columns that say that figures are thousands or percentages."""
    grid, elements = sheet.grid, sheet.table.elements
    places = [(number, column) for number in left_out if left_out[number] in _SAYING for column in range(len(grid[number]))]
    places += [(number, column) for column in unknown for number in rows]
    stated = [
        (row, column, cell)
        for row, column in places
        if type(cell := grid[row][column]) is str
        and cell
        and states_measure(cell)
        and not says_own_scale(cell, sheet.table.scales)
    ]
    if not stated:
        return ()
    own_scales = {column: {elements[name].scale} for name, column in sheet.headings.positions.items()}
    return tuple((row, column) for row, column, cell in stated if not says_own_scale(cell, own_scales.get(column, ())))


def titles(sheet: TableSheet, rows: Sequence[int], left_out: Mapping[int, Reason]) -> tuple[Title, ...]:
    """Return the texts above a table's rows and columns: an unknown sheet name, texts above headings, section titles."""
    if not rows:
        return ()
    named = () if key(sheet.name) in sheet.form.sheet_keys else (Title(sheet.name, None, 0, len(rows)),)
    above = _above_headings(sheet, len(rows)) if sheet.headings.last else ()
    return (*named, *above, *(_sections(sheet.grid, rows, left_out) if left_out else ()))


def indented_rows(sheet: TableSheet, rows: Sequence[int]) -> frozenset[int]:
    """Return the rows of the table, by index, that have an indented text."""
    at = {number: index for index, number in enumerate(rows)}
    positions, elements = sheet.headings.positions, sheet.table.elements
    texts = {column for name, column in positions.items() if elements[name].kind.is_free_text}
    return frozenset(at[row] for row, column in sheet.indented if row in at and column in texts)


def outline_numbers(grid: Grid, rows: Sequence[int], headings: Headings) -> tuple[str, ...]:
    """Return the numbers of the rows if a column numbers them in several levels: 1, 1.1, 1.2, 2."""
    for column in (column for column, text in headings.unknown.items() if heads_row_numbers(text)):
        cells = [grid[number][column] for number in rows]
        if any(ordinal(cell) is None for cell in cells if cell != ""):
            return tuple(outline_number(cell) or "" for cell in cells)
    return ()


def _above_headings(sheet: TableSheet, end: int) -> Iterator[Title]:
    """Yield the texts above the headings, and the headings that are above several others."""
    for number in range(sheet.headings.last):
        for column, text in _texts(sheet.grid[number]):
            if sheet.headings.lowest.get(column) != number:
                yield Title(text, (number, column), 0, end, _figures_below(sheet, number, column))


def _sections(grid: Grid, rows: Sequence[int], left_out: Mapping[int, Reason]) -> Iterator[Title]:
    """Yield the titles between a table's rows, each above the rows down to the next title."""
    numbers = [number for number, reason in left_out.items() if reason == "title" or _is_one_word(grid[number], reason)]
    starts = [sum(1 for row in rows if row < number) for number in numbers]
    for number, (start, end) in zip(numbers, pairwise([*starts, len(rows)]), strict=True):
        if start < end:
            column, text = next(_texts(grid[number]))
            yield Title(text, (number, column), start, end)


def _is_one_word(row: Sequence[Cell], reason: Reason) -> bool:
    """True if a row was taken for a signature by one word in capitals: "ПЛАН" looks like "П. Лан"."""
    if reason != "signature":
        return False
    (_, text), *others = _texts(row)
    return not others and len(words(text)) == 1


def _texts(row: Sequence[Cell]) -> Iterator[tuple[int, str]]:
    """Yield the texts of a row, and its years, with their columns."""
    for column, cell in enumerate(row):
        if type(cell) is str:
            if cell and not cell.isspace():
                yield column, cell.strip()
        elif type(cell) is float or type(cell) is int:
            yield column, f"{cell:.0f}"


def _figures_below(sheet: TableSheet, number: int, column: int) -> tuple[str, ...] | None:
    """Return the figures below a text: those up to the next text, or as far as its cell is merged.

    None if it is above the table's first column, like a title of the whole table, or above no figure.
    """
    headings, row = sheet.headings, sheet.grid[number]
    if column <= min(headings.known):
        return None
    right = next((right for top, left, _, right in sheet.merged if (top, left) == (number, column)), None)
    if right is None:
        right = next((at for at in range(column + 1, len(row)) if row[at] != ""), len(row)) - 1
    elements = sheet.table.elements
    figures = (name for name, at in headings.positions.items() if column <= at <= right and elements[name].kind.is_figure)
    return tuple(figures) or None
