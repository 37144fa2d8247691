"""Number formats that show a number as another number: as a percentage, or in thousands.

A clerk reads what a cell shows. 0.35 in the format `0%` is 35 %, and 1164000 in `#,##0, "тыс."` is 1164 тыс.; 35 in `0" %"` is
no count either, although it is shown as it is stored.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import eq, ge, gt, le, lt, ne

from schemas.basics.cell import Cell, Percent, Scaled
from schemas.language.measures import rescales

Shows = Callable[[float], Cell]
"""A function from a stored number to what the format shows: Percent or Scaled, or the number itself if shown as it is."""

_MOST = 9
"""The most thousands by which a number is divided: beyond these any number is shown as 0."""

BUILT_IN: Mapping[int, Shows] = {9: Percent, 10: Percent}
"""Built-in formats, which a workbook need not declare, by their number: 9 is `0%`, 10 is `0.00%`."""

# The parts of a format code, in this order: text in quotes `" чел."`, an escaped character `\%`, a space as wide as the next
# character `_)` or filled with it `*-`, a currency or locale `[$тг-43F]`, a condition or colour `[>=1000]`, any other one.
_PART = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|(.)', re.DOTALL)
# `[>=1000]` → (">=", "1000")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARES = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
# A code has up to three sections for numbers (a fourth is for texts). Without conditions of their own, `0;-0;"—"` are for
# positive, negative and other numbers, `0;-0` for those from zero on and the others, `0` for all.
_USUAL = (("",), (">=0", ""), (">0", "<0", ""))
_DIGITS = "0#?"
# Commas after the last digit: `#,##0,,` → ",," but not the first one, which only groups the digits.
_SHRINKS = re.compile(r"[0#?](,+)(?![,0#?])")


@lru_cache(maxsize=1024)
def shows(code: str) -> Shows | None:
    """Return how a format shows numbers; None if it shows all of them as they are.

    >>> shows("0%")(0.35), shows('#,##0, "тыс."')(1164000), shows('0" %"')(35), shows("#,##0.00")
    (Percent(number=0.35, sign=''), Scaled(number=1164000, times=1, sign=' тыс.'), Percent(number=35, sign=' %'), None)
    """
    sections = list(_sections(code))[: len(_USUAL)]
    return by_condition(
        [
            (condition or usual, shown_with(text, "%" in digits, _thousands(digits)))
            for (condition, digits, text), usual in zip(sections, _USUAL[len(sections) - 1], strict=True)
        ]
    )


def by_condition(sections: Sequence[tuple[str, Shows | None]]) -> Shows | None:
    """Return how a format of these sections shows numbers: each by the first section whose condition it meets."""
    if len(sections) == 1 or not any(how for _, how in sections):
        return sections[0][1]
    return partial(_shown_by, [(_condition(condition), how) for condition, how in sections])


def _shown_by(sections: Sequence[tuple[Callable[[float], bool], Shows | None]], number: float) -> Cell:
    how = next((how for applies, how in sections if applies(number)), None)
    return how(number) if how else number


def _condition(written: str) -> Callable[[float], bool]:
    """Return a predicate for a condition such as ">=1000". Without a condition it accepts any number."""
    parts = _CONDITION.search(written)
    if parts is None:
        return lambda _: True
    compares, limit = _COMPARES[parts[1]], float(parts[2])
    return lambda number: compares(number, limit)


def shown_with(text: str, percent: bool, thousands: int) -> Shows | None:
    """Return how a section shows numbers, by the text beside them, its percent sign, and the thousands that divide them."""
    if percent:
        return Percent
    if thousands:
        return partial(Scaled, times=min(thousands, _MOST), sign=text)
    return partial(Percent, sign=text) if _rescales(text) else None


def _rescales(text: str) -> bool:
    """True if a text beside a number says that it is no plain count: "%", "тыс.", "мың адам"."""
    return "%" in text or rescales(text)


def _sections(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield the condition, the digit placeholders and the literal text of each section of a format code."""
    condition = digits = text = ""
    for quoted, escaped, currency, bracketed, other in _PART.findall(code):
        if other == ";":
            yield condition, digits, text
            condition = digits = text = ""
        elif bracketed:
            condition = bracketed if _CONDITION.fullmatch(bracketed) else condition
        elif other and other != " " and other.isascii():
            digits += other
            text = text if other not in _DIGITS or _rescales(text) else ""
        else:
            text += quoted + escaped + currency + other
    yield condition, digits, text


def _thousands(digits: str) -> int:
    """Return the number of commas after the last digit; each divides by a thousand: 2 for `#,##0,,`."""
    commas = _SHRINKS.search(digits)
    return len(commas[1]) if commas else 0
