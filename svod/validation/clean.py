"""From a column as typed by people to values of the element's type, as far as there is one sensible reading.

What has none becomes `Unread`, which pydantic refuses. A column whose cells are all as they should be costs one pass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from schemas.element import TRUTHS, DataElement
from schemas.spelling import key
from schemas.table import ERROR_VALUES, Cell, Percent
from schemas.unit import UnitRegister
from schemas.written import serial_date, shown, written_count, written_date


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
    text = shown(cell)
    if not text:
        return None, True
    number, sure = written_count(text)
    return (Unread(cell) if number is None else number), sure


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
    read: tuple[date | None, bool] = None, True
    match cell:
        case datetime():
            return cell.date(), True
        case date():
            return cell, True
        case str():
            if not shown(cell):
                return None, True
            read = written_date(cell)
        case float() | int() if not isinstance(cell, bool) and isfinite(cell):
            read = serial_date(cell), True
    return (Unread(cell), True) if read[0] is None else read


def clean_texts(column: Sequence[Cell]) -> Cleaned:
    """Texts lose the spaces around them, numbers and dates in a text column become text; blanks become None."""
    if set(map(type, column)) <= {str}:
        stripped: list[object] = list(map(str.strip, column))  # type: ignore[arg-type]
        if ERROR_VALUES.isdisjoint(stripped):
            return Cleaned([text or None for text in stripped] if "" in stripped else stripped)
    return Cleaned([_text(cell) for cell in column])


def _text(cell: Cell) -> object:
    match cell:
        case str():
            text = cell.strip()
            return Unread(cell) if text.upper() in ERROR_VALUES else text or None
        case bool() | Percent():
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
