"""Reading the cover: labels anywhere on the sheet, each with its value in the next non-empty cell to its right."""

from dataclasses import dataclass

from schemas.form import Table
from schemas.spelling import key
from schemas.table import LocatedTable
from svod.reading.book import Grid


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover as a table of one row; labels that stand twice; values that belong to no label."""

    table: LocatedTable
    repeated: dict[str, list[tuple[int, int]]]
    stray: tuple[tuple[int, int], ...]


def locate_cover(grid: Grid, sheet: str, table: Table) -> Cover:
    """Pair every label of the cover with its value. A blank value stands at the cell right of its label."""
    columns: dict[str, tuple[object]] = {}
    places: dict[str, tuple[int, int]] = {}
    repeated: dict[str, list[tuple[int, int]]] = {}
    stray: list[tuple[int, int]] = []
    for number, row in enumerate(grid):
        label: tuple[str, int] | None = None
        for at, cell in enumerate(row):
            if cell == "":
                continue
            name = table.element_keys.get(key(cell)) if type(cell) is str else None
            if name is not None and name in columns and columns[name] != ("",):
                repeated.setdefault(name, [places[name]]).append((number, at))
            elif name is not None:
                label = name, at
                columns[name], places[name] = ("",), (number, at + 1)
            elif label is not None:
                columns[label[0]], places[label[0]] = (cell,), (number, at)
                label = None
            elif type(cell) is not str:
                stray.append((number, at))
    return Cover(LocatedTable(table.code, sheet, (0,), dict(columns), places=places), repeated, tuple(stray))
