"""Mark values that nobody sees, or that may not be meant: beneath merged cells, over several columns, partly struck out."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from schemas.basics.cell import Cell, Doubtful, a1
from schemas.declaration.element import DataElement
from schemas.declaration.table import Table
from schemas.language.numbers import written_count
from schemas.records.reading import LocatedTable
from svod.reading.workbook.sheet_scan import Grid, Merged, Place

_Find = Callable[[Place], tuple[str, int] | None]
"""Finds the element whose value stands in a cell, and its row of the table (by its index)."""


def mark_doubtful(located: LocatedTable, table: Table, grid: Grid, merged: Sequence[Merged], rich: Mapping[Place, str]) -> None:
    """Mark the doubtful values of a table in its columns. `rich` are the plain parts of texts that are partly struck out."""
    find = _finder(located)
    # A program that moves the rows of a cover apart may leave its merged cells where they were: then they show nothing.
    seen = [area for area in merged if _at(grid, area[:2]) != ""] if located.places else merged
    for place, cell in (*_partly_struck(table, grid, rich, find), *_in_merged(table, grid, seen, find)):
        if found := find(place):
            name, index = found
            column = list(located.columns[name])
            column[index] = cell
            located.columns[name] = column


def _finder(located: LocatedTable) -> _Find:
    if located.places:
        names = {place: (name, 0) for name, place in located.places.items()}
        return names.get
    columns = {column: name for name, column in located.positions.items()}
    indices = {row: index for index, row in enumerate(located.rows)}

    def find(place: Place) -> tuple[str, int] | None:
        name, index = columns.get(place[1]), indices.get(place[0])
        return None if name is None or index is None else (name, index)

    return find


def _partly_struck(table: Table, grid: Grid, rich: Mapping[Place, str], find: _Find) -> Iterator[tuple[Place, Doubtful]]:
    """Yield the values of which a part is a footnote mark or struck out; in free words that may well be."""
    for place, plain in rich.items():
        found = find(place)
        kind = table.elements[found[0]].kind if found else None
        if kind and not kind.is_free_text:
            is_likely = not kind.is_figure or written_count(plain)[0] is not None
            yield place, Doubtful(_at(grid, place), "cell.rich_text", suggestion=(is_likely and plain.strip()) or None)


def _in_merged(table: Table, grid: Grid, merged: Sequence[Merged], find: _Find) -> Iterator[tuple[Place, Doubtful]]:
    """Yield the values beneath merged cells, and the numbers that are merged over the cells of several elements."""
    for top, left, bottom, right in merged:
        first, own, cells = _at(grid, (top, left)), find((top, left)), f"{a1(top, left)}:{a1(bottom, right)}"
        elements: set[str] = set()
        for place in _places_beneath(grid, top, left, bottom, right):
            if found := find(place):
                elements.add(found[0])
                cell = _at(grid, place)
                if cell != "" and not _repeats(cell, first, table.elements[found[0]], own):
                    yield place, Doubtful(cell, "cell.covered", cells)
        figures = own and any(table.elements[name].kind.is_figure for name in (own[0], *elements))
        if own and figures and elements - {own[0]} and _is_number(first):
            yield (top, left), Doubtful(first, "cell.merged", cells)


def _places_beneath(grid: Grid, top: int, left: int, bottom: int, right: int) -> Iterator[Place]:
    for row in range(top, min(bottom + 1, len(grid))):
        for column in range(left, min(right + 1, len(grid[row]))):
            if (row, column) != (top, left):
                yield row, column


def _repeats(cell: Cell, first: Cell, element: DataElement, own: tuple[str, int] | None) -> bool:
    """True if a value that doesn't show changes no figure: free words, or the very date or code that shows above it."""
    return element.kind.is_free_text or (
        not element.kind.is_figure and own is not None and own[0] == element.name and cell == first
    )


def _is_number(cell: Cell) -> bool:
    return type(cell) in (int, float) or (type(cell) is str and written_count(cell)[0] is not None)


def _at(grid: Grid, place: Place) -> Cell:
    row, column = place
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else ""
