"""Rows of sums that say so: by a label, or as a part of what the row of sums above them adds up."""

from collections.abc import Mapping, Sequence

from schemas.basics.cell import Cell, Scaled
from schemas.declaration.element import DataElement
from schemas.language.measures import rescales
from schemas.language.numbers import is_dash, written_count
from schemas.language.subset_words import begins_a_part
from svod.reading.layout.wording import FILLERS, is_totals_label, is_value
from svod.reading.workbook.sheet_scan import Grid

Elements = Mapping[int, DataElement]
"""Elements by column."""


def is_totals_row(row: Sequence[Cell], keyed: Elements, counts: Elements) -> bool:
    """A totals label where a day or a code must stand, or before all else in a row that has nothing of these."""
    stated = {at: element for at, element in keyed.items() if row[at] != ""}
    labelled = [at for at, element in stated.items() if _is_totals(row[at]) and not is_code(row[at], element)]
    if any(_is_day(row[at], element) for at, element in stated.items()):
        return False
    if any(keyed[at].kind.groups_rows for at in labelled):
        return _has_figures(row, counts)
    first = next((cell for cell in row if type(cell) is str and cell.strip() and not cell.strip()[0].isdigit()), "")
    if labelled:
        return len(stated) == 1 and row[labelled[0]] == first
    return not stated and _is_totals(first) and _has_figures(row, counts)


def may_be_of_totals(row: Sequence[Cell], keyed: Elements) -> bool:
    """Whether a row below one of sums begins as a part or a share of these does, and has no day or code."""
    at = next((at for at, cell in enumerate(row) if cell != ""), 0)
    text = row[at]
    if type(text) is not str or any(row[column] != "" for column in keyed if column != at):
        return False
    return begins_a_part(text) or rescales(text)


def is_of_totals(row: Sequence[Cell], totals: Sequence[Cell], counts: Elements) -> bool:
    """Whether such a row holds but shares, or figures that are each a part of what the row of sums says."""
    first, *others = [(at, cell) for at, cell in enumerate(row) if cell != ""]
    if rescales(str(first[1])):
        return all(at in counts for at, _ in others)
    figures = [(counted(cell), counted(totals[at])) for at, cell in others if at in counts]
    return len(figures) == len(others) > 0 and all(
        part is not None and whole is not None and part <= whole for part, whole in figures
    )


def is_code(cell: Cell, element: DataElement) -> bool:
    """Whether a text is one of an element's codes, whatever else its words might mean ("всего" stands in a question)."""
    return element.codes is not None and type(cell) is str and is_value(cell, element)


def _is_totals(cell: Cell) -> bool:
    return type(cell) is str and is_totals_label(cell)


def _is_day(cell: Cell, element: DataElement) -> bool:
    return element.is_date and (type(cell) is not str or is_value(cell, element))


def _has_figures(row: Sequence[Cell], counts: Elements) -> bool:
    """Whether a row of totals says how much, or nothing at all; where nothing is counted, it can't."""
    others = [cell for cell in row if cell != "" and not _is_totals(cell)]
    return not others or not counts or any(type(cell) is not str or _is_figure(cell) for cell in others)


def _is_figure(text: str) -> bool:
    """Whether a text in a row of totals is a figure, or stands for one that is left out."""
    return text.strip()[:1].isdigit() or FILLERS.issuperset(text) or len(text.strip()) == 1


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
