"""Number formats that show a number as another: as a percentage, in thousands, or with a sign beside it that says so."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from schemas.table import Percent, Scaled
from svod.reading.labels import rescales

Shows = Callable[[float], Percent | Scaled]
"""What a format makes of a number."""

_MOST = 9
"""Thousands by which a number is divided; then any is shown as 0."""

BUILT_IN: Mapping[int, Shows] = {9: Percent, 10: Percent}
"""The formats that a workbook need not declare, by number."""

# A text in quotes, an escaped sign, a space as wide as a sign or filled with it, a currency's sign, a condition, anything else.
_PART = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(.)', re.DOTALL)
_DIGITS = "0#?"
_SHRINKS = re.compile(r"[0#?](,+)(?![,0#?])")


@lru_cache(maxsize=1024)
def shows(code: str) -> Shows | None:
    """How a format shows numbers, if as others. Of the sections for numbers above, below and at zero, the first that does."""
    return next(filter(None, (shown_with(text, "%" in digits, _thousands(digits)) for digits, text in _sections(code))), None)


def shown_with(text: str, percent: bool, thousands: int) -> Shows | None:
    """How a number is shown that has a text beside it, is multiplied by a hundred, or divided by so many thousands."""
    if percent:
        return Percent
    if thousands:
        return partial(Scaled, times=min(thousands, _MOST), sign=text)
    return partial(Percent, sign=text) if _says(text) else None


def _says(text: str) -> bool:
    """Whether a text beside a number says that it is no count."""
    return "%" in text or rescales(text)


def _sections(code: str) -> Iterator[tuple[str, str]]:
    """What in each section of a format stands for digits, and what is shown as it stands."""
    digits = text = ""
    for quoted, escaped, currency, other in _PART.findall(code):
        if other == ";":
            yield digits, text
            digits = text = ""
        elif other and other != " " and other.isascii():
            digits += other
            text = text if other not in _DIGITS or _says(text) else ""
        else:
            text += quoted + escaped + currency + other
    yield digits, text


def _thousands(digits: str) -> int:
    """How many commas stand after the last digit: each shows a thousandth."""
    found = _SHRINKS.search(digits)
    return len(found[1]) if found else 0
