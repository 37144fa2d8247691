"""Counts as typed: a number in digits, whatever stands between its thousands; nothing that needs guessing.

A dash says that there is nothing to count: as a blank, but only where a blank means no more than that.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from schemas.spelling import key, words
from schemas.table import Cell
from svod.validation.cleaned import Cleaned, Unread, tidy

# Of the old binary format calamine gives whole numbers as int.
_NUMBERS = {float, int, type(None)}
# No count has more digits; Python refuses to read some thousands of them.
_LONGEST = 60

_DASHES = "-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"
_SIGN = rf"(?P<sign>[+{re.escape(_DASHES)}]?)\s?"
# A dot or comma before exactly three digits, with nothing between thousands: a thousand or a fraction.
_EITHER = re.compile(rf"{_SIGN}(?P<whole>[1-9]\d{{0,2}}[.,]\d{{3}})")
_COUNT = re.compile(
    rf"{_SIGN}(?:"
    r"(?P<plain>\d+)(?:[.,](?P<fraction>\d{1,6}))?"
    r"|(?P<spaced>[1-9]\d{0,2}(?:[\s'’‘ʼ`´]\d{3})+)(?:[.,](?P<rest>\d{1,2}))?"
    r"|(?P<dotted>[1-9]\d{0,2}(?:\.\d{3})+),(?P<cents>\d{1,2})"
    r"|(?P<commas>[1-9]\d{0,2}(?:,\d{3})+)\.(?P<pence>\d{1,2})"
    r"|(?P<groups>[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}))"
    r")"
)
_YEAR = re.compile(r"((?:19|20)\d\d)[\s-]*(?:жылғы|жылы|жыл|ж|года|год|г|year)\.?", re.IGNORECASE)

_LOOK_ALIKES = str.maketrans("OoОоӨөlIіІ|ЗзБб", "000000" + "11111" + "3366")
_LIKE_DIGITS = re.compile(r"[\dOoОоӨөlIіІ|ЗзБб\s]+")
_COUNTED = re.compile(r"(?P<number>[\d\s.,]*\d)\s*[-(]?\s*(?P<word>[^\W\d_]+)[.)]?")
_COUNTED_STEMS = words(
    "адам оқушы бала ата ана мұғалім педагог дана рет рейд шара мекеме сұрақ жауап факт "
    "чел человек люд уч дет родител учител шт экз раз мероприят учрежден вопрос ответ "
    "people person pupil child parent teacher pcs piece cop time event"
)
_NONE = frozenset(
    key(word) for word in ("жоқ", "болған жоқ", "нөл", "нет", "не было", "ноль", "нуль", "no", "none", "nil", "zero")
)

_DAYS_FROM = date(1899, 12, 30)
# Workbooks that count days from 1904 have none before it.
_FIRST_DAY_OF_OTHERS = date(1904, 1, 1)


def clean_counts(column: Sequence[Cell]) -> Cleaned:
    """Numbers as text become int, blanks and dashes None; whole floats are left for pydantic to convert."""
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


def as_count(cell: Cell) -> tuple[object, bool]:
    """A count as read, and whether that is the only way to read it."""
    if type(cell) is float or type(cell) is int:
        return (int(cell) if cell == cell // 1 else cell), True
    if type(cell) is not str:
        return Unread(cell, _serial(cell)), True
    text = tidy(cell)
    if not text.strip(_DASHES):
        return None, True
    if len(text) > _LONGEST:
        return Unread(cell), True
    if found := _EITHER.fullmatch(text):
        return _signed(found["sign"], _digits(found["whole"])), False
    value = _written(text)
    return (Unread(cell, _meant(text)) if value is None else value), True


def _written(text: str) -> float | None:
    """The number that a text writes in digits, all of it."""
    if found := _YEAR.fullmatch(text):
        return int(found[1])
    found = _COUNT.fullmatch(text)
    if found is None:
        return None
    whole = _digits(next(found[name] for name in ("plain", "spaced", "dotted", "commas", "groups") if found[name]))
    fraction = next((found[name] for name in ("fraction", "rest", "cents", "pence") if found[name]), "0")
    return _signed(found["sign"], float(f"{whole}.{fraction}") if int(fraction) else whole)


def _digits(text: str) -> int:
    return int("".join(char for char in text if char.isdecimal()))


def _signed(sign: str, number: float) -> float:
    return -number if sign and sign != "+" else number


def _meant(text: str) -> str | None:
    """The number that a clerk may have meant by a text that is none: 1О, 12 адам, жоқ."""
    if key(text) in _NONE:
        return "0"
    if _LIKE_DIGITS.fullmatch(text) and any(char.isdecimal() for char in text):
        text = text.translate(_LOOK_ALIKES)
    elif (found := _COUNTED.fullmatch(text)) and key(found["word"]).startswith(_COUNTED_STEMS):
        text = found["number"]
    number = _written(text.strip())
    return str(number) if isinstance(number, int) else None


def _serial(cell: Cell) -> str | None:
    """The number that shows as a day of 1900 to 1903 because its cell has a date's format. Excel has a 29 February 1900."""
    if not isinstance(cell, date) or isinstance(cell, datetime) or cell >= _FIRST_DAY_OF_OTHERS:
        return None
    days = (cell - _DAYS_FROM).days
    return str(days if days > 60 else days - 1)
