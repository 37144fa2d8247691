"""Counts as people write them: in digits, whatever stands between the thousands; nothing that needs guessing."""

import re
from functools import lru_cache

from schemas.language.name_key import key, words

# What a text may hold without showing it: spaces and joiners of no width, marks of direction, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = "'’‘ʼ`´"
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


def shown(text: str) -> str:
    """A text without what doesn't show, the spaces around it and the apostrophe that makes a number a text."""
    return _UNSEEN.sub("", text).strip().strip(_APOSTROPHES).strip()


def is_dash(text: str) -> bool:
    """Whether a text is dashes alone."""
    return not shown(text).strip(_DASHES)


@lru_cache(maxsize=1 << 12)
def written_count(text: str) -> tuple[float | None, bool]:
    """The number that a text writes, None where it writes none, and whether it can be read in no other way."""
    text = shown(text)
    if len(text) > _LONGEST:
        return None, True
    if found := _EITHER.fullmatch(text):
        return _signed(found["sign"], _digits(found["whole"])), False
    return _written(text), True


def likely_count(text: str) -> str | None:
    """The number that a clerk may have meant by a text that writes none: 1О, 12 адам, жоқ."""
    text = shown(text)
    if len(text) > _LONGEST:
        return None
    if key(text) in _NONE:
        return "0"
    if _LIKE_DIGITS.fullmatch(text) and any(char.isdecimal() for char in text):
        text = text.translate(_LOOK_ALIKES)
    elif (found := _COUNTED.fullmatch(text)) and key(found["word"]).startswith(_COUNTED_STEMS):
        text = found["number"]
    number = _written(text.strip())
    return str(number) if isinstance(number, int) else None


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
