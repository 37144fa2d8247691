"""Numbers as people write them: in digits, with anything between the thousands. Nothing is guessed."""

import re
from functools import cache, lru_cache

from schemas.language.name_key import key, words

# Characters that no program shows: spaces and joiners of no width, marks of direction, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Spaces that part thousands, as an ordinary one does. A line break, a tab or a wide space parts two numbers: "12⏎300".
_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}", " "))
_APOSTROPHES = "'’‘ʼ`´"
# No number is longer, and Python refuses to read some thousands of digits.
_LONGEST = 60

_DASHES = "-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"
_SIGN = rf"(?P<sign>[+{re.escape(_DASHES)}]?) ?"
# "1.074" and "1,074": a thousand, or a fraction. Nobody can tell, for only three digits follow.
_EITHER = re.compile(rf"{_SIGN}(?P<whole>[1-9]\d{{0,2}}[.,]\d{{3}})")
_COUNT = re.compile(
    rf"{_SIGN}(?:"
    r"(?P<plain>\d+)(?:[.,](?P<fraction>\d{1,6}))?"  # 1164, 12,5
    r"|(?P<spaced>[1-9]\d{0,2}(?:[ '’‘ʼ`´]\d{3})+)(?:[.,](?P<rest>\d{1,2}))?"  # 1 164, 1'164,50
    r"|(?P<dotted>[1-9]\d{0,2}(?:\.\d{3})+),(?P<cents>\d{1,2})"  # 1.164,50
    r"|(?P<commas>[1-9]\d{0,2}(?:,\d{3})+)\.(?P<pence>\d{1,2})"  # 1,164.50
    r"|(?P<groups>[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}))"  # 1.164.000
    r")"
)
# "2026", "2026 ж.", "2026 жылғы", "2026-год".
_YEAR = re.compile(r"((?:19|20)\d\d)[\s-]*(?:жылғы|жылы|жыл|ж|года|год|г|year)\.?", re.IGNORECASE)

# "1О" typed with the letter О, "lЗ" with l and З: 10, 13.
_LOOK_ALIKES = str.maketrans("OoОоӨөlIіІ|ЗзБб", "000000" + "11111" + "3366")
_LIKE_DIGITS = re.compile(r"[\dOoОоӨөlIіІ|ЗзБб ]+")
# "12 адам", "1 074 чел.", "20-оқушы": a number and what is counted.
_COUNTED = re.compile(r"(?P<number>[\d .,]*\d)\s*[-(]?\s*(?P<word>[^\W\d_]+)[.)]?")
_COUNTED_STEMS = words(
    "адам оқушы бала ата ана мұғалім педагог дана рет рейд шара мекеме сұрақ жауап факт "
    "чел человек люд уч дет родител учител шт экз раз мероприят учрежден вопрос ответ "
    "people person pupil child parent teacher pcs piece cop time event"
)
_FOOTNOTE_MARKS = "*¹²³⁴⁵⁶⁷⁸⁹⁰⁾"
_NONE = frozenset(
    key(word) for word in ("жоқ", "болған жоқ", "нөл", "нет", "не было", "ноль", "нуль", "no", "none", "nil", "zero")
)


def shown(text: str) -> str:
    """A text without characters that don't show, spaces around it and the apostrophe by which a number is typed as text.

    >>> shown("'1164\N{ZERO WIDTH SPACE} ")
    '1164'
    """
    return _UNSEEN.sub("", text).translate(_SPACES).strip().strip(_APOSTROPHES).strip()


def in_15_digits(number: float) -> float:
    """A number as Excel shows it at most: with 15 digits.

    >>> in_15_digits(0.57 * 100), in_15_digits(12.5)
    (57.0, 12.5)
    """
    return float(f"{number:.15g}")


def is_dash(text: str) -> bool:
    """True if a text holds dashes alone, or nothing that shows."""
    return not shown(text).strip(_DASHES)


@lru_cache(maxsize=1 << 12)
def written_count(text: str) -> tuple[float | None, bool]:
    """The number that a text writes, and True if it can be read in no other way; None where it writes none.

    >>> written_count("1 074"), written_count("1.074"), written_count("көп")
    ((1074, True), (1074, False), (None, True))
    """
    text = shown(text)
    if len(text) > _LONGEST:
        return None, True
    if found := _EITHER.fullmatch(text):
        return _signed(found["sign"], _digits(found["whole"])), False
    return _written(text), True


def likely_count(text: str) -> str | None:
    """The whole number that a clerk may have meant by a text that writes none.

    >>> likely_count("1О"), likely_count("12 адам"), likely_count("12¹"), likely_count("жоқ"), likely_count("көп")
    ('10', '12', '12', '0', None)
    """
    text = shown(text)
    if len(text) > _LONGEST:
        return None
    if key(text) in _NONE:
        return "0"
    if _LIKE_DIGITS.fullmatch(text) and any(char.isdecimal() for char in text):
        text = text.translate(_LOOK_ALIKES)
    elif (found := _COUNTED.fullmatch(text)) and key(found["word"]).startswith(_COUNTED_STEMS):
        text = found["number"]
    number = _written(text.rstrip(_FOOTNOTE_MARKS).strip())
    return str(number) if isinstance(number, int) else None


def is_counted(word: str) -> bool:
    """True if a word beside a number names what is counted, and leaves the number as it is.

    >>> is_counted("адам"), is_counted("чел"), is_counted("тыс")
    (True, True, False)
    """
    stems, short = _other_units()
    return key(word).startswith((*_COUNTED_STEMS, *stems)) or key(word) in short


@cache
def _other_units() -> tuple[tuple[str, ...], frozenset[str]]:
    """How words begin for what else is counted, or paid, beside a number; and short words, which must be whole."""
    stems = words(
        "қатысушы сауалнам респондент материал парақша кітапша бірлік теңге семинар дәріс "
        "участник опрошен листов буклет брошюр памят един руб лекци бесед "
        "participant respondent leaflet unit item tenge kzt usd"
    )
    return stems, frozenset(words("ед тг р ж г жыл жылы жылғы год года year"))


def _written(text: str) -> float | None:
    """The number that a text writes in digits and nothing else."""
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
