"""Number formats that show a number as another: as a percentage, in thousands, or with a sign beside it that says so."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import eq, ge, gt, le, lt, ne

from schemas.basics.cell import Cell, Percent, Scaled
from schemas.language.measures import rescales

Shows = Callable[[float], Cell]
"""What a format makes of a number: what it is shown as, or the number itself."""

_MOST = 9
"""Thousands by which a number is divided; then any is shown as 0."""

BUILT_IN: Mapping[int, Shows] = {9: Percent, 10: Percent}
"""The formats that a workbook need not declare, by number."""

# A text in quotes, an escaped sign, a space as wide as a sign or filled with it, a currency's sign, a condition, anything else.
_PART = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|(.)', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARES = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
# For which numbers the sections of a format are that state no condition, by how many there are; a fourth is for texts.
_USUAL = (("",), (">=0", ""), (">0", "<0", ""))
_DIGITS = "0#?"
_SHRINKS = re.compile(r"[0#?](,+)(?![,0#?])")


@lru_cache(maxsize=1024)
def shows(code: str) -> Shows | None:
    """How a format shows numbers, if any as others."""
    sections = list(_sections(code))[: len(_USUAL)]
    return by_condition(
        [
            (stated or usual, shown_with(text, "%" in digits, _thousands(digits)))
            for (stated, digits, text), usual in zip(sections, _USUAL[len(sections) - 1], strict=True)
        ]
    )


def by_condition(sections: Sequence[tuple[str, Shows | None]]) -> Shows | None:
    """How numbers are shown of which each is shown by the first section whose condition it meets."""
    if len(sections) == 1 or not any(how for _, how in sections):
        return sections[0][1]
    return partial(_shown_by, [(_condition(condition), how) for condition, how in sections])


def _shown_by(sections: Sequence[tuple[Callable[[float], bool], Shows | None]], number: float) -> Cell:
    how = next((how for applies, how in sections if applies(number)), None)
    return how(number) if how else number


def _condition(stated: str) -> Callable[[float], bool]:
    """What tells whether a number meets a condition; without one, any does."""
    found = _CONDITION.search(stated)
    if found is None:
        return lambda _: True
    compares, limit = _COMPARES[found[1]], float(found[2])
    return lambda number: compares(number, limit)


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


def _sections(code: str) -> Iterator[tuple[str, str, str]]:
    """The condition of each section of a format, what in it stands for digits, and what is shown as it stands."""
    condition = digits = text = ""
    for quoted, escaped, currency, stated, other in _PART.findall(code):
        if other == ";":
            yield condition, digits, text
            condition = digits = text = ""
        elif stated:
            condition = stated if _CONDITION.fullmatch(stated) else condition
        elif other and other != " " and other.isascii():
            digits += other
            text = text if other not in _DIGITS or _says(text) else ""
        else:
            text += quoted + escaped + currency + other
    yield condition, digits, text


def _thousands(digits: str) -> int:
    """How many commas stand after the last digit: each shows a thousandth."""
    found = _SHRINKS.search(digits)
    return len(found[1]) if found else 0
