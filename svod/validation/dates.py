"""Dates as typed: one day, in digits or words, day before month; a time of day is no harm."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from schemas.table import Cell
from svod.validation.cleaned import Cleaned, Cleaner, Unread, tidy
from svod.validation.months import WEEKDAYS, YEAR_WORDS, month, plain

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

_QUOTES = re.compile('["«»“”„]')
_TIME = re.compile(
    r"(?:(?<=\d)t|[\s,]+)(?:(?:в|сағ|сағат|at)\b\.?\s*)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = f"(?:{WEEKDAYS})"
_WEEKDAYS = re.compile(rf"^\(?{_WEEKDAY}\b\)?[.,]*\s+|[\s,]+\(?{_WEEKDAY}\b[.)]*$")
_YEAR_WORD = re.compile(rf"(?<=\d)\s*(?:{YEAR_WORDS})\b\.?")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MOST_DAYS = 1_000_000
_ORDINAL = r"(?:-?(?:st|nd|rd|th|го|ое|е|і|ы|ші|шы|сі|сы|інде|ында))?"


def cleaner_of_dates(epoch: date, *, bounded: bool) -> Cleaner:
    """A cleaner of dates for a workbook that counts days from an epoch. What nothing else bounds must lie in our century."""

    def clean(column: Sequence[Cell]) -> Cleaned:
        if set(map(type, column)) <= {date} and bounded:
            return Cleaned(list(column))
        cleaned = Cleaned([])
        for row, cell in enumerate(column):
            value, sure = _date(cell, epoch)
            if not bounded and isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
                value = Unread(value)
            cleaned.values.append(value)
            if not sure:
                cleaned.read_as[row] = value
        return cleaned

    return clean


def _date(cell: Cell, epoch: date) -> tuple[object, bool]:
    match cell:
        case datetime():
            return cell.date(), True
        case date():
            return cell, True
        case str():
            return _written_date(cell, epoch)
        case float() | int() if cell > 0:
            return _numbered(cell, epoch) or Unread(cell), True
    return Unread(cell), True


def _numbered(number: float, epoch: date) -> date | None:
    """A day by its number in the workbook's own count, or by year, month and day in eight digits."""
    if number < _MOST_DAYS:
        day = int(number) + epoch.toordinal()
        return date.fromordinal(day) if FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal() else None
    found = _EIGHT_DIGITS.fullmatch(f"{number:.10g}")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


@lru_cache(maxsize=1 << 12)
def _written_date(cell: str, epoch: date) -> tuple[object, bool]:
    text = tidy(cell)
    if not text:
        return None, True
    text = _TIME.sub("", _WEEKDAYS.sub("", _QUOTES.sub("", plain(text)).strip()))
    text = _YEAR_WORD.sub(" ", text).strip(" .,")
    for pattern, read in _WRITTEN:
        if found := pattern.fullmatch(text):
            try:
                return read(found)
            except ValueError:
                break
    if text.isdecimal() and len(text) in (5, 8):
        return _numbered(int(text), epoch) or Unread(cell), True
    return Unread(cell), True


def _in_digits(found: re.Match[str]) -> tuple[date, bool]:
    day, number = int(found["day"]), int(found["month"])
    # A date with slashes may come from a program set to month first; with dots it can't.
    sure = found["mark"] != "/" or day > 12 or day == number or found["year"] == found[0][:4]
    return date(_year(found["year"]), number, day), sure


def _in_words(found: re.Match[str]) -> tuple[date, bool]:
    number = month(found["month"])
    if number is None:
        raise ValueError(found["month"])
    return date(_year(found["year"]), number, int(found["day"])), True


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _pattern(written: str) -> re.Pattern[str]:
    """A pattern of a date written with D for the day, M its month in digits, W in words, Y the year, y a shorter one."""
    parts = {
        "D": rf"(?P<day>\d{{1,2}}){_ORDINAL}",
        "M": r"(?P<month>\d{1,2})",
        "W": r"(?P<month>[^\W\d_]+)",
        "Y": r"(?P<year>\d{4})",
        "y": r"(?P<year>\d{4}|\d{2})",
        " ": r"[\s.,-]*",
        "_": r"[\s.,-]+",
        "-": r"\s*(?P<mark>[-./,])\s*",
        "=": r"\s*(?P=mark)\s*",
    }
    return re.compile("".join(parts[char] for char in written))


_WRITTEN = [
    *((_pattern(written), _in_digits) for written in ("D-M=y", "Y-M=D")),
    *((_pattern(written), _in_words) for written in ("D W y", "W D_Y", "Y_D W", "Y W D")),
]
