"""Locate the rows of a fixed table: they are printed in the form, and found by their code or label in any order.

A row without a printed code or label is a heading, a title or a signature unless figures stand in it: then its cells are stray.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.table import Table
from schemas.language.measures import rescales, says_own_scale
from schemas.language.name_key import key
from schemas.language.numbers import written_count
from schemas.records.reading import LocatedTable
from svod.reading.layout.headings import find_headings
from svod.reading.layout.under_headings import is_numbering
from svod.reading.layout.wording import has_measure_of
from svod.reading.workbook.sheet_scan import Grid, Place

# What is printed in a cell that nobody fills in: a Cyrillic or a Latin letter, or a dash.
_NOT_FILLED_IN = frozenset("хХxX-–—")
_LEAST_NUMBERED = 2
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """The rows of a fixed table, and how the non-empty cells of its sheet divide: loaded, ignored, stray.

    `contradicted` are the cells with the label of another row than the one that the row's code names.
    """

    table: LocatedTable
    loaded: int
    ignored: int
    stray: tuple[Place, ...]
    contradicted: tuple[Place, ...]


def locate_printed(grid: Grid, sheet: str, table: Table) -> Printed | None:
    """The rows of the table. None if neither headings nor the numbers of the columns say where its figures stand."""
    first, positions = _columns(grid, table)
    figures = {name: column for name, column in positions.items() if table.elements[name].kind.is_figure}
    if not figures:
        return None
    assert table.row_element
    lines = _Lines(table.elements[table.row_element], positions.get(table.row_element), frozenset(figures.values()))
    rows: dict[int, str] = {}
    contradicted: list[Place] = []
    for number in range(first, len(grid)):
        found = list(lines.named(grid[number]))
        if found:
            rows[number] = found[0][1]
            contradicted += [(number, column) for column, code in found if code != found[0][1]]
    located = _located(grid, sheet, table, rows, figures)
    stray = (*_other_measures(grid, first, table, figures), *_stray(grid, first, rows, table, frozenset(figures.values())))
    loaded = len(rows) + sum(len(column) - list(column).count("") for column in map(located.columns.get, figures) if column)
    filled = sum(len(row) - row.count("") for row in grid)
    return Printed(located, loaded, filled - loaded - len(stray), stray, tuple(contradicted))


def _columns(grid: Grid, table: Table) -> tuple[int, dict[str, int]]:
    """The first row below the headings, and the column of each element: by headings, or by the printed numbers of columns."""
    headings = find_headings(grid, table)
    positions = dict(headings.positions) if headings else {}
    first = headings.last + 1 if headings else 0
    for number, row in enumerate(grid):
        if named := _numbered(row, table):
            agreed = all(positions.get(name, column) == column for name, column in named.items())
            return max(first, number + 1), named | positions if agreed else positions
    return first, positions


def _numbered(row: Sequence[Cell], table: Table) -> dict[str, int]:
    """The columns of the elements whose printed numbers stand in a row; empty if it isn't the row of the numbers.

    Forms begin to count anywhere: А, Б, 1, 2, 3 or 1, 2, 3, 4 or А, Б, 3, 4, 5.
    """
    numbers = {element.element.number: name for name, element in table.elements.items() if element.element.number}
    texts = {column: _written(cell) for column, cell in enumerate(row) if cell != ""}
    named = {numbers[text]: column for column, text in texts.items() if text in numbers}
    are_short = all(0 < len(text) <= _LONGEST_NUMBER for text in texts.values())
    ascend = list(named) == [name for name in numbers.values() if name in named]
    return named if are_short and ascend and len(named) >= min(_LEAST_NUMBERED, len(numbers)) > 0 else {}


@dataclass(frozen=True, slots=True)
class _Lines:
    """Finds the printed row that a row of the sheet is: by its code, or by its label before the figures."""

    element: DataElement
    column: int | None
    figures: frozenset[int]

    def named(self, row: Sequence[Cell]) -> Iterator[tuple[int, str]]:
        """Yield the columns whose cells name a printed row, each with its code; the column of codes comes first."""
        columns = sorted(set(range(len(row))) - self.figures, key=lambda column: (column != self.column, column))
        for column in columns:
            if (code := self._code(row[column])) is not None:
                yield column, code

    def _code(self, cell: Cell) -> str | None:
        text = _written(cell)
        if not text:
            return None
        code = self.element.code_keys.get(key(text))
        if code is None and text.isdecimal():  # Excel makes 1 of the code 01
            same = [member for member in self.element.codes or () if member.value.isdecimal() and int(member) == int(text)]
            code = same[0] if len(same) == 1 else None
        return None if code is None else code.value


def _located(grid: Grid, sheet: str, table: Table, rows: Mapping[int, str], figures: Mapping[str, int]) -> LocatedTable:
    """The printed rows as a table. A mark in a cell that nobody fills in is left out."""
    assert table.row_element
    columns: dict[str, Sequence[Cell]] = {table.row_element: list(rows.values())}
    for name, column in figures.items():
        columns[name] = [
            "" if (code, name) in table.not_asked and _written(cell) in _NOT_FILLED_IN else cell
            for code, cell in ((code, grid[number][column]) for number, code in rows.items())
        ]
    return LocatedTable(table.code, sheet, list(rows), columns, {table.row_element: 0, **figures})


def _other_measures(grid: Grid, first: int, table: Table, figures: Mapping[str, int]) -> Iterator[Place]:
    """The texts above the rows that say that figures are something else: "млн тенге" where the form has thousands.

    A column is found by its printed number, so that nothing else would tell that its heading was changed.
    """
    elements = {column: table.elements[name] for name, column in figures.items()}
    for number in range(first):
        for column, cell in enumerate(grid[number]):
            if type(cell) is not str or not cell:
                continue
            if column in elements:
                is_own = has_measure_of(cell, elements[column])
            else:
                is_own = not rescales(cell) or says_own_scale(cell, table.scales)
            if not is_own:
                yield number, column


def _stray(grid: Grid, first: int, rows: Mapping[int, str], table: Table, figures: frozenset[int]) -> Iterator[Place]:
    """The figures below the headings that stand in no printed row, or beside the columns of figures."""
    for number in range(first, len(grid)):
        if number not in rows and (is_numbering(grid[number]) or _numbered(grid[number], table)):
            continue
        # Before the figures of a printed row stand its code and its number in the list.
        others = range(min(figures), len(grid[number])) if number in rows else sorted(figures)
        for column in others:
            if _is_figure(grid[number][column]) and not (number in rows and column in figures):
                yield number, column


def _is_figure(cell: Cell) -> bool:
    return bool(cell) and written_count(cell)[0] is not None if type(cell) is str else not isinstance(cell, date)


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if isinstance(cell, str | int) else ""
