"""Rows that add up the rows above them: recognised by a label, as a part of such a total, or by their figures."""

from collections.abc import Mapping, Sequence

from schemas.basics.cell import Cell, Scaled, Shown
from schemas.basics.exact import Number
from schemas.declaration.element import DataElement
from schemas.language.measures import rescales
from schemas.language.numbers import exact, is_dash, written_number
from schemas.language.subset_words import begins_a_part
from schemas.language.total_words import is_totals_label
from svod.reading.layout.wording import FILLERS, labels_subtotal, may_be_value
from svod.reading.workbook.sheet_scan import Grid

Elements = Mapping[int, DataElement]
"""Elements by column."""

_LEAST_ROWS = 2


def is_totals_row(row: Sequence[Cell], identifying: Elements, counts: Elements) -> bool:
    """True if a row is labelled as totals: in a column that identifies rows, or before all else if those are blank."""
    filled = {column: element for column, element in identifying.items() if row[column] != ""}
    labelled = [column for column, element in filled.items() if _labels_totals(row[column], element)]
    if any(_is_day(row[column], element) for column, element in filled.items()):
        return False
    if any(identifying[column].kind.groups_rows for column in labelled):
        return _has_figures(row, counts)
    first = next((cell for cell in row if type(cell) is str and cell.strip() and not cell.strip()[0].isdigit()), "")
    if labelled:
        return len(filled) == 1 and row[labelled[0]] == first
    return not filled and _is_label(first) and _has_figures(row, counts)


def may_be_part_of_totals(row: Sequence[Cell], identifying: Elements) -> bool:
    """True if a row below totals begins as a part or a share of them ("в том числе …", "%") and has no date or code."""
    first = next((column for column, cell in enumerate(row) if cell != ""), 0)
    text = row[first]
    if type(text) is not str or any(row[column] != "" for column in identifying if column != first):
        return False
    return begins_a_part(text) or rescales(text)


def is_part_of_totals(row: Sequence[Cell], totals: Sequence[Cell], counts: Elements) -> bool:
    """True if the rest of such a row is only shares, or figures that don't exceed the totals above."""
    (_, text), *others = [(column, cell) for column, cell in enumerate(row) if cell != ""]
    if rescales(str(text)):
        return all(column in counts for column, _ in others)
    figures = [(counted(cell), counted(totals[column])) for column, cell in others if column in counts]
    return len(figures) == len(others) > 0 and all(
        part is not None and whole is not None and part <= whole for part, whole in figures
    )


def is_code(cell: Cell, element: DataElement) -> bool:
    """True if a text is one of an element's codes, whatever its words may mean: a survey's question may begin "Всего …"."""
    return element.codes is not None and type(cell) is str and may_be_value(cell, element)


def _is_label(cell: Cell) -> bool:
    return type(cell) is str and is_totals_label(cell)


def _labels_totals(cell: Cell, element: DataElement) -> bool:
    if type(cell) is not str or is_code(cell, element):
        return False
    return is_totals_label(cell) or (element.kind.groups_rows and labels_subtotal(cell, element))


def _is_day(cell: Cell, element: DataElement) -> bool:
    return element.is_date and (type(cell) is not str or may_be_value(cell, element))


def _has_figures(row: Sequence[Cell], counts: Elements) -> bool:
    """True if a labelled row holds a figure, or nothing else at all; or if the table counts nothing."""
    others = [cell for cell in row if cell != "" and not _is_label(cell)]
    return not others or not counts or any(type(cell) is not str or _is_figure(cell) for cell in others)


def _is_figure(text: str) -> bool:
    """True if a text in a totals row is a figure, or a sign in the place of one: "-", "х"."""
    return text.strip()[:1].isdigit() or FILLERS.issuperset(text) or len(text.strip()) == 1


def is_row_of_sums(grid: Grid, number: int, above: Sequence[int], counts: Elements) -> bool:
    """True if a row holds nothing but the sums of the rows above, after at most one text.

    Below a single row it is never one: it may be that row again.
    """
    filled = {column: cell for column, cell in enumerate(grid[number]) if cell != ""}
    if (first := next(iter(filled))) not in counts and type(filled[first]) is str:
        del filled[first]
    if len(above) < _LEAST_ROWS or not filled or not filled.keys() <= counts.keys():
        return False
    figures = {column: counted(cell) for column, cell in filled.items()}
    return any(figures.values()) and all(
        figure in _sums([grid[row][column] for row in above], counts[column].default) for column, figure in figures.items()
    )


def _sums(cells: Sequence[Cell], default: object) -> set[Number | None]:
    """Return what a column may add up to: with its blanks as nothing, or as the element's default."""
    figures = [counted(cell) for cell in cells if cell != ""]
    if None in figures:
        return set()
    total = sum(figure for figure in figures if figure is not None)
    blanks = len(cells) - len(figures)
    return {total, total + blanks * default} if isinstance(default, Number) else {total}


def counted(cell: Cell) -> Number | None:
    """Return the number that a cell stands for, a dash for 0; None if it is no number."""
    if isinstance(cell, Scaled | Shown):
        cell = cell.number if isinstance(cell, Scaled) else cell.value
    if type(cell) is int:
        return cell
    if type(cell) is float:
        return exact(cell)
    if type(cell) is not str:
        return None
    return 0 if is_dash(cell) else written_number(cell, 0)[0]
