"""From a column as typed by people to values of the element's type, as far as there is one sensible reading.

What has none becomes `Unread`, which pydantic refuses. A column whose cells are all as they should be costs one pass.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from schemas.element import TRUTHS, DataElement
from schemas.spelling import key
from schemas.table import Cell
from schemas.unit import UnitRegister


@dataclass(slots=True)
class Cleaned:
    """A cleaned column; `read_as` tells, by row, how a value that can be read in two ways was read."""

    values: list[object]
    read_as: dict[int, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell's value that has no sensible reading as the element's type."""

    cell: Cell


Cleaner = Callable[[Sequence[Cell]], Cleaned]

_SPACES = re.compile(r"\s+")
# A dot or comma before exactly three digits, with no space between thousands: a thousand or a fraction.
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"([+-]?(?:\d+|[1-9]\d{0,2}(?:\s\d{3})+))(?:[.,](\d+))?")

_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:жылғы|жылы|жыл|ж|года|год|г|year)\b\.?", re.IGNORECASE)
_MONTHS = (
    ("қаңтар", "январ", "jan"),
    ("ақпан", "феврал", "feb"),
    ("наурыз", "март", "mar"),
    ("сәуір", "апрел", "apr"),
    ("мамыр", "май", "мая", "мае", "may"),
    ("маусым", "июн", "jun"),
    ("шілде", "июл", "jul"),
    ("тамыз", "август", "aug"),
    ("қыркүйек", "сентябр", "sep"),
    ("қазан", "октябр", "oct"),
    ("қараша", "ноябр", "nov"),
    ("желтоқсан", "декабр", "dec"),
)
# The longest first: may, in one alphabet with маусым, is how that begins.
_MONTH_OF_STEM = sorted(
    ((key(stem), number) for number, stems in enumerate(_MONTHS, start=1) for stem in stems), key=lambda pair: -len(pair[0])
)
_SERIALS = range(36_526, 73_416)
_SERIAL_ORIGIN = date(1899, 12, 30).toordinal()


def clean_counts(column: Sequence[Cell]) -> Cleaned:
    """Numbers as text become int, blanks None; whole floats are left for pydantic to convert."""
    values = [None if cell == "" else cell for cell in column] if "" in column else list(column)
    if set(map(type, values)) <= _NUMBERS:
        return Cleaned(values)
    cleaned = Cleaned(values)
    for row, cell in enumerate(values):
        if type(cell) not in _NUMBERS:
            values[row], sure = as_count(cell)
            if not sure:
                cleaned.read_as[row] = values[row]
    return cleaned


# Of the old binary format calamine gives whole numbers as int.
_NUMBERS = {float, int, type(None)}


def as_count(cell: Cell) -> tuple[object, bool]:
    """A count as read, and whether that is the only way to read it."""
    if type(cell) is float or type(cell) is int:
        return (int(cell) if cell == cell // 1 else cell), True
    if type(cell) is not str:
        return Unread(cell), True
    text = cell.strip().strip("'").strip()
    return _written_count(text) if text else (None, True)


def _written_count(text: str) -> tuple[object, bool]:
    text = _YEAR_WORD.sub("", text)
    if _GROUPED.fullmatch(text):
        # Two groups can't be a fraction.
        return int(text.replace(",", "").replace(".", "")), len(re.findall("[.,]", text)) > 1
    found = _NUMBER.fullmatch(text)
    if found is None:
        return Unread(text), True
    whole, fraction = int(_SPACES.sub("", found[1])), found[2] or "0"
    return (whole if not fraction.strip("0") else float(f"{whole}.{fraction}")), True


def clean_dates(column: Sequence[Cell]) -> Cleaned:
    """Dates, midnights, serials and written dates become date; blanks become None."""
    if set(map(type, column)) <= {date}:
        return Cleaned(list(column))
    cleaned = Cleaned([])
    for row, cell in enumerate(column):
        value, sure = _date(cell)
        cleaned.values.append(value)
        if not sure:
            cleaned.read_as[row] = value
    return cleaned


def _date(cell: Cell) -> tuple[object, bool]:
    match cell:
        case datetime():
            return cell.date(), True
        case date():
            return cell, True
        case str():
            return (None, True) if not cell.strip() else _written_date(cell)
        case float() | int() if cell == cell // 1 and int(cell) in _SERIALS:
            return date.fromordinal(_SERIAL_ORIGIN + int(cell)), True
    return Unread(cell), True


@lru_cache(maxsize=1 << 12)
def _written_date(cell: str) -> tuple[object, bool]:
    text = _YEAR_WORD.sub("", cell.strip().strip("'")).strip()
    for pattern, read in _WRITTEN_DATES:
        if found := pattern.fullmatch(text):
            try:
                return read(found)
            except ValueError:
                break
    return Unread(cell), True


def _day_first(found: re.Match[str]) -> tuple[date, bool]:
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    # A date with slashes may come from a program set to month first; with dots it can't.
    sure = found[2] != "/" or day > 12 or day == month
    return date(year + 2000 if year < 100 else year, month, day), sure


def _serial(found: re.Match[str]) -> tuple[date, bool]:
    serial = int(found[0])
    if serial not in _SERIALS:
        raise ValueError(serial)
    return date.fromordinal(_SERIAL_ORIGIN + serial), True


def _month(name: str) -> int:
    """The number of the month that a word begins with the name of; case endings may follow."""
    said = key(name)
    for stem, number in _MONTH_OF_STEM:
        if said.startswith(stem):
            return number
    raise ValueError(name)


def clean_texts(column: Sequence[Cell]) -> Cleaned:
    """Texts lose the spaces around them, numbers and dates in a text column become text; blanks become None."""
    if set(map(type, column)) <= {str}:
        stripped = list(map(str.strip, column))  # type: ignore[arg-type]
        return Cleaned([text or None for text in stripped] if "" in stripped else list(stripped))
    return Cleaned([_text(cell) for cell in column])


def _text(cell: Cell) -> object:
    match cell:
        case str():
            return cell.strip() or None
        case bool():
            return str(cell)
        case float() | int() if cell == cell // 1:
            return str(int(cell))
        case date():
            midnight = not isinstance(cell, datetime) or cell.time() == time()
            return f"{cell:%d.%m.%Y}" if midnight else f"{cell:%d.%m.%Y %H:%M}"
        case float() | time() | timedelta():
            return str(cell)
    return Unread(cell)


def _named(codes: Mapping[str, object]) -> Cleaner:
    """A cleaner that puts the code for a name."""
    known = _Known(codes)

    def clean(column: Sequence[Cell]) -> Cleaned:
        return Cleaned(list(map(known.__getitem__, column)))

    return clean


class _Known(dict[Cell, object]):
    """The codes of cells seen so far: a return says few things many times."""

    def __init__(self, codes: Mapping[str, object]) -> None:
        super().__init__({"": None})
        self._codes = codes

    def __missing__(self, cell: Cell) -> object:
        text = _text(cell)
        code = self._codes.get(key(text)) if type(text) is str else None
        if code is None:
            return None if text is None else Unread(cell)
        self[cell] = code
        return code


def _unit(register: UnitRegister) -> Cleaner:
    def clean(column: Sequence[Cell]) -> Cleaned:
        return Cleaned([_unit_code(cell, register) for cell in column])

    return clean


def _unit_code(cell: Cell, register: UnitRegister) -> object:
    text = _text(cell)
    return text if type(text) is not str else register.find(text) or Unread(cell)


def cleaner(element: DataElement, register: UnitRegister) -> Cleaner:
    """The cleaner for an element's kind. A blank becomes the element's default, where it has one."""
    clean = _cleaner_of_kind(element, register)
    return clean if element.default is None else _or_default(clean, element.default)


def _cleaner_of_kind(element: DataElement, register: UnitRegister) -> Cleaner:
    match element.kind:
        case "count":
            return clean_counts
        case "date":
            return clean_dates
        case "text":
            return clean_texts
        case "unit":
            return _unit(register)
        case "truth":
            return _named({key(name): truth for truth, names in TRUTHS.items() for name in names.all})
        case "code":
            return _named(element.code_keys)


def _or_default(clean: Cleaner, default: object) -> Cleaner:
    def with_default(column: Sequence[Cell]) -> Cleaned:
        cleaned = clean(column)
        cleaned.values = [default if value is None else value for value in cleaned.values]
        return cleaned

    return with_default


def all_blank(column: Sequence[Cell]) -> bool:
    """Whether nothing stands in a column."""
    return not column or (column[0] == "" and column.count("") == len(column))


_WRITTEN_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, bool]]], ...] = (
    (
        re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]00:00(?::00)?)?"),
        lambda found: (date(int(found[1]), int(found[2]), int(found[3])), True),
    ),
    (re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})"), _day_first),
    (
        re.compile(r"(\d{1,2})\s+([^\W\d_]+)\.?,?\s+(\d{4})"),
        lambda found: (date(int(found[3]), _month(found[2]), int(found[1])), True),
    ),
    (
        re.compile(r"(\d{4})\s+([^\W\d_]+)\.?\s+(\d{1,2})|(\d{4})\s+(\d{1,2})\s+([^\W\d_]+)"),
        lambda found: (
            date(int(found[1] or found[4]), _month(found[2] or found[6]), int(found[3] or found[5])),
            True,
        ),
    ),
    (re.compile(r"\d{5}"), _serial),
)
