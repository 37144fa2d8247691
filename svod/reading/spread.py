"""What stands once for several rows of a table: in cells merged downwards, or in a row above a group."""

from collections.abc import Mapping, Sequence

from schemas.form import Table
from schemas.table import Cell, Covered, a1
from svod.reading.book import Grid
from svod.reading.dittos import is_ditto
from svod.reading.formats import Merged
from svod.reading.headings import Headings

At = tuple[int, int]
Origins = dict[tuple[str, int], At]
"""Where it stands what belongs to an element in a row of the table, in whose own cell there is nothing."""


def merged_downwards(grid: Grid, merged: Sequence[Merged], headings: Headings) -> dict[At, At]:
    """The cells below the first one in merged cells that say something, each with that first cell."""
    columns = headings.positions.values()
    return {
        (number, left): (top, left)
        for top, left, bottom, _ in merged
        if bottom > top > headings.last and left in columns and top < len(grid) and grid[top][left] != ""
        for number in range(top + 1, min(bottom + 1, len(grid)))
    }


def find_origins(grid: Grid, headings: Headings, rows: Sequence[int], cells: Mapping[At, At]) -> Origins:
    """The origins in a table of these rows: of `cells`, each with where it is said, those that say nothing themselves."""
    names = {at: name for name, at in headings.positions.items()}
    indices = {number: index for index, number in enumerate(rows)}
    return {
        (names[at], indices[number]): origin
        for (number, at), origin in cells.items()
        if number in indices and (grid[number][at] == "" or is_ditto(grid[number][at]))
    }


def spread(grid: Grid, table: Table, columns: dict[str, Sequence[Cell]], origins: Origins) -> dict[str, Sequence[Cell]]:
    """The columns with what stands once in each of its rows. A count isn't spread: whose it is, nobody can tell."""
    filled = {name: list(column) for name, column in columns.items()}
    for (name, index), (row, at) in origins.items():
        filled[name][index] = Covered(a1(row, at)) if table.elements[name].kind == "count" else grid[row][at]
    return dict(filled)
