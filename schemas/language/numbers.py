"""Numbers as people write them: in digits, with anything between the thousands. Nothing is guessed."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from schemas.basics.exact import digits
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


def _number_pattern(decimals: str) -> re.Pattern[str]:
    """The pattern of a number whose thousands are parted, with so many digits after the decimal sign."""
    return re.compile(
        rf"{_SIGN}(?:"
        r"(?P<plain>\d+)(?:[.,](?P<fraction>\d{1,6}))?"  # 1164, 12,5
        rf"|(?P<spaced>[1-9]\d{{0,2}}(?:[ '’‘ʼ`´]\d{{3}})+)(?:[.,](?P<rest>\d{decimals}))?"  # 1 164, 1'164,50
        rf"|(?P<dotted>[1-9]\d{{0,2}}(?:\.\d{{3}})+),(?P<cents>\d{decimals})"  # 1.164,50
        rf"|(?P<commas>[1-9]\d{{0,2}}(?:,\d{{3}})+)\.(?P<pence>\d{decimals})"  # 1,164.50
        r"|(?P<groups>[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}))"  # 1.164.000
        r")"
    )


_COUNT, _NUMBER = _number_pattern("{1,2}"), _number_pattern("{1,6}")
_THOUSAND_DIGITS = 3
# "12,5 км"
_WITH_WORD = re.compile(r"(.*\d)\s*[^\W\d_]+\.?")
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


def exact(number: float) -> Decimal:
    """A cell's number as Excel shows it at most.

    >>> exact(0.1 + 0.2), exact(56.99999999999999), exact(1e3)
    (Decimal('0.3'), Decimal('57'), Decimal('1000'))
    """
    return Decimal(digits(Decimal(f"{number:.15g}")))


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


@lru_cache(maxsize=1 << 12)
def written_number(text: str, decimals: int) -> tuple[Decimal | None, bool]:
    """The exact number that a text writes, of so many decimals, and True if it can be read in no other way.

    >>> written_number("1 074,505", 3), written_number("1.074", 2), written_number("1.074", 3)
    ((Decimal('1074.505'), True), (Decimal('1074'), False), (Decimal('1.074'), False))
    """
    text = shown(text)
    if len(text) > _LONGEST:
        return None, True
    if found := _EITHER.fullmatch(text):
        number = found["whole"].replace(",", ".") if decimals >= _THOUSAND_DIGITS else str(_digits(found["whole"]))
        return _signed_exactly(found["sign"], number), False
    if found := _NUMBER.fullmatch(text):
        return _signed_exactly(found["sign"], _point(found)), True
    return None, True


def likely_number(text: str) -> str | None:
    """The number that a clerk may have meant by a text that writes none, with a comma before its decimals.

    >>> likely_number("12,5 км"), likely_number("1О"), likely_number("көп")
    ('12,5', '10', None)
    """
    likely = likely_count(text)
    found = None if likely else _WITH_WORD.fullmatch(shown(text))
    number = written_number(found[1], 0)[0] if found else None
    return likely if number is None else f"{number:f}".replace(".", ",")


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


def _point(found: re.Match[str]) -> str:
    """The digits of a number with a point before its decimals: 1164.50."""
    groups = found.groupdict()
    whole = next(groups[name] for name in ("plain", "spaced", "dotted", "commas", "groups") if groups[name])
    fraction = next((groups[name] for name in ("fraction", "rest", "cents", "pence") if groups[name]), "")
    return f"{_digits(whole)}.{fraction}".rstrip("0").rstrip(".")


def _signed_exactly(sign: str, number: str) -> Decimal:
    return Decimal(f"-{number}" if sign and sign != "+" else number)


def _digits(text: str) -> int:
    return int("".join(char for char in text if char.isdecimal()))


def _signed(sign: str, number: float) -> float:
    return -number if sign and sign != "+" else number
