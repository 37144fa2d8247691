"""What a section of a number format shows of a value: the text, and whether a clerk reads the same number or day in it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial

from schemas.basics.cell import Cell, Shown
from schemas.language.dates import serial_date
from schemas.language.measures import currency_of
from schemas.language.name_key import words
from schemas.language.numbers import is_counted, is_dash, likely_count
from svod.reading.workbook.number_formats.code import EXPONENT, NOUGHT, PLACE, POINT, SLASH, WHOLE

# Most returns need none of these patterns, so each is compiled where it is first used: `re` keeps it from then on.
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_DIGIT = f"[{PLACE}{NOUGHT}{WHOLE}]"
# From the first place of a digit to the last: `(# ##0.0)` → "(", "# ##0.0", ")"
_AROUND = rf"(?s)([^{PLACE}{NOUGHT}{WHOLE}]*)({_DIGIT}(?:.*{_DIGIT})?{POINT}?)(.*)"
# The digits of one number: thousands parted by spaces, a fraction after a point or a space, as in `# ##0.00` and `# ?/?`.
_ONE_NUMBER = rf"{_DIGIT}+(?:[{_SPACES}]+{_DIGIT}{{3}})*(?:{POINT}{_DIGIT}*)?(?: +{_DIGIT}+{SLASH}(?:{_DIGIT}|\d)+)?"
# "000", but not the 2 of "м2"
_OWN_DIGIT = r"(?<![^\W\d_])\d"
_MINUS = "[-\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}]\\s*$"
# Signs by which a text says more or less than its number: "> 12", "12+", "~12", "12*"; before it also a bracket, "(12)".
_CHANGES = rf"[<>≤≥~≈±+×^*\\|?!{SLASH}-]|\($"
_LETTERS = r"[^\W\d_]+"
# A day in digits: `dd.mm`, but not the day of the week, `dddd`
_DAY = "(?<!d)d{1,2}(?!d)"


def beside_digits(template: str) -> tuple[str, str]:
    """Return the texts before and after the digits; if it has no digits, all of its text as the one after them."""
    before, _, after = _around(template)
    return before, after.replace(SLASH, "/").replace(POINT, ".")


def another_number(template: str) -> Callable[[float | date], Cell] | None:
    """Return how a section shows numbers of which a clerk reads others, or nothing; None if it shows them as they are."""
    before, digits, after = _around(template)
    if EXPONENT in digits:
        return partial(_rounded, digits.partition(EXPONENT)[0].partition(POINT)[2].count(NOUGHT))
    if not re.fullmatch(_ONE_NUMBER, digits) or re.search(_MINUS, before) or _has_own_number(f"{before} {after}"):
        return partial(_shown, template, False)
    words_beside = re.findall(_LETTERS, before) + re.findall(_LETTERS, after)
    is_plain = all(map(is_counted, words_beside)) and currency_of(f"{before} {after}") in (None, "KZT")
    if re.search(_CHANGES, before) or re.search(_CHANGES, after) or not is_plain:
        return partial(_shown, template, True)
    return None


def shows_zero(template: str) -> bool:
    """True if what is shown for zero says that there is nothing: "-", "0", "жоқ", or no text at all."""
    text = "".join(char for char in template if not PLACE <= char <= EXPONENT)
    return is_dash(text.replace("0", "")) or likely_count(text) == "0"


def without_day(days: str) -> Callable[[float | date], Cell] | None:
    """Return how a format of these parts of a date shows dates; None if it shows the day of the month."""
    return None if re.search(_DAY, days) else partial(_shown_without_day, days)


def _around(template: str) -> tuple[str, str, str]:
    """Return the text before the first place of a digit, what stands from there to the last one, and the text after it."""
    parts = re.fullmatch(_AROUND, template)
    return (parts[1], parts[2], parts[3]) if parts else ("", "", template)


def _has_own_number(text: str) -> bool:
    """True if a text makes another number of the digits beside it: "000", "‰", "к"."""
    return bool(re.search(_OWN_DIGIT, text)) or "‰" in text or not _short_measures().isdisjoint(words(text))


@cache
def _short_measures() -> frozenset[str]:
    """The shortest words for thousands and millions, which stand beside numbers alone, and for other measures."""
    return frozenset(
        words(
            "к т м тт mln mio mlrd mrd bn ths thsd tsd "
            "сот сотен сотня сотни жүз hundred дюжин дюжина дюжины dozen пар пара пары жұп pair pairs"
        )
    )


def _shown(template: str, counts: bool, value: float | date) -> Cell:
    """Return the value as shown by a section; a negative number is refused as such, however it is shown."""
    if isinstance(value, date) or value < 0:
        return value
    return Shown(value, _filled(template, value), counts)


def _rounded(decimals: int, value: float | date) -> Cell:
    """Return a number as 1.2E+03 shows it, if that is another one."""
    if isinstance(value, date):
        return value
    text = f"{value:.{decimals}E}"
    return value if float(text) == value else Shown(value, text)


def _filled(template: str, number: float) -> str:
    """Return a section with the digits of a number in their places."""
    whole, point, fraction = template.replace(WHOLE, f"{number:.12g}").replace(SLASH, "/").partition(POINT)
    decimals = len(re.findall(f"[{PLACE}{NOUGHT}]", fraction))
    written, _, rest_written = f"{number:.{decimals}f}".partition(".")
    digits, places = list(written), len(re.findall(f"[{PLACE}{NOUGHT}]", whole))
    shown: list[str] = []
    for char in reversed(whole):
        if char not in (PLACE, NOUGHT):
            shown.append(char)
            continue
        places -= 1
        rest = digits if not places else digits[-1:]
        shown.append("".join(rest) or ("0" if char == NOUGHT else ""))
        del digits[len(digits) - len(rest) :]
    for digit in rest_written:
        fraction = re.sub(f"[{PLACE}{NOUGHT}]", digit, fraction, count=1)
    return "".join(reversed(shown)) + point.replace(POINT, ".") + fraction


def _shown_without_day(days: str, value: float | date) -> Cell:
    """Return the date with what is shown of it. One that is no first of a month was no month to whoever typed it."""
    day = value if isinstance(value, date) else serial_date(value)
    if day is None:
        return value
    is_time = "h" in days or "s" in days
    parts = [f"{day:%H:%M}"] if is_time else [f"{day:%m}"] * ("m" in days) + [f"{day.year}"] * ("y" in days)
    day = day.date() if isinstance(day, datetime) else day
    return Shown(day, ".".join(parts), counts=is_time or not parts or day.day != 1)
