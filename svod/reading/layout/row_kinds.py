"""Tell the rows of data under a table's headings from other rows: headings, totals, titles, signatures, notes, white space.

A row with a date, a figure or a code in its proper column is data, right or wrong. It is left out only as totals, as the
heading of a group, or as a signature with a date or a phone. Rows with ordinary values in all identifying columns are not
examined.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import pairwise

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.language.name_key import nearest
from schemas.language.total_words import is_totals_label
from svod.reading.layout.fill_down import find_dittos, find_groups, is_ditto, merged_downwards
from svod.reading.layout.headings import Headings, names_by_column
from svod.reading.layout.reasons import SUMS, Reason
from svod.reading.layout.signatures import is_remark, is_signature
from svod.reading.layout.totals import (
    counted,
    is_code,
    is_part_of_totals,
    is_row_of_sums,
    is_totals_row,
    may_be_part_of_totals,
)
from svod.reading.layout.under_headings import rows_under_headings
from svod.reading.layout.wording import (
    begins_with_cover_label,
    counts_in_words,
    element_named,
    is_white_space,
    may_be_value,
    ordinal,
)
from svod.reading.workbook.sheet_scan import Grid, Merged, Place

_NOTE_CELLS = 3
# A row whose only text could be data is a title if it is merged over at least this many columns more than its own.
_TITLE_CELLS = 2
# If more rows than this hold nothing but figures, they are data whose other cells were forgotten, not totals.
_MOST_SUMS = 20
_NEARLY_A_CODE = 75
# A number with more digits than this, written as text, is a phone's or a person's.
_DIGITS_OF_A_COUNT = 5
_USUAL_KEPT = 1 << 12
_PLAIN = frozenset((str, int, float, date, datetime))


class RowSorter:
    """Sorts the rows under one table's headings."""

    def __init__(self, grid: Grid, form: Form, table: Table, headings: Headings, merged: Sequence[Merged]) -> None:
        self._grid = grid
        self._merged = merged
        self._form = form
        self._table = table
        self._headings = headings
        at = headings.positions
        self.sources: dict[Place, Place] = {}
        """The cell that holds the value, for cells under a group's heading and for ditto marks."""
        self._identifying = {at[name]: table.elements[name] for name in table.identifying_columns if name in at}

    @cached_property
    def _data_columns(self) -> dict[int, DataElement]:
        """The elements for dates, figures and codes, by column: a value there shows that the row is data."""
        at = self._headings.positions
        elements = {at[name]: element for name, element in self._table.elements.items() if name in at}
        return {column: element for column, element in elements.items() if element.kind.is_figure or element.kind.groups_rows}

    @cached_property
    def _counts(self) -> dict[int, DataElement]:
        """The elements that are counts, by column."""
        return {column: element for column, element in self._data_columns.items() if element.kind.is_figure}

    @cached_property
    def _heading_texts(self) -> list[set[str]]:
        """The texts of each heading row."""
        headings = self._headings
        return [set(filter(None, map(_stripped, self._grid[row]))) for row in range(headings.first, headings.last + 1)]

    def left_out(self, rows: list[int], columns: Sequence[Sequence[Cell]]) -> dict[int, Reason]:
        """Return the rows that aren't data, from top to bottom, each with the reason."""
        suspects = self._suspects(rows, columns)
        if not suspects:
            return {}
        reasons = {number: reason for number in suspects if (reason := self._reason(number))}
        self._follow_other_headings(rows, reasons)
        self._add_groups(rows, suspects, reasons)
        self._add_sums(rows, suspects, reasons)
        self._add_parts_of_totals(rows, reasons)
        self._add_notes(rows, set(suspects), reasons)
        for index, number in enumerate(rows):
            if reasons.get(number) == "heading":
                reasons |= rows_under_headings(self._grid, rows[index + 1 :], self._table, self._headings)
        self._add_dittos([number for number in rows if number not in reasons], suspects)
        return dict(sorted(reasons.items()))

    def _suspects(self, rows: list[int], columns: Sequence[Sequence[Cell]]) -> list[int]:
        """Return the rows with a blank or unusual text in an identifying column."""
        suspects: set[int] = set()
        for column, element in self._identifying.items() if rows else ():
            odd = _odd_texts(columns[column], element, self._table, self._form)
            if odd:
                suspects.update(number for number, cell in zip(rows, columns[column], strict=True) if cell in odd)
        return sorted(suspects)

    def _reason(self, number: int) -> Reason | None:
        """Return why a row is left out, as far as the row itself tells; None if it may be data."""
        row = self._grid[number]
        if reason := self._heading(row) or ("totals" if is_totals_row(row, self._identifying, self._counts) else None):
            return reason
        cells = [cell for cell in row if cell != ""]
        if all(map(is_white_space, cells)):
            return "white space"
        if self._is_zeros(row):
            return None if self._is_merged_into(number) else "zeros"
        if not self._may_be_data(row) and is_signature(row, self._form, self._counts):
            return "signature"
        return "title" if len(cells) == 1 and self._is_title(number) else None

    def _is_title(self, number: int) -> bool:
        """True if a row's only text begins where the table does. A text that may be data must be merged over more columns."""
        row = self._grid[number]
        column = next(column for column, cell in enumerate(row) if cell != "")
        text = row[column]
        if type(text) is not str or column > min(self._headings.known):
            return False
        if self._is_data(row):
            return any(
                top == number and left == column and right - left >= _TITLE_CELLS for top, left, _, right in self._merged
            )
        return column not in self._counts or not counts_in_words(text)

    def _heading(self, row: Sequence[Cell]) -> Reason | None:
        """Return the reason if a row names columns: the same again, or others, under which rows can't be read."""
        texts = set(filter(None, map(_stripped, row)))
        if texts in self._heading_texts:
            return "heading"
        if any(type(cell) is not str for cell in row):
            return None
        named = names_by_column(self._table, row)
        if len(set(named.values())) >= min(2, len(self._table.elements)):
            same = all(self._headings.positions.get(name) == column for column, name in named.items())
            return "heading" if same else "other headings"
        others = (names_by_column(table, row) for table in self._form.tables if table is not self._table)
        return "other headings" if any(len(set(other.values())) > 1 for other in others) else None

    def _may_be_data(self, row: Sequence[Cell]) -> bool:
        """True if a cell of the row is, or may have been meant as, a code or a figure. A phone number is none."""
        if any(type(cell) not in _PLAIN for cell in row) or any(is_ditto(row[column]) for column in self._data_columns):
            return True
        coded = [(str(row[at]), element) for at, element in self._data_columns.items() if element.codes and row[at] != ""]
        return any(_is_nearly_a_code(text, element) for text, element in coded) or any(
            row[column] != "" and _may_count(row[column], element) for column, element in self._counts.items()
        )

    def _is_zeros(self, row: Sequence[Cell]) -> bool:
        """True if the row has no date or kind and all its counts are 0. A number before the table doesn't matter."""
        before = min(self._headings.headed)
        filled = [column for column, cell in enumerate(row) if cell != "" and (column >= before or ordinal(cell) is None)]
        return bool(filled) and all(column in self._counts and counted(row[column]) == 0 for column in filled)

    def _is_data(self, row: Sequence[Cell]) -> bool:
        """True if a date, a figure or a code stands in its column."""
        for column, element in self._data_columns.items():
            cell = row[column]
            if cell != "" and (type(cell) is not str or (cell.strip() and may_be_value(cell, element))):
                return True
        return False

    def _follow_other_headings(self, rows: list[int], reasons: dict[int, Reason]) -> None:
        """Leave out the rows below other headings, up to headings like the first ones."""
        if "other headings" not in reasons.values():
            return
        others = False
        for number in rows:
            if reasons.get(number) in ("heading", "other headings"):
                others = reasons[number] == "other headings"
            if others:
                reasons[number] = "other headings"

    def _add_groups(self, rows: list[int], suspects: list[int], reasons: dict[int, Reason]) -> None:
        """Find rows that hold a date or a code once for the rows below them."""
        grouping = [column for column, element in self._identifying.items() if element.kind.groups_rows]
        if all(self._grid[number][column] != "" for number in suspects if number not in reasons for column in grouping):
            return
        candidates = [number for number in rows if reasons.get(number, "title") == "title"]
        merged = merged_downwards(self._grid, self._merged, self._headings)
        first = min(self._headings.headed)
        for group in find_groups(self._grid, candidates, self._identifying, first=first, merged=merged):
            reasons[group.heading] = "group"
            self.sources.update({(number, group.column): (group.heading, group.at) for number in group.rows})

    def _add_dittos(self, rows: list[int], suspects: list[int]) -> None:
        """Find marks that refer to the row above."""
        if any(is_ditto(self._grid[number][column]) for number in suspects for column in self._identifying):
            merged = merged_downwards(self._grid, self._merged, self._headings)
            self.sources |= find_dittos(self._grid, rows, self._identifying, merged | self.sources)

    def _add_sums(self, rows: list[int], suspects: list[int], reasons: dict[int, Reason]) -> None:
        """Find totals without a label: sums of all rows above, or of those since the last totals."""
        unlabelled = [number for number in suspects if number not in reasons and self._may_be_sums(number)]
        for number in unlabelled if len(unlabelled) <= _MOST_SUMS else ():
            above = [row for row in rows if row < number and row not in reasons]
            last = max((row for row, reason in reasons.items() if reason in SUMS and row < number), default=-1)
            groups = (above, [row for row in above if row > last])
            are_sums = any(is_row_of_sums(self._grid, number, group, self._counts) for group in groups)
            if are_sums and not self._is_merged_into(number):
                reasons[number] = "sums"

    def _may_be_sums(self, number: int) -> bool:
        """True if a row has no date or code, and at most one other text, which comes first."""
        row = self._grid[number]
        filled = [column for column in self._identifying if row[column] != ""]
        if not filled:
            return True
        first = next(column for column, cell in enumerate(row) if cell != "")
        return filled == [first] and type(row[first]) is str and not may_be_value(row[first], self._identifying[first])

    def _add_parts_of_totals(self, rows: list[int], reasons: dict[int, Reason]) -> None:
        """Find rows right below totals that say which part of them they are. One that can't be that part is stray."""
        totals = 0
        for above, number in pairwise(rows) if any(reason in SUMS for reason in reasons.values()) else ():
            totals = above if reasons.get(above) in SUMS else totals
            if reasons.get(above) in (*SUMS, "part of totals") and may_be_part_of_totals(self._grid[number], self._identifying):
                is_part = is_part_of_totals(self._grid[number], self._grid[totals], self._counts)
                reasons[number] = "part of totals" if is_part else "stray"

    def _is_merged_into(self, number: int) -> bool:
        """True if a cell merged downwards gives the row an identifying value."""
        return any(top < number <= bottom and left in self._identifying for top, left, bottom, _ in self._merged)

    def _add_notes(self, rows: list[int], suspects: set[int], reasons: dict[int, Reason]) -> None:
        """Find lines of text below the last row of data, set off from it by a blank row or a row that is left out."""
        after = len(rows)
        while after and rows[after - 1] in suspects and (rows[after - 1] in reasons or self._is_stray(rows[after - 1])):
            after -= 1
        for number in rows[after:]:
            if number not in reasons and (number - 1 in reasons or not any(cell != "" for cell in self._grid[number - 1])):
                reasons[number] = "note" if self._is_note(self._grid[number]) else "stray"

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """True if a row is one text that is no data: outside the columns of data, or worded as a remark."""
        filled = [column for column, cell in enumerate(row) if cell != ""]
        if len(filled) > 1 or not _is_all_text(row) or self._is_data(row):
            return False
        column, text = filled[0], str(row[filled[0]])
        if column not in self._data_columns:
            return True
        return is_remark(text) and not (column in self._counts and counts_in_words(text))

    def _is_stray(self, number: int) -> bool:
        """True if a row can't be data and yet may say something: one text, or a few dates, texts and long numbers."""
        row = self._grid[number]
        filled = {column for column, cell in enumerate(row) if cell != ""}
        if len(filled) > _NOTE_CELLS or self._may_be_data(row):
            return False
        if _is_all_text(row):
            return len(filled) == 1
        if filled.isdisjoint(self._headings.known):
            return False
        return filled.isdisjoint(self._counts) or not filled.issuperset(self._identifying)


def _is_all_text(row: Sequence[Cell]) -> bool:
    return all(type(cell) is str for cell in row)


def _is_nearly_a_code(text: str, element: DataElement) -> bool:
    return may_be_value(text, element) or nearest(text, _code_names(element), _NEARLY_A_CODE) is not None


def _may_count(cell: Cell, element: DataElement) -> bool:
    """True if a cell is a possible count, or may have been meant as one."""
    number = counted(cell)
    if number is not None:
        return element.most is None or number <= element.most
    return type(cell) is str and may_be_value(cell, element) and sum(map(str.isdigit, cell)) <= _DIGITS_OF_A_COUNT


def _stripped(cell: Cell) -> str:
    return cell.strip() if type(cell) is str else ""


def _odd_texts(cells: Iterable[Cell], element: DataElement, table: Table, form: Form) -> set[str]:
    """Return the texts of an identifying column that no row of data has there."""
    usual = _USUAL_TEXTS[element, table, form]
    odd: set[str] = set()
    for cell in set(cells).difference(usual):
        if type(cell) is str:
            if _is_odd(cell, element, table, form):
                odd.add(cell)
            elif len(usual) < _USUAL_KEPT:
                usual.add(cell)
    return odd


_USUAL_TEXTS: defaultdict[tuple[DataElement, Table, Form], set[Cell]] = defaultdict(set)
"""Texts found not to be odd. Returns repeat few texts, so taking a difference of sets settles most of a column at once."""


def _is_odd(text: str, element: DataElement, table: Table, form: Form) -> bool:
    """True if a text can't be a value of an identifying element, or may belong to a row that isn't data."""
    if is_code(text, element):
        return False
    if not text.strip() or is_totals_label(text):
        return True
    if element.kind.groups_rows:
        return not may_be_value(text, element)
    return begins_with_cover_label(text, form) or element_named(table, text) is not None


@lru_cache(maxsize=64)
def _code_names(element: DataElement) -> tuple[str, ...]:
    return tuple(name for code in element.codes or () for name in code.names)
