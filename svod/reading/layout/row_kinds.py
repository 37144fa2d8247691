"""Why a row under the headings is not one of the table's: it is a heading again, a total, a title, a signature, a note, spaces.

Whatever holds a date, a figure or a code where these belong is the table's row, right or wrong, and is never left out without a
word but as a total, as what heads a group, or as the day or phone of a signature. Rows in which something stands wherever
something must are not even looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form, Table
from schemas.language.name_key import nearest
from svod.reading.layout.fill_down import find_dittos, find_groups, is_ditto, merged_downwards
from svod.reading.layout.headings import Headings, names_by_column
from svod.reading.layout.signatures import is_signature, remarks
from svod.reading.layout.totals import counted, is_code, is_of_totals, is_row_of_sums, is_totals_row, may_be_of_totals
from svod.reading.layout.wording import element_named, is_totals_label, is_value, ordinal, says_how_many, shows_nothing, signs
from svod.reading.workbook.sheet_scan import Grid, Merged

Reason = Literal[
    "heading",
    "numbering",
    "totals",
    "sums",
    "of totals",
    "zeros",
    "title",
    "group",
    "signature",
    "note",
    "stray",
    "nothing",
    "laid out otherwise",
]

SUMS: tuple[Reason, ...] = ("totals", "sums")
UNREAD: tuple[Reason, ...] = ("laid out otherwise", "stray")

_NOTE_CELLS = 3
# A title is merged over so many columns more than its own.
_TITLE_CELLS = 2
# Where more rows say nothing but figures, what they lack is forgotten.
_MOST_SUMS = 20
_NEARLY_A_CODE = 75
# A number written with more digits, and not as a count, is a phone's or a person's.
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
        self.spread: dict[tuple[int, int], tuple[int, int]] = {}
        """The cells that leave out what a row above says for its group, or refer to it, each with the cell that says it."""
        self._keyed = {at[name]: table.elements[name] for name in table.identifying_columns if name in at}

    @cached_property
    def _telling(self) -> dict[int, DataElement]:
        """The elements in which a date, a figure or a code tells that a row is the table's, by column."""
        at = self._headings.positions
        elements = {at[name]: element for name, element in self._table.elements.items() if name in at}
        return {column: one for column, one in elements.items() if one.kind.is_figure or one.kind.groups_rows}

    @cached_property
    def _counts(self) -> dict[int, DataElement]:
        """The elements that are counts, by column."""
        return {column: element for column, element in self._telling.items() if element.kind.is_figure}

    @cached_property
    def _headed(self) -> list[set[str]]:
        """The texts of each heading row."""
        headings = self._headings
        return [set(filter(None, map(_plain, self._grid[row]))) for row in range(headings.first, headings.last + 1)]

    def left_out(self, rows: list[int], columns: Sequence[Sequence[Cell]]) -> dict[int, Reason]:
        """The rows that aren't the table's, each with its reason, from top to bottom."""
        suspects = self._suspects(rows, columns)
        if not suspects:
            return {}
        reasons = {number: reason for number in suspects if (reason := self._reason(number))}
        self._follow_other_layouts(rows, reasons)
        self._add_groups(rows, suspects, reasons)
        self._add_sums(rows, suspects, reasons)
        self._add_parts_of_totals(rows, reasons)
        self._add_notes(rows, set(suspects), reasons)
        for above, number in pairwise(rows):
            if reasons.get(above) == "heading" and is_numbering(self._grid[number]):
                reasons[number] = "numbering"
        self._add_dittos([number for number in rows if number not in reasons], suspects)
        return dict(sorted(reasons.items()))

    def _suspects(self, rows: list[int], columns: Sequence[Sequence[Cell]]) -> list[int]:
        """Rows with a cell that can't be what every row must have there."""
        found: set[int] = set()
        for at, element in self._keyed.items() if rows else ():
            odd = _odd_texts(columns[at], element, self._table, self._form)
            if odd:
                found.update(number for number, cell in zip(rows, columns[at], strict=True) if cell in odd)
        return sorted(found)

    def _reason(self, number: int) -> Reason | None:
        row = self._grid[number]
        if reason := self._heading(row) or ("totals" if is_totals_row(row, self._keyed, self._counts) else None):
            return reason
        texts = [cell for cell in row if cell != ""]
        if all(map(shows_nothing, texts)):
            return "nothing"
        if self._is_zeros(row):
            return None if self._continues(number) else "zeros"
        if not self._may_tell(row) and is_signature(row, self._form, self._counts):
            return "signature"
        return "title" if len(texts) == 1 and self._is_title(number) else None

    def _is_title(self, number: int) -> bool:
        """Whether a row's only text begins where the table does; what tells of a row there, only if merged beyond it."""
        row = self._grid[number]
        at = next(column for column, cell in enumerate(row) if cell != "")
        if type(row[at]) is not str or at > min(self._headings.known):
            return False
        if self._tells(row):
            return any(top == number and left == at and right - left >= _TITLE_CELLS for top, left, _, right in self._merged)
        return at not in self._counts or not says_how_many(str(row[at]))

    def _heading(self, row: Sequence[Cell]) -> Reason | None:
        """A row that names columns once more, or others: what follows then can't be read by the headings above."""
        said = set(filter(None, map(_plain, row)))
        if said in self._headed:
            return "heading"
        if any(type(cell) is not str for cell in row):
            return None
        named = names_by_column(self._table, row)
        if len(set(named.values())) >= min(2, len(self._table.elements)):
            same = all(self._headings.positions.get(name) == at for at, name in named.items())
            return "heading" if same else "laid out otherwise"
        others = (names_by_column(table, row) for table in self._form.tables if table is not self._table)
        return "laid out otherwise" if any(len(set(other.values())) > 1 for other in others) else None

    def _may_tell(self, row: Sequence[Cell]) -> bool:
        """Whether a row holds, or something in it may have been meant as, a code or a figure; a phone's number is none."""
        if any(type(cell) not in _PLAIN for cell in row) or any(is_ditto(row[at]) for at in self._telling):
            return True
        coded = [(str(row[at]), element) for at, element in self._telling.items() if element.codes and row[at] != ""]
        return any(_is_nearly_a_code(text, element) for text, element in coded) or any(
            row[at] != "" and _may_count(row[at], element) for at, element in self._counts.items()
        )

    def _is_zeros(self, row: Sequence[Cell]) -> bool:
        """Whether a row counts nothing of no day or kind: zeros alone, but for a number before them."""
        before = min(self._headings.headed)
        stated = [at for at, cell in enumerate(row) if cell != "" and (at >= before or ordinal(cell) is None)]
        return bool(stated) and all(at in self._counts and counted(row[at]) == 0 for at in stated)

    def _tells(self, row: Sequence[Cell]) -> bool:
        """Whether a date, a figure or a code stands where it belongs."""
        for at, element in self._telling.items():
            cell = row[at]
            if cell != "" and (type(cell) is not str or (cell.strip() and is_value(cell, element))):
                return True
        return False

    def _follow_other_layouts(self, rows: list[int], reasons: dict[int, Reason]) -> None:
        """Nothing below headings that stand otherwise is read, up to headings that stand as the first ones."""
        if "laid out otherwise" not in reasons.values():
            return
        otherwise = False
        for number in rows:
            if reasons.get(number) in ("heading", "laid out otherwise"):
                otherwise = reasons[number] == "laid out otherwise"
            if otherwise:
                reasons[number] = "laid out otherwise"

    def _add_groups(self, rows: list[int], suspects: list[int], reasons: dict[int, Reason]) -> None:
        """Rows that say once for those below them what each of these must say."""
        grouping = [at for at, element in self._keyed.items() if element.kind.groups_rows]
        if all(self._grid[number][at] != "" for number in suspects if number not in reasons for at in grouping):
            return
        own = [number for number in rows if reasons.get(number, "title") == "title"]
        merged = merged_downwards(self._grid, self._merged, self._headings)
        for group in find_groups(self._grid, own, self._keyed, first=min(self._headings.headed), merged=merged):
            reasons[group.heading] = "group"
            self.spread.update({(number, group.column): (group.heading, group.at) for number in group.rows})

    def _add_dittos(self, rows: list[int], suspects: list[int]) -> None:
        """Marks that refer to the row above."""
        if any(is_ditto(self._grid[number][at]) for number in suspects for at in self._keyed):
            self.spread |= find_dittos(
                self._grid, rows, self._keyed, merged_downwards(self._grid, self._merged, self._headings) | self.spread
            )

    def _add_sums(self, rows: list[int], suspects: list[int], reasons: dict[int, Reason]) -> None:
        """Rows of sums without a label that says so: of all rows above them, or of those since the last row of sums."""
        unlabelled = [number for number in suspects if number not in reasons and self._may_be_sums(number)]
        for number in unlabelled if len(unlabelled) <= _MOST_SUMS else ():
            above = [row for row in rows if row < number and row not in reasons]
            last = max((row for row, reason in reasons.items() if reason in SUMS and row < number), default=-1)
            groups = (above, [row for row in above if row > last])
            if any(is_row_of_sums(self._grid, number, group, self._counts) for group in groups) and not self._continues(number):
                reasons[number] = "sums"

    def _may_be_sums(self, number: int) -> bool:
        """Whether a row has no day or code, but at most a text before all else that is none."""
        row = self._grid[number]
        stated = [at for at in self._keyed if row[at] != ""]
        if not stated:
            return True
        first = next(at for at, cell in enumerate(row) if cell != "")
        return stated == [first] and type(row[first]) is str and not is_value(row[first], self._keyed[first])

    def _add_parts_of_totals(self, rows: list[int], reasons: dict[int, Reason]) -> None:
        """What stands right below a row of sums and says of which parts these are."""
        totals = 0
        for above, number in pairwise(rows) if any(reason in SUMS for reason in reasons.values()) else ():
            totals = above if reasons.get(above) in SUMS else totals
            if reasons.get(above) in (*SUMS, "of totals") and may_be_of_totals(self._grid[number], self._keyed):
                whole = is_of_totals(self._grid[number], self._grid[totals], self._counts)
                reasons[number] = "of totals" if whole else "stray"

    def _continues(self, number: int) -> bool:
        """Whether a cell merged downwards says of the row what every row must say."""
        return any(top < number <= bottom and left in self._keyed for top, left, bottom, _ in self._merged)

    def _add_notes(self, rows: list[int], suspects: set[int], reasons: dict[int, Reason]) -> None:
        """Lines of text below the last row, set off from it by a blank row or by what else is left out."""
        after = len(rows)
        while after and rows[after - 1] in suspects and (rows[after - 1] in reasons or self._is_stray(rows[after - 1])):
            after -= 1
        for number in rows[after:]:
            if number not in reasons and (number - 1 in reasons or not any(cell != "" for cell in self._grid[number - 1])):
                reasons[number] = "note" if self._is_note(self._grid[number]) else "stray"

    def _is_note(self, row: Sequence[Cell]) -> bool:
        """Whether a row is one text that stands where the table holds no more than texts, or says what only a remark does."""
        stated = [at for at, cell in enumerate(row) if cell != ""]
        if len(stated) > 1 or not _says_words_alone(row) or self._tells(row):
            return False
        at, text = stated[0], str(row[stated[0]])
        return at not in self._telling or (remarks(text) and not (at in self._counts and says_how_many(text)))

    def _is_stray(self, number: int) -> bool:
        """Whether a row is one text, or a few days, texts and long numbers, that can't be a row, and yet may say something."""
        row = self._grid[number]
        stated = {at for at, cell in enumerate(row) if cell != ""}
        if len(stated) > _NOTE_CELLS or self._may_tell(row):
            return False
        if _says_words_alone(row):
            return len(stated) == 1
        if stated.isdisjoint(self._headings.known):
            return False
        return stated.isdisjoint(self._counts) or not stated.issuperset(self._keyed)


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on, as printed forms have it under the headings."""
    first = row[0] if row[0] != "" else next((cell for cell in row if cell != ""), "")
    if first not in (1, "1"):
        return False
    numbers = [str(cell).strip().removesuffix(".0") for cell in row if cell != ""]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _says_words_alone(row: Sequence[Cell]) -> bool:
    return all(type(cell) is str for cell in row)


def _is_nearly_a_code(text: str, element: DataElement) -> bool:
    return is_value(text, element) or nearest(text, _names(element), _NEARLY_A_CODE) is not None


def _may_count(cell: Cell, element: DataElement) -> bool:
    """Whether a cell counts something, or may have been meant to."""
    number = counted(cell)
    if number is not None:
        return element.most is None or number <= element.most
    return type(cell) is str and is_value(cell, element) and sum(map(str.isdigit, cell)) <= _DIGITS_OF_A_COUNT


def _plain(cell: Cell) -> str:
    return cell.strip() if type(cell) is str else ""


def _odd_texts(cells: Iterable[Cell], element: DataElement, table: Table, form: Form) -> set[str]:
    """The texts of a column that can't be what every row must have in it."""
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
"""Texts that were found to be none of those: returns say few things many times, and a set finds them all at once."""


def _is_odd(text: str, element: DataElement, table: Table, form: Form) -> bool:
    """Whether a text can't be what every row must have in a column, or may be what stands in no row of a table."""
    if is_code(text, element):
        return False
    if not text.strip() or is_totals_label(text):
        return True
    if element.kind.groups_rows:
        return not is_value(text, element)
    return signs(text, form) or element_named(table, text) is not None


@lru_cache(maxsize=64)
def _names(element: DataElement) -> tuple[str, ...]:
    return tuple(name for code in element.codes or () for name in code.names)
