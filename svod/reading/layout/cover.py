"""Reading the cover: labels anywhere on the sheet, each with its value.

The value is the next non-empty cell to the label's right, or stands with it in one cell after a colon, or below it where a row
holds labels alone; below a single label only what can't be a title.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Table
from schemas.language.measures import rescales
from schemas.language.name_key import nearest
from schemas.records.reading import LocatedTable
from svod.reading.layout.signatures import is_person, opens
from svod.reading.layout.wording import counts_up, element_named, is_hint, is_plainly, shows_nothing
from svod.reading.workbook.sheet_scan import Grid, Merged

At = tuple[int, int]
Row = list[tuple[At, Cell]]

_REPEATED = ""
"""Stands for a label that has its value elsewhere: the value beside it is not read, and the label says why."""

_TOGETHER = re.compile(r"(.{2,80}?)(?:\s*[:=]\s*|\s+[–—-]\s+)(\S.*)", re.DOTALL)
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover as a table of one row; labels that stand twice; values that belong to no label; other texts."""

    table: LocatedTable
    repeated: dict[str, list[At]]
    stray: tuple[At, ...]
    captions: dict[At, str]

    @property
    def leaves_values_over(self) -> bool:
        """Whether something stands right of the first column that is no value."""
        return bool(self.stray) or any(at for _, at in self.captions)


def locate_cover(grid: Grid, sheet: str, table: Table) -> Cover:
    """Pair every label of the cover with its value. A blank value stands at the cell right of its label."""
    rows = [
        [((number, at), cell) for at, cell in enumerate(row) if cell != "" and not shows_nothing(cell)]
        for number, row in enumerate(grid)
    ]
    lines = [row for row in rows if row]
    walk = _Walk(table, lines)
    previous: Row | None = None
    for number, line in enumerate(lines):
        if previous is not None and walk.labels_only(previous) and walk.fills(previous, number):
            walk.visit_below(previous, line)
            previous = None
        else:
            walk.visit_row(previous)
            previous = line
    walk.visit_row(previous)
    located = LocatedTable(table.code, sheet, (0,), dict(walk.columns), places=walk.places)
    numbers = _numbering(grid, walk.stray) if walk.stray else frozenset()
    return Cover(located, walk.repeated, tuple(sorted(place for place in walk.stray if place not in numbers)), walk.captions)


def labels_beside_values(grid: Grid, table: Table, merged: Iterable[Merged]) -> Grid:
    """The cover with each label that is merged over several rows in the one of them that holds its value."""
    rows = [list(row) for row in grid]
    for top, left, bottom, right in merged:
        label = grid[top][left] if top < min(bottom, len(grid)) and left < len(grid[top]) else ""
        name = element_named(table, label) if type(label) is str else None
        if name:
            beside = range(top, min(bottom + 1, len(grid)))
            valued = [number for number in beside if _holds_value(grid[number][right + 1 :], table, name)]
            if len(valued) == 1:
                rows[top][left], rows[valued[0]][left] = "", label
    return rows


def _holds_value(cells: Sequence[Cell], table: Table, name: str) -> bool:
    """Whether the first cell that isn't empty, nor a hint, is no label."""
    stated = (cell for cell in cells if cell != "" and not shows_nothing(cell))
    first = next((cell for cell in stated if not _is_hint_of(cell, table.elements[name])), "")
    return first != "" and not (type(first) is str and element_named(table, first))


def _numbering(grid: Grid, stray: list[At]) -> frozenset[At]:
    """The cells of a first column that does nothing but number the labels."""
    first = min((at for row in grid for at, cell in enumerate(row) if cell != ""), default=0)
    numbers = [place for place in stray if place[1] == first]
    return frozenset(numbers if counts_up([grid[row][at] for row, at in numbers]) else ())


class _Walk:
    """A walk over the cover's cells, row by row; `label` is the one whose value comes next."""

    def __init__(self, table: Table, lines: list[Row]) -> None:
        self._table = table
        self._lines = lines
        self.label: str | None = None
        self.columns: dict[str, tuple[Cell]] = {}
        self.places: dict[str, At] = {}
        self.repeated: dict[str, list[At]] = {}
        self.stray: list[At] = []
        self.captions: dict[At, str] = {}
        self._caption = self._signing = False
        self._given: str | None = None
        self._first_column: int | None = None

    def labels_only(self, row: Row) -> bool:
        """Whether a row is labels and nothing else, so that their values may stand below."""
        return all(self._named(cell) for _, cell in row)

    def fills(self, labels: Row, number: int) -> bool:
        """Whether a line holds no label, and something below one of the labels; below a single one, its value and no title."""
        values = self._lines[number]
        columns = {at for (_, at), _ in labels}
        if any(self._labels(cell) for _, cell in values) or not any(at in columns for (_, at), _ in values):
            return False
        return len(labels) > 1 or self._fills_one(labels, number)

    def _fills_one(self, labels: Row, number: int) -> bool:
        """Whether what stands alone below a single label is plainly its value, or all values stand so and a label is next."""
        ((row, _), label), ((below, _), value) = labels[0], self._lines[number][0]
        if below != row + 1 or len(self._lines[number]) > 1:
            return False
        after = self._lines[number + 1 : number + 2]
        ends = not after or after[0][0][0][0] > below + 1 or self._labels(after[0][0][1])
        return is_plainly(value, self._table.elements[str(self._named(label))]) or (ends and self._stacked)

    @cached_property
    def _stacked(self) -> bool:
        """Whether every label has a row to itself."""
        return not any(len(line) > 1 and any(self._labels(cell) for _, cell in line) for line in self._lines)

    def visit_below(self, labels: Row, values: Row) -> None:
        """A row of labels and the row of their values."""
        below = {at: (place, cell) for place, cell in values for at in [place[1]]}
        for place, cell in labels:
            self._visit_label(str(self._named(cell)), place)
            value_place, value = below.pop(place[1], ((place[0] + 1, place[1]), ""))
            self._take(value_place, value)
        for place, cell in below.values():
            self._visit_other(place, cell)

    def visit_row(self, row: Row | None) -> None:
        """A row in which a label's value stands to its right."""
        self.label = self._given = None
        self._caption = self._signing = False
        for place, cell in row or ():
            self._visit(place, cell)

    def _labels(self, cell: Cell) -> bool:
        return bool(self._named(cell) or self._pair(cell))

    def _named(self, cell: Cell) -> str | None:
        return element_named(self._table, cell) if type(cell) is str else None

    def _pair(self, cell: Cell) -> tuple[str, str] | None:
        """The label and the value that stand in one cell."""
        found = _TOGETHER.fullmatch(cell.strip()) if type(cell) is str else None
        name = element_named(self._table, found[1]) if found else None
        return (name, found[2]) if found and name else None

    def _visit(self, place: At, cell: Cell) -> None:
        """A cell that isn't empty: a label, the value of the label before it, a caption, or a value of nothing."""
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

    def _visit_label(self, name: str, place: At) -> None:
        self._first_column = place[1] if self._first_column is None else self._first_column
        if self.columns.get(name, ("",)) != ("",):
            self.repeated.setdefault(name, [self.places[name]]).append(place)
            self.label = _REPEATED
        else:
            self.label = name
            self.columns[name], self.places[name] = ("",), (place[0], place[1] + 1)

    def _take(self, place: At, cell: Cell) -> None:
        """Give the label its value. A hint of how to fill it in is none: the value may stand beyond it."""
        if self.label and _is_hint_of(cell, self._table.elements[self.label]):
            return
        if self.label:
            self.columns[self.label], self.places[self.label] = (cell,), place
            self._given = self.label
        self.label = None

    def _visit_other(self, place: At, cell: Cell) -> None:
        if self._signing and is_person(cell):
            self.captions[place] = str(cell)
            return
        if type(cell) is not str or self._caption or self._is_choice(cell) or self._is_nearly_a_pair(cell) or rescales(cell):
            # Beside a text that is no label, among labels, stands what the clerk took for its value.
            self.stray.append(place)
            self._caption = False
            return
        self.captions[place] = cell
        self._caption = bool(self.columns) and place[1] == self._first_column
        self._signing = self._caption and opens(cell)

    def _is_choice(self, text: str) -> bool:
        """Whether a text beside a value may be meant instead: of several printed answers nobody sees here which is marked."""
        if self._given is None:
            return False
        element, (value,) = self._table.elements[self._given], self.columns[self._given]
        return is_plainly(text, element) and not _says_the_same(str(value), text, element)

    def _is_nearly_a_pair(self, text: str) -> bool:
        """Whether a text is something like a label, with a value in the same cell."""
        found = _TOGETHER.fullmatch(text.strip())
        return bool(found and nearest(found[1], tuple(_names(self._table)), _ALIKE))


def _names(table: Table) -> Iterator[str]:
    return (name for element in table.elements.values() for name in element.names)


def _says_the_same(value: str, text: str, element: DataElement) -> bool:
    """Whether a text says a value once more, as in another language."""
    meaning = element.kind.meaning
    return meaning is not None and meaning(value, element) == meaning(text, element)


def _is_hint_of(cell: Cell, element: DataElement) -> bool:
    """Whether a text says how to fill a cell in, unless it is just what the element may be."""
    if type(cell) is not str:
        return False
    text = cell.strip()
    bracketed = text[:1] in ("(", "[") and text[-1:] in (")", "]") and not any(map(str.isdigit, text))
    if not bracketed and not is_hint(text):
        return False
    return not is_plainly(text, element)
