"""Finding a table's heading row, and which column holds which data element."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.form import Table
from schemas.spelling import key
from schemas.table import Cell
from svod.reading.book import Grid

_SEARCHED_ROWS = 60


@dataclass(slots=True)
class Headings:
    """A heading row (from zero): columns of the elements, columns with other headings, elements that stand twice."""

    row: int
    positions: dict[str, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[str, list[int]] = field(default_factory=dict)

    @property
    def headed(self) -> frozenset[int]:
        """The columns that have a heading, whether or not the form knows it."""
        return frozenset([*self.positions.values(), *self.unknown, *(at for group in self.repeated.values() for at in group)])


def find_headings(grid: Grid, table: Table) -> Headings | None:
    """The row that names most of the table's elements; None where no row names two of them, or the only one."""
    best: Headings | None = None
    for number, row in enumerate(grid[:_SEARCHED_ROWS]):
        positions, unknown, repeated = _layout(table, _texts(row))
        if len(positions) >= min(2, len(table.elements)) and (best is None or len(positions) > len(best.positions)):
            best = Headings(number, positions, unknown, repeated)
            if all(name in positions for name in table.must_have):
                break
    return best


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple([cell if type(cell) is str else "" for cell in row])


@lru_cache(maxsize=1024)
def _layout(table: Table, texts: tuple[str, ...]) -> tuple[dict[str, int], dict[int, str], dict[str, list[int]]]:
    """Which elements a row names. Cached: the returns of one form share few heading rows. Callers don't change it."""
    positions: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[str, list[int]] = {}
    for column, text in enumerate(texts):
        if not text.strip():
            continue
        name = table.element_keys.get(key(text))
        if name is None:
            unknown[column] = text.strip()
        elif name in positions:
            repeated.setdefault(name, [positions[name]]).append(column)
        else:
            positions[name] = column
    return positions, unknown, repeated
