"""Reading the cover: labels anywhere on the sheet, each with its value in the next non-empty cell to its right."""

from dataclasses import dataclass

from schemas.form import Table
from schemas.spelling import key
from schemas.table import Cell, LocatedTable
from svod.reading.book import Grid

_REPEATED = ""
"""Stands for a label that has its value elsewhere: the value beside it is not read, and the label says why."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover as a table of one row; labels that stand twice; values that belong to no label."""

    table: LocatedTable
    repeated: dict[str, list[tuple[int, int]]]
    stray: tuple[tuple[int, int], ...]


def locate_cover(grid: Grid, sheet: str, table: Table) -> Cover:
    """Pair every label of the cover with its value. A blank value stands at the cell right of its label."""
    walk = _Walk(table)
    for number, row in enumerate(grid):
        walk.begin_row()
        for at, cell in enumerate(row):
            if cell != "":
                walk.visit((number, at), cell)
    located = LocatedTable(table.code, sheet, (0,), dict(walk.columns), places=walk.places)
    return Cover(located, walk.repeated, tuple(walk.stray))


class _Walk:
    """A walk over the cover's cells, row by row; `label` is the one whose value comes next."""

    def __init__(self, table: Table) -> None:
        self._keys = table.element_keys
        self.label: str | None = None
        self.columns: dict[str, tuple[Cell]] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.repeated: dict[str, list[tuple[int, int]]] = {}
        self.stray: list[tuple[int, int]] = []
        self._caption = False
        self._first_column: int | None = None

    def begin_row(self) -> None:
        """A label's value stands in the label's own row."""
        self.label = None
        self._caption = False

    def visit(self, place: tuple[int, int], cell: Cell) -> None:
        """A cell that isn't empty: a label, the value of the label before it, a caption, or a value of nothing."""
        name = self._keys.get(key(cell)) if type(cell) is str else None
        if name is not None:
            self._visit_label(name, place)
        elif self.label is not None:
            if self.label != _REPEATED:
                self.columns[self.label], self.places[self.label] = (cell,), place
            self.label = None
        elif type(cell) is not str or self._caption:
            # Beside a text that is no label, among labels, stands what the clerk took for its value.
            self.stray.append(place)
            self._caption = False
        elif self.columns and place[1] == self._first_column:
            self._caption = True

    def _visit_label(self, name: str, place: tuple[int, int]) -> None:
        self._first_column = place[1] if self._first_column is None else self._first_column
        if self.columns.get(name, ("",)) != ("",):
            self.repeated.setdefault(name, [self.places[name]]).append(place)
            self.label = _REPEATED
        else:
            self.label = name
            self.columns[name], self.places[name] = ("",), (place[0], place[1] + 1)
