"""A row of sums that nobody labelled as such: figures, each the sum of what stands above it."""

from collections.abc import Mapping, Sequence

from schemas.element import DataElement
from schemas.table import Cell, Scaled
from schemas.written import is_dash, written_count
from svod.reading.book import Grid

_LEAST_ROWS = 2


def is_row_of_sums(grid: Grid, number: int, above: Sequence[int], counts: Mapping[int, DataElement]) -> bool:
    """Whether a row holds but sums of the rows above, after a text or none. Of one row above, it may be that row again."""
    stated = {at: cell for at, cell in enumerate(grid[number]) if cell != ""}
    if (first := next(iter(stated))) not in counts and type(stated[first]) is str:
        del stated[first]
    if len(above) < _LEAST_ROWS or not stated or not stated.keys() <= counts.keys():
        return False
    figures = {at: counted(cell) for at, cell in stated.items()}
    return any(figures.values()) and all(
        figure in _sums([grid[row][at] for row in above], counts[at].default) for at, figure in figures.items()
    )


def _sums(cells: Sequence[Cell], default: object) -> set[float | None]:
    """What a column may be said to add up to: its blanks count as their default or as nothing."""
    figures = [counted(cell) for cell in cells if cell != ""]
    if None in figures:
        return set()
    total = sum(figure for figure in figures if figure is not None)
    blanks = len(cells) - len(figures)
    return {total, total + blanks * default} if isinstance(default, int) else {total}


def counted(cell: Cell) -> float | None:
    """The number that a cell counts; None where it is none."""
    if isinstance(cell, Scaled):
        return cell.number
    if type(cell) is float or type(cell) is int:
        return cell
    if type(cell) is not str:
        return None
    return 0 if is_dash(cell) else written_count(cell)[0]
