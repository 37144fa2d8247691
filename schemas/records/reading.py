"""What reading passes to validation: the tables of a return as columns of values with their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.basics.cell import Cell, a1, column_letters
from schemas.records.issue import Issue


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A row with the sums of the rows above it. It is left out of the table, and its values by element are compared with it.

    It sums all rows above it or the group of rows since the previous totals row: rows `start` to `end` of the table. `row` is
    the sheet row, counted from 0.
    """

    row: int
    values: dict[str, Cell]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Title:
    """A text that stands above rows or columns of a table and may say what they are: a section's title, a group heading.

    It stands above the table's rows `start` to `end`, and above the columns of `elements`, or of all if these are None.
    `place` is its row and column; None for the name of the sheet.
    """

    text: str
    place: tuple[int, int] | None
    start: int
    end: int
    elements: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LocatedTable:
    """A located table: raw values by element in the order of `rows` (sheet rows counted from 0), and their positions.

    `positions` has the column of each element. The cover is a table of one row whose values may be anywhere: `places` has their
    cells. A value that a merged cell gives to several rows is in each of them; `origins` has its cell by element and row.

    The context of the rows: `titles` are the texts above rows or columns, `numbers` those in the column "№" ("1.2"), `indented`
    the rows that have an indented text.
    """

    table: str
    sheet: str
    rows: Sequence[int]
    columns: dict[str, Sequence[Cell]]
    positions: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    origins: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    totals_rows: tuple[TotalsRow, ...] = ()
    titles: tuple[Title, ...] = ()
    numbers: Sequence[str] = ()
    indented: frozenset[int] = frozenset()

    def cell(self, element: str, index: int) -> str | None:
        """The address of an element's value in a row of the table. None if the element has no column."""
        if element in self.places:
            return a1(*self.places[element])
        if (element, index) in self.origins:
            return a1(*self.origins[element, index])
        if element in self.positions:
            return a1(self.rows[index], self.positions[element])
        return None

    @property
    def addresses(self) -> Mapping[str, str]:
        """The letters of each element's column, or on the cover the address of its value."""
        return _addresses(tuple(self.positions.items()), tuple(self.places.items()))


@lru_cache(maxsize=1024)
def _addresses(positions: tuple[tuple[str, int], ...], places: tuple[tuple[str, tuple[int, int]], ...]) -> Mapping[str, str]:
    """Cached: the returns of one form have few different layouts."""
    return {name: column_letters(place) for name, place in positions} | {name: a1(*place) for name, place in places}


@dataclass(slots=True)
class CellCounts:
    """Counts of non-empty cells on the form's sheets: read, loaded into a table, ignored for a stated reason."""

    read: int = 0
    loaded: int = 0
    ignored: int = 0


@dataclass(slots=True)
class Reading:
    """A workbook as it was read: its sheets in order, its form, its tables, and the issues found on the way."""

    sheets: Sequence[str] = ()
    form: str | None = None
    tables: dict[str, LocatedTable] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    cells: CellCounts | None = None
