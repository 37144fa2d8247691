"""Read the cover: find its labels, wherever they stand on the sheet, and the value of each.

A label's value is the next non-empty cell to its right; or it stands in the same cell after a colon ("Жыл: 2026"); or, below a
row of labels alone, in the same column. Below a single label only a text that can't be a title is its value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.language.measures import rescales, says_own_scale
from schemas.language.name_key import nearest
from schemas.records.reading import LocatedTable, Title
from svod.reading.layout.signatures import is_person, opens_signature
from svod.reading.layout.wording import counts_up, element_named, is_hint, is_plainly, is_white_space
from svod.reading.workbook.sheet_scan import Grid, Merged, Place

Row = list[tuple[Place, Cell]]
"""The cells of a row that hold something visible, each with its place."""

_REPEATED = ""
"""The current label if it already has a value elsewhere: the value beside it is passed over, and the label is an issue."""

# "Жыл: 2026", "Жыл – 2026" → ("Жыл", "2026")
_TOGETHER = re.compile(r"(.{2,80}?)(?:\s*[:=]\s*|\s+[–—-]\s+)(\S.*)", re.DOTALL)
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover as a table of one row; labels that stand more than once; values without a label; texts that are neither."""

    table: LocatedTable
    repeated: dict[str, list[Place]]
    stray: tuple[Place, ...]
    captions: dict[Place, str]

    @property
    def leaves_values_over(self) -> bool:
        """True if a cell to the right of the first column is no label's value."""
        return bool(self.stray) or any(column for _, column in self.captions)


def locate_cover(grid: Grid, sheet: str, form: Form) -> Cover:
    """Pair each label of the cover with its value. A label without a value has "" in the cell to its right."""
    rows = [
        [((number, column), cell) for column, cell in enumerate(row) if cell != "" and not is_white_space(cell)]
        for number, row in enumerate(grid)
    ]
    lines = [row for row in rows if row]
    walk = _Walk(form, lines)
    previous: Row | None = None
    for index, line in enumerate(lines):
        if previous is not None and walk.is_all_labels(previous) and walk.holds_values_of(previous, index):
            walk.visit_below(previous, line)
            previous = None
        else:
            walk.visit_row(previous)
            previous = line
    walk.visit_row(previous)
    located = LocatedTable(form.cover.code, sheet, (0,), dict(walk.columns), places=walk.places, titles=tuple(walk.titles()))
    numbers = _numbers_of_labels(grid, walk.stray) if walk.stray else frozenset()
    return Cover(located, walk.repeated, tuple(sorted(place for place in walk.stray if place not in numbers)), walk.captions)


def labels_beside_values(grid: Grid, table: Table, merged: Iterable[Merged]) -> Grid:
    """Return the cover with each label that is merged over several rows moved to the one that holds its value."""
    rows = [list(row) for row in grid]
    for top, left, bottom, right in merged:
        label = grid[top][left] if top < min(bottom, len(grid)) and left < len(grid[top]) else ""
        name = element_named(table, label) if type(label) is str else None
        if name:
            beside = range(top, min(bottom + 1, len(grid)))
            with_value = [number for number in beside if _holds_value(grid[number][right + 1 :], table, name)]
            if len(with_value) == 1:
                rows[top][left], rows[with_value[0]][left] = "", label
    return rows


def _holds_value(cells: Sequence[Cell], table: Table, name: str) -> bool:
    """True if the first cell that holds something, other than a hint, is no label."""
    visible = (cell for cell in cells if cell != "" and not is_white_space(cell))
    first = next((cell for cell in visible if not _is_hint_of(cell, table.elements[name])), "")
    return first != "" and not (type(first) is str and element_named(table, first))


def _numbers_of_labels(grid: Grid, stray: list[Place]) -> frozenset[Place]:
    """Return the stray cells that number the labels in the first column: 1, 2, 3 and so on."""
    first = min((column for row in grid for column, cell in enumerate(row) if cell != ""), default=0)
    numbers = [place for place in stray if place[1] == first]
    return frozenset(numbers if counts_up([grid[row][column] for row, column in numbers]) else ())


class _Walk:
    """A walk over the cover's cells, row by row. `label` is the one whose value is expected next."""

    def __init__(self, form: Form, lines: list[Row]) -> None:
        self._table = form.cover
        self._scales = form.scales
        self._lines = lines
        self.label: str | None = None
        self.columns: dict[str, tuple[Cell]] = {}
        self.places: dict[str, Place] = {}
        self.repeated: dict[str, list[Place]] = {}
        self.stray: list[Place] = []
        self.captions: dict[Place, str] = {}
        self._after_caption = self._signing = False
        self._last_given: str | None = None
        self._first_column: int | None = None

    def titles(self) -> Iterator[Title]:
        """Yield the texts above the first label, in the column where labels stand."""
        first = min((row for row, _ in self.places.values()), default=0)
        for (row, column), text in self.captions.items():
            if row < first and column == self._first_column:
                yield Title(text, (row, column), 0, 1)

    def is_all_labels(self, row: Row) -> bool:
        """True if a row holds labels and nothing else, so that their values may stand below."""
        return all(self._named(cell) for _, cell in row)

    def holds_values_of(self, labels: Row, index: int) -> bool:
        """True if the line at this index holds no label, and a value below one of these labels."""
        values = self._lines[index]
        columns = {column for (_, column), _ in labels}
        if any(self._has_label(cell) for _, cell in values) or not any(column in columns for (_, column), _ in values):
            return False
        return len(labels) > 1 or self._holds_value_of_one(labels, index)

    def _holds_value_of_one(self, labels: Row, index: int) -> bool:
        """True if the text below a single label is plainly its value, or if every label stands above its value."""
        ((row, _), label), ((below, _), value) = labels[0], self._lines[index][0]
        if below != row + 1 or len(self._lines[index]) > 1:
            return False
        after = self._lines[index + 1 : index + 2]
        ends = not after or after[0][0][0][0] > below + 1 or self._has_label(after[0][0][1])
        return is_plainly(value, self._table.elements[str(self._named(label))]) or (ends and self._is_stacked)

    @cached_property
    def _is_stacked(self) -> bool:
        """True if every label has a row to itself."""
        return not any(len(line) > 1 and any(self._has_label(cell) for _, cell in line) for line in self._lines)

    def visit_below(self, labels: Row, values: Row) -> None:
        """Visit a row of labels and the row of their values below it."""
        below = {column: ((row, column), cell) for (row, column), cell in values}
        for (row, column), cell in labels:
            self._visit_label(str(self._named(cell)), (row, column))
            value_place, value = below.pop(column, ((row + 1, column), ""))
            self._take(value_place, value)
        for place, cell in below.values():
            self._visit_other(place, cell)

    def visit_row(self, row: Row | None) -> None:
        """Visit a row in which values stand to the right of their labels."""
        self.label = self._last_given = None
        self._after_caption = self._signing = False
        for place, cell in row or ():
            self._visit(place, cell)

    def _has_label(self, cell: Cell) -> bool:
        return bool(self._named(cell) or self._pair(cell))

    def _named(self, cell: Cell) -> str | None:
        return element_named(self._table, cell) if type(cell) is str else None

    def _pair(self, cell: Cell) -> tuple[str, str] | None:
        """Return the label and the value if both stand in one cell."""
        parts = _TOGETHER.fullmatch(cell.strip()) if type(cell) is str else None
        name = element_named(self._table, parts[1]) if parts else None
        return (name, parts[2]) if parts and name else None

    def _visit(self, place: Place, cell: Cell) -> None:
        """Visit a cell: a label, a label with its value, the value of the label before it, or another text or value."""
        name = self._named(cell)
        if name is not None and name == self.label and is_plainly(cell, self._table.elements[name]):
            name = None  # "2026 год" beside "Год" is the year
        pair = None if name or self.label else self._pair(cell)
        if name is not None:
            self._visit_label(name, place)
        elif pair is not None:
            self._visit_label(pair[0], place)
            self._take(place, pair[1])
        elif self.label is not None:
            self._take(place, cell)
        else:
            self._visit_other(place, cell)

    def _visit_label(self, name: str, place: Place) -> None:
        self._first_column = place[1] if self._first_column is None else self._first_column
        if self.columns.get(name, ("",)) != ("",):
            self.repeated.setdefault(name, [self.places[name]]).append(place)
            self.label = _REPEATED
        else:
            self.label = name
            self.columns[name], self.places[name] = ("",), (place[0], place[1] + 1)

    def _take(self, place: Place, cell: Cell) -> None:
        """Give the label its value, unless the cell is a hint of how to fill it in: then the value may stand beyond it."""
        if self.label and _is_hint_of(cell, self._table.elements[self.label]):
            return
        if self.label:
            self.columns[self.label], self.places[self.label] = (cell,), place
            self._last_given = self.label
        self.label = None

    def _visit_other(self, place: Place, cell: Cell) -> None:
        """Visit a cell that is neither a label nor a label's value: a caption, or a stray value."""
        if self._signing and is_person(cell):
            self.captions[place] = str(cell)
        elif type(cell) is not str or (self._after_caption and not is_hint(cell)) or self._is_stray(cell):
            # What stands beside a caption among the labels was meant as its value: the clerk took it for a label.
            self.stray.append(place)
            self._after_caption = False
        else:
            self.captions[place] = cell
            self._after_caption = bool(self.columns) and place[1] == self._first_column
            self._signing = self._after_caption and opens_signature(cell)

    def _is_stray(self, text: str) -> bool:
        is_measure = rescales(text) and not says_own_scale(text, self._scales)
        return is_measure or self._is_other_choice(text) or self._is_nearly_a_pair(text)

    def _is_other_choice(self, text: str) -> bool:
        """True if a text beside a value is another possible value: of several printed answers the marked one isn't visible."""
        if self._last_given is None:
            return False
        element, (value,) = self._table.elements[self._last_given], self.columns[self._last_given]
        return is_plainly(text, element) and not _means_the_same(str(value), text, element)

    def _is_nearly_a_pair(self, text: str) -> bool:
        """True if a text holds something much like a label, and a value after it."""
        parts = _TOGETHER.fullmatch(text.strip())
        return bool(parts and nearest(parts[1], tuple(_names(self._table)), _ALIKE))


def _names(table: Table) -> Iterator[str]:
    return (name for element in table.elements.values() for name in element.names)


def _means_the_same(value: str, text: str, element: DataElement) -> bool:
    """True if a text repeats a value in other words, such as another language."""
    meaning = element.kind.meaning
    return meaning is not None and meaning(value, element) == meaning(text, element)


def _is_hint_of(cell: Cell, element: DataElement) -> bool:
    """True if a text says how to fill a cell in, and is no value of the element itself."""
    if type(cell) is not str:
        return False
    text = cell.strip()
    bracketed = text[:1] in ("(", "[") and text[-1:] in (")", "]") and not any(map(str.isdigit, text))
    if not bracketed and not is_hint(text):
        return False
    return not is_plainly(text, element)
