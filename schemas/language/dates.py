"""Dates as people write them: one day, in digits or in words, the day before the month. A time of day is left out."""

import re
from datetime import date
from functools import lru_cache

from schemas.basics.text import Text
from schemas.language.date_words import WEEKDAYS, YEAR_WORDS, month, month_names, plain
from schemas.language.numbers import shown

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

_QUOTES = re.compile('["«»“”„]')
# ", сағ. 9:30", " в 09:30:00", "T09:30:00Z" at the end.
_TIME = re.compile(
    r"(?:(?<=\d)t|[\s,]+)(?:(?:в|сағ|сағат|at)\b\.?\s*)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = f"(?:{WEEKDAYS})"
# "жұма, 5 маусым", "5 июня (пт.)".
_WEEKDAYS = re.compile(rf"^\(?{_WEEKDAY}\b\)?[.,]*\s+|[\s,]+\(?{_WEEKDAY}\b[.)]*$")
# "2026 жылғы", "2026г."
_YEAR_WORD = re.compile(rf"(?<=\d)\s*(?:{YEAR_WORDS})\b\.?")
# 20260605
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MOST_DAYS = 1_000_000
_NUMBER_LENGTHS = (5, 8)
# "5-і", "5th", "5-го"
_ORDINAL = r"(?:-?(?:st|nd|rd|th|го|ое|е|і|ы|ші|шы|сі|сы|інде|ында))?"
_FIRST_SERIAL = date(1899, 12, 30)


@lru_cache(maxsize=1 << 12)
def written_date(text: str) -> tuple[date | None, bool]:
    """The day that a text writes, and True if it can be read in no other way; None where it writes none.

    >>> written_date("жұма, 5 маусым 2026 ж.")
    (datetime.date(2026, 6, 5), True)
    >>> written_date("5/6/2026")  # or 6 May
    (datetime.date(2026, 6, 5), False)
    >>> written_date("маусым 2026")
    (None, True)
    """
    text = shown(text)
    if text.isdecimal():
        return (serial_date(int(text)) if len(text) in _NUMBER_LENGTHS else None), True
    text = _TIME.sub("", _WEEKDAYS.sub("", _QUOTES.sub("", plain(text)).strip()))
    text = _YEAR_WORD.sub(" ", text).strip(" .,")
    for pattern, read in _WRITTEN:
        if found := pattern.fullmatch(text):
            try:
                return read(found)
            except ValueError:
                return None, True
    return None, True


@lru_cache(maxsize=1 << 12)
def written_month(text: str) -> str | None:
    """The month that a text writes and nothing else, as 2026-06.

    >>> [written_month(text) for text in ("маусым 2026", "июнь 2026 г.", "06.2026", "2026 жылғы маусым")]
    ['2026-06', '2026-06', '2026-06', '2026-06']
    """
    text = _YEAR_WORD.sub(" ", _QUOTES.sub("", plain(shown(text)))).strip(" .,")
    for pattern in _MONTHS_WRITTEN:
        if found := pattern.fullmatch(text):
            word = found["month"]
            number = int(word) if word.isdecimal() else month(word)
            if number and 1 <= number <= 12 and FIRST_DAY.year <= int(found["year"]) < LAST_DAY.year:
                return f"{found['year']}-{number:02}"
    return None


def month_in_words(written: str) -> Text:
    """A month written 2026-06 as each language writes it.

    >>> month_in_words("2026-06").all
    ('2026 жылғы маусым', 'июнь 2026 г.', 'June 2026')
    """
    year, _, number = written.partition("-")
    kk, ru, en = month_names(int(number))
    return Text(f"{year} жылғы {kk}", f"{ru} {year} г.", f"{en.capitalize()} {year}")


def serial_date(number: float) -> date | None:
    """The day that a number means: as programs count days from 1900, or written as year, month and day.

    >>> serial_date(46178) == serial_date(20260605) == date(2026, 6, 5)
    True
    """
    if number < _MOST_DAYS:
        day = int(number) + _FIRST_SERIAL.toordinal()
        return date.fromordinal(day) if FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal() else None
    found = _EIGHT_DIGITS.fullmatch(f"{number:.10g}")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def day_number(day: date) -> int:
    """The number that a program stores for a day.

    >>> day_number(date(2026, 6, 5))
    46178
    """
    return day.toordinal() - _FIRST_SERIAL.toordinal()


def _in_digits(found: re.Match[str]) -> tuple[date, bool]:
    day, number = int(found["day"]), int(found["month"])
    year_first = found["year"] == found[0][:4]
    # Programs that write the month first write it with slashes: 6/5/2026. With dots the day is always first.
    either = found["mark"] == "/" and not year_first
    if either and number > 12:
        day, number, either = number, day, False
    return date(_year(found["year"]), number, day), not either or day > 12 or day == number


def _in_words(found: re.Match[str]) -> tuple[date, bool]:
    number = month(found["month"])
    if number is None:
        raise ValueError(found["month"])
    return date(_year(found["year"]), number, int(found["day"])), True


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _pattern(written: str) -> re.Pattern[str]:
    """The pattern of a way to write dates: D is the day, M the month in digits, W in words, Y the year, y also as 26.

    The way "D-M=y" stands for 05.06.2026: "=" is the same mark again as "-".
    """
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


_MONTHS_WRITTEN = [
    re.compile(r"(?P<month>\d{1,2})\s*[-./]\s*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})\s*[-./]\s*(?P<month>\d{1,2})"),
    re.compile(r"(?:за\s+)?(?P<month>[^\W\d_]+)(?:\s+айы\w*)?[\s.,-]*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[\s.,-]*(?P<month>[^\W\d_]+)(?:\s+айы\w*)?"),
]
_WRITTEN = [
    *((_pattern(written), _in_digits) for written in ("D-M=y", "Y-M=D")),
    *((_pattern(written), _in_words) for written in ("D W y", "W D_Y", "Y_D W", "Y W D")),
]
