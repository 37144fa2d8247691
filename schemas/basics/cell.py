"""The values that a cell may have, and cell addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class NotCalculated:
    """A formula without a stored value. It is not a blank."""

    def __str__(self) -> str:
        return "="


@dataclass(frozen=True, slots=True)
class Percent:
    """A number shown as a percentage: 0.35 as 35%, or 86 as "86 %" if the cell's format only adds the sign.

    >>> str(Percent(0.355)), str(Percent(86, " %"))
    ('35.5%', '86 %')
    """

    number: float
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.number:.12g}{self.sign}" if self.sign else f"{self.number * 100:.12g}%"


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number shown in thousands, or in millions if `times` is 2.

    >>> str(Scaled(1164000)), str(Scaled(1164000, 2, " млн"))
    ('1164', '1.164 млн')
    """

    number: float
    times: int = 1
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.number / 1000**self.times:.12g}{self.sign}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A value that its cell shows as something else: 12 as "12000" in the format `0"000"`, 1 June as "06.2026" in `mm.yyyy`.

    It `counts` if only a word or a sign stands beside it whose meaning isn't known, as in "12 топ": then the clerk is asked.
    """

    value: float | date
    text: str
    counts: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that is refused for something about its cell; `code` is the check, `cells` the merged cells that are meant."""

    value: "Cell"
    code: str
    cells: str = ""
    suggestion: str | None = None

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Covered:
    """A blank cell below a figure in cells merged over several rows: it is unknown which row the figure belongs to.

    `by` is the address of the merged cells.
    """

    by: str

    def __str__(self) -> str:
        return ""


Cell = object
"""A cell's value: "" if blank, else str, int, float, bool, date, datetime, time, timedelta, or one of the classes above."""

_SHOWN_ERRORS = (
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! "
    "#PYTHON! #EXTERNAL! #ПУСТО! #ДЕЛ/0! #ЗНАЧ! #ССЫЛКА! #ИМЯ? #ЧИСЛО! #Н/Д #ОЖИДАНИЕ_ДАННЫХ #ПЕРЕНОС! #ВЫЧИСЛ! #ПОЛЕ! #БЛОК! "
    "Err:501 Err:502 Err:503 Err:504 Err:508 Err:509 Err:510 Err:511 Err:512 Err:519 Err:520 Err:522 Err:523 Err:532"
)
ERROR_VALUES = frozenset(written for name in _SHOWN_ERRORS.split() for written in (name, name.upper(), name.lower()))
"""The error values that programs show; a cell may also contain one as pasted text."""

_RANGES_NAMED = 20


def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column counted from 1.

    >>> column_number("A"), column_number("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """The address of a cell whose row and column are counted from 0.

    >>> a1(4, 2)
    'C5'
    """
    return f"{column_letters(column)}{row + 1}"


def row_and_column(address: str) -> tuple[int, int]:
    """The row and column, counted from 0, of a cell, or of the first one of a range.

    >>> row_and_column("C5"), row_and_column("AA1:AB9")
    ((4, 2), (0, 26))
    """
    first = address.partition(":")[0]
    letters = first.rstrip("0123456789")
    return int(first[len(letters) :]) - 1, column_number(letters) - 1


def cell_ranges(cells: Iterable[str]) -> list[str]:
    """The cells as ranges of neighbours in a column, in the order of rows.

    >>> cell_ranges(["A3", "C3", "A7", "A9", "A8"])
    ['A3', 'C3', 'A7:A9']
    """
    ranges: list[tuple[int, int, int]] = []
    for column, row in sorted({row_and_column(cell)[::-1] for cell in cells}):
        if ranges and ranges[-1][1:] == (column, row - 1):
            ranges[-1] = ranges[-1][0], column, row
        else:
            ranges.append((row, column, row))
    return [a1(top, column) if top == end else f"{a1(top, column)}:{a1(end, column)}" for top, column, end in sorted(ranges)]


def row_numbers(rows: Sequence[int]) -> str:
    """Ascending rows counted from 0, as people write row numbers.

    >>> row_numbers([3, 4, 5, 6, 8])
    '4–7, 9'
    """
    breaks = [(previous, row) for previous, row in pairwise(rows) if row > previous + 1]
    starts, ends = [rows[0], *(row for _, row in breaks)], [*(previous for previous, _ in breaks), rows[-1]]
    ranges = [f"{start + 1}" if start == end else f"{start + 1}–{end + 1}" for start, end in zip(starts, ends, strict=True)]
    return ", ".join(ranges[:_RANGES_NAMED]) + (" …" if len(ranges) > _RANGES_NAMED else "")
