"""What reading hands to validation: the values of a return's tables as columns, each value with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.basics.cell import Cell, a1, column_letters
from schemas.records.issue import Issue


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A row that sums the rows above it: left out of the table, compared with it. Values by element; rows from zero.

    It may sum everything above it, or the group of rows since the last totals row: table rows `start` to `end`.
    """

    row: int
    values: dict[str, Cell]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LocatedTable:
    """One table as found: raw values by element in the order of `rows` (sheet rows from zero), and where they stand.

    The cover is a table of one row whose values stand anywhere: `places` says where. What stands once for several rows is in
    each of them, and `origins` says, by element and row, where it stands.
    """

    table: str
    sheet: str
    rows: Sequence[int]
    columns: dict[str, Sequence[Cell]]
    positions: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    origins: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    totals_rows: tuple[TotalsRow, ...] = ()

    def cell(self, element: str, index: int) -> str | None:
        """The address of an element's value in a row of the table; None where the element has no column."""
        if element in self.places:
            return a1(*self.places[element])
        if (element, index) in self.origins:
            return a1(*self.origins[element, index])
        if element in self.positions:
            return a1(self.rows[index], self.positions[element])
        return None

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where each element stands: the letters of its column, or for the cover's values the whole address."""
        return _addresses(tuple(self.positions.items()), tuple(self.places.items()))


@lru_cache(maxsize=1024)
def _addresses(positions: tuple[tuple[str, int], ...], places: tuple[tuple[str, tuple[int, int]], ...]) -> Mapping[str, str]:
    """Cached: the returns of one form share few layouts."""
    return {name: column_letters(at) for name, at in positions} | {name: a1(*at) for name, at in places}


@dataclass(slots=True)
class CellCounts:
    """Non-empty cells of the form's sheets: read, loaded into a table, ignored for a stated reason."""

    read: int = 0
    loaded: int = 0
    ignored: int = 0


@dataclass(slots=True)
class Reading:
    """One workbook as read: which form it is, its tables, and what was found amiss on the way."""

    form: str | None = None
    tables: dict[str, LocatedTable] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    cells: CellCounts | None = None
