"""Counts and dates as people write them, and what each can mean: None where a text writes none.

The second of what comes back says whether the text can be read in no other way.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from schemas.spelling import key

# What a text may hold without showing it: joiners, marks of direction, soft hyphens, the mark of a byte order.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}", "-----")
_AROUND = " '’‘`\t\r\n\N{NO-BREAK SPACE}"

# A dot or comma before exactly three digits, with no space between thousands: a thousand or a fraction.
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"([+-]?)\s?(\d+|[1-9]\d{0,2}(?:[\s'’]\d{3})+)(?:[.,](\d+))?")
_LONGEST_NUMBER = 40
_NO_DIGITS = re.compile(r"\D+")
_YEAR = re.compile(r"((?:19|20)\d\d)[\s-]*(?:жылғы|жылы|жыл|ж|года|год|г|year)\.?", re.IGNORECASE)

_TIME = re.compile(r"(?:[T,]|\s)\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:ч|сағ)?\.?Z?$", re.IGNORECASE)
_YEAR_WORD = re.compile(r"(?<=\d)[\s-]*(?:жылғы|жылдың|жылы|жыл|ж|года|году|год|г|year)\b\.?", re.IGNORECASE)
_QUOTES = str.maketrans(dict.fromkeys('«»„“”"'))
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./\s]\s*(\d{1,2})\s*[-./\s]\s*(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-./,\s])\s*(\d{1,2})\s*[-./,\s]\s*(\d{4}|\d{2})")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = frozenset(["ші", "шы", "і", "ы", "го", "ое", "е", "st", "nd", "rd", "th", "of"])

_MONTHS = (
    ("қаңтар", "қаң", "январ", "янв", "january", "jan"),
    ("ақпан", "ақп", "феврал", "фев", "february", "feb"),
    ("наурыз", "нау", "март", "мар", "march", "mar"),
    ("сәуір", "сәу", "апрел", "апр", "april", "apr"),
    ("мамыр", "мам", "май", "мая", "мае", "may"),
    ("маусым", "мау", "июн", "june", "jun"),
    ("шілде", "шіл", "июл", "july", "jul"),
    ("тамыз", "там", "август", "авг", "august", "aug"),
    ("қыркүйек", "қыр", "сентябр", "сен", "сент", "september", "sep", "sept"),
    ("қазан", "қаз", "октябр", "окт", "october", "oct"),
    ("қараша", "қар", "ноябр", "ноя", "нояб", "november", "nov"),
    ("желтоқсан", "жел", "декабр", "дек", "december", "dec"),
)
_ABBREVIATED = {(name.isascii(), key(name)): month for month, names in enumerate(_MONTHS, 1) for name in names}
# Case endings follow a whole name, not an abbreviation.
_STEMS = [
    (key(name), month) for month, names in enumerate(_MONTHS, 1) for name in names if len(name) > 3 or name in ("июн", "июл")
]

_SERIALS = range(36_526, 73_416)
_FIRST_SERIAL = date(1899, 12, 30)
_YEARS = range(1900, 2200)


def shown(text: str) -> str:
    """A text without what doesn't show and without the spaces and apostrophes around it."""
    return text.translate(_INVISIBLE).strip(_AROUND).strip()


@lru_cache(maxsize=1 << 12)
def written_count(text: str) -> tuple[int | float | None, bool]:
    """The number that a text writes."""
    text = _YEAR.sub(r"\1", shown(text).translate(_MINUS))
    if _GROUPED.fullmatch(text):
        # Two groups can't be a fraction.
        return int(text.replace(",", "").replace(".", "")), len(re.findall("[.,]", text)) > 1
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        return None, True
    whole, fraction = int(found[1] + _NO_DIGITS.sub("", found[2])), found[3] or "0"
    return (whole if not fraction.strip("0") else float(f"{found[1]}{abs(whole)}.{fraction}")), True


@lru_cache(maxsize=1 << 12)
def written_date(text: str) -> tuple[date | None, bool]:
    """The day that a text writes."""
    text = _TIME.sub("", shown(text).translate(_MINUS).translate(_QUOTES)).strip(" .,;")
    text = _YEAR_WORD.sub("", text).strip(" .,;")
    try:
        return _numeric(text) or (_worded(text), True)
    except ValueError:
        return None, True


def serial_date(number: float) -> date | None:
    """The day that a number means as programs count days from 1900, or written without marks as 20260605."""
    whole = int(number // 1)
    if whole in _SERIALS:
        return _FIRST_SERIAL + timedelta(days=whole)
    return written_date(str(whole))[0] if whole == number and whole > 1e7 else None


def _numeric(text: str) -> tuple[date, bool] | None:
    """A date in numbers alone. Raises ValueError where there is no such day."""
    if found := _YEAR_FIRST.fullmatch(text) or _RUN.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3])), True
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), _full(found[4])
        if found[2] != "/":
            return _day(year, month, day), True
        # A date with slashes may come from a program set to month first.
        swapped = month > 12
        return _day(year, *((day, month) if swapped else (month, day))), swapped or day > 12 or day == month
    if _SERIAL.fullmatch(text) and int(text) in _SERIALS:
        return _FIRST_SERIAL + timedelta(days=int(text)), True
    return None


def _worded(text: str) -> date | None:
    """A date with the month's name: it and two numbers, in any order that leaves no doubt."""
    tokens = [token for token in _TOKEN.findall(text) if token.casefold() not in _ENDINGS]
    names = [token for token in tokens if not token.isdigit()]
    numbers = [token for token in tokens if token.isdigit()]
    if len(names) != 1 or len(numbers) != 2:
        return None
    month = _month(names[0])
    if month is None:
        return None
    years = [number for number in numbers if len(number) == 4]
    year = years[0] if years else numbers[1]
    day = next((number for number in numbers if number is not year), "0")
    return _day(_full(year), month, int(day))


def _month(name: str) -> int | None:
    said = key(name)
    month = _ABBREVIATED.get((name.isascii(), said))
    return month or next((number for stem, number in _STEMS if said.startswith(stem)), None)


def _full(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise ValueError(year)
    return date(year, month, day)
