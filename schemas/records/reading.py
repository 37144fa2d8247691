"""What reading hands to validation: the values of a return's tables as columns, each value with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from schemas.records.issue import Issue


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error value, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class NotCalculated:
    """A cell whose formula has no stored value. It is not a blank."""

    def __str__(self) -> str:
        return "="


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that is shown as a percentage: 0.35 as 35%. Where the format only adds a sign that says so, 86 as "86 %"."""

    number: float
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.number:.12g}{self.sign}" if self.sign else f"{self.number * 100:.12g}%"


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number that is shown a thousand times smaller, or that many times over: 1164000 as 1164."""

    number: float
    times: int = 1
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.number / 1000**self.times:.12g}{self.sign}"


@dataclass(frozen=True, slots=True)
class Covered:
    """A blank cell under a count in cells merged over several rows: which row's count it is, nobody can tell.

    `by` is the address of the merged cells.
    """

    by: str

    def __str__(self) -> str:
        return ""


_RANGES_NAMED = 20

Cell = object
"""A cell's value: "" where blank, else str, float, bool, date, datetime, time, timedelta, or one of the classes above."""

_SHOWN_ERRORS = (
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! "
    "#PYTHON! #EXTERNAL! #ПУСТО! #ДЕЛ/0! #ЗНАЧ! #ССЫЛКА! #ИМЯ? #ЧИСЛО! #Н/Д #ОЖИДАНИЕ_ДАННЫХ #ПЕРЕНОС! #ВЫЧИСЛ! #ПОЛЕ! #БЛОК! "
    "Err:501 Err:502 Err:503 Err:504 Err:508 Err:509 Err:510 Err:511 Err:512 Err:519 Err:520 Err:522 Err:523 Err:532"
)
ERROR_VALUES = frozenset(written for name in _SHOWN_ERRORS.split() for written in (name, name.upper(), name.lower()))
"""What programs show for an error value, also when it was pasted as text."""


def column_letters(column: int) -> str:
    """The letters of a column counted from zero: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column counted from one: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """The address of a cell whose row and column are counted from zero."""
    return f"{column_letters(column)}{row + 1}"


def row_numbers(rows: Sequence[int]) -> str:
    """Rows counted from zero, from top to bottom, as people write them: 4–7, 9."""
    breaks = [(above, row) for above, row in pairwise(rows) if row > above + 1]
    starts, ends = [rows[0], *(row for _, row in breaks)], [*(above for above, _ in breaks), rows[-1]]
    ranges = [f"{start + 1}" if start == end else f"{start + 1}–{end + 1}" for start, end in zip(starts, ends, strict=True)]
    return ", ".join(ranges[:_RANGES_NAMED]) + (" …" if len(ranges) > _RANGES_NAMED else "")


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
