"""Number formats that show a value as something else: as a percentage, in thousands, with other digits, or not at all.

A clerk reads what a cell shows. 0.35 in the format `0%` is 35 %, and 1164000 in `#,##0, "тыс."` is 1164 тыс.; 35 in `0" %"` is
no count either, although it is shown as it is stored. 12 in `0"000"` is shown as 12000, 150 in `[<100]0;"көп"` as a word, and
1 June 2026 in `mmmm yyyy` as a month.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from operator import eq, ge, gt, le, lt, ne

from schemas.basics.cell import Cell, Percent, Scaled
from schemas.language.dates import day_number
from schemas.language.measures import rescales
from svod.reading.workbook.number_formats.code import Section, sections_of
from svod.reading.workbook.number_formats.shown_text import another_number, beside_digits, shows_zero, without_day

Shows = Callable[[float | date], Cell]
"""A function from a stored value to what the format shows: Percent, Scaled, Shown, or the value itself if shown as it is."""

_MOST = 9
"""The most thousands by which a number is divided: beyond these any number is shown as 0."""

# `>=1000` → (">=", "1000")
_CONDITION = r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)"
_COMPARES = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
# A code has up to three sections for numbers (a fourth is for texts). Without conditions of their own, `0;-0;"—"` are for
# positive, negative and other numbers, `0;-0` for those from zero on and the others, `0` for all.
_USUAL = (("",), (">=0", "<0"), (">0", "<0", "=0"))
_OF_TIMES = (18, 19, 20, 21, 45, 46, 47)
# Commas after the last digit: `#,##0,,` → ",," but not the first one, which only groups the digits.
_SHRINKS = r"[0#?](,+)(?![,0#?])"


@lru_cache(maxsize=1024)
def shows(code: str) -> Shows | None:
    """Return how a format shows numbers and dates; None if it shows all of them as they are.

    >>> shows("0%")(0.35), shows('#,##0, "тыс."')(1164000), shows('0" %"')(35), shows("#,##0.00")
    (Percent(number=0.35, sign=''), Scaled(number=1164000, times=1, sign=' тыс.'), Percent(number=35, sign=' %'), None)
    >>> str(shows('0"000"')(12)), str(shows("mmm yyyy")(date(2026, 6, 1)))
    ('12000', '06.2026')
    """
    sections = list(sections_of(code))[: len(_USUAL)]
    if code == "" or len(sections) == 1:
        return _how(sections[0], "") if code else None
    conditions = _conditions(sections)
    hows = [_how(section, condition) for section, condition in zip(sections, conditions, strict=True)]
    return _by_condition(list(zip(conditions, hows, strict=True)))


def _conditions(sections: Sequence[Section]) -> list[str]:
    """Return the condition of each section: its own, or else the usual one, or else whatever the others leave."""
    conditions = [section.condition for section in sections]
    usual = list(_USUAL[len(sections) - 1])
    return usual if not any(conditions) or conditions[:-1] == usual[:-1] else conditions


def _by_condition(sections: Sequence[tuple[str, Shows | None]]) -> Shows | None:
    """Return how a format of these sections shows values: each by the first section whose condition it meets."""
    if not any(how for _, how in sections):
        return None
    return partial(_shown_by, [(_condition(condition), how) for condition, how in sections])


def _shown_by(sections: Sequence[tuple[Callable[[float], bool], Shows | None]], value: float | date) -> Cell:
    number = day_number(value) if isinstance(value, date) else value
    how = next((how for applies, how in sections if applies(number)), None)
    return how(value) if how else value


def _condition(written: str) -> Callable[[float], bool]:
    """Return a predicate for a condition such as ">=1000". Without a condition it accepts any number."""
    parts = re.search(_CONDITION, written)
    if parts is None:
        return lambda _: True
    compares, limit = _COMPARES[parts[1]], float(parts[2])
    return lambda number: compares(number, limit)


def _how(section: Section, condition: str) -> Shows | None:
    """Return how a section shows the values that meet its condition; None if as they are.

    A negative number is refused as such, however it is shown.
    """
    before, after = beside_digits(section.template)
    sign = before * _rescales(before) + after
    thousands = _thousands(section.digits)
    if section.days.strip():
        return without_day(section.days)
    if "%" in section.digits:
        return _of_numbers(Percent)
    if thousands or _rescales(sign):
        scaled = partial(Scaled, times=min(thousands, _MOST), sign=sign) if thousands else partial(Percent, sign=sign)
        return _of_numbers(scaled)
    as_it_is = condition == "<0" or (condition == "=0" and shows_zero(section.template))
    return None if as_it_is else another_number(section.template)


def _rescales(text: str) -> bool:
    """True if a text beside a number says that it is no plain count: "%", "тыс.", "мың адам"."""
    return "%" in text or any(map(rescales, (text, *text.split())))


def _of_numbers(how: Callable[[float], Cell]) -> Shows:
    """Return the function for values that a reader may take for dates: it changes numbers alone."""
    return lambda value: value if isinstance(value, date) else how(value)


def _thousands(digits: str) -> int:
    """Return the number of commas after the last digit; each divides by a thousand: 2 for `#,##0,,`."""
    commas = re.search(_SHRINKS, digits)
    return len(commas[1]) if commas else 0


@cache
def built_in() -> Mapping[int, Shows]:
    """Return the formats that show a value as something else and need not be declared, by their number: 9 is `0%`."""
    codes = {9: "0%", 10: "0.00%", 11: "0.00E+00", 17: "mmm-yy", 48: "##0.0E+0", **dict.fromkeys(_OF_TIMES, "h:mm")}
    return {number: how for number, code in codes.items() if (how := shows(code))}
