"""The code of a number format, such as `[>=1000]#,##0" чел.";0`: its sections, and what each shows beside the digits."""

import re
from collections.abc import Iterator

# Most returns need none of these patterns, so each is compiled where it is first used: `re` keeps it from then on.
# The parts of a format code, in this order: text in quotes `" чел."`, an escaped character `\%`, a space as wide as the next
# character `_)`, a character that fills the cell `*-`, a currency or locale `[$тг-43F]`, a condition or colour `[>=1000]`, the
# general format, an exponent `E+`, any other character.
_PART = r'(?is)"([^"]*)"?|\\(.)|(_.)|\*(.)|\[\$([^\]-]*)[^\]]*\]|\[([^\]]*)\]|(General|Standard|E[+-])|(.)'
_CONDITION = r"(?:<=|>=|<>|<|>|=)\s*-?\d+(?:\.\d+)?"
# `[h]`, `[mm]`: hours and minutes beyond a day
_ELAPSED = "(?i)h+|m+|s+"
_OF_DAYS = "dmyhs"

PLACE, NOUGHT, WHOLE, POINT, SLASH, EXPONENT = "\1", "\2", "\3", "\4", "\5", "\6"
"""In a template: the place of a digit, of one that shows as 0 where there is none, of a whole number; the decimal point; the
slash of a fraction; an exponent."""

_IN_TEMPLATE = {"0": NOUGHT, "#": PLACE, "?": PLACE, "@": WHOLE, ".": POINT, "/": SLASH, ",": ""}


class Section:
    """One section of a format code.

    `condition` tells which numbers it is for (">=1000"). `digits` are its ASCII characters outside quotes (`#,##0%`), `days`
    the letters that stand for parts of a date (`mm yyyy`). `template` is what it shows: `0"000"` is NOUGHT and "000".
    """

    def __init__(self) -> None:
        self.condition = self.digits = self.days = self.template = ""

    def take_in(self, other: str) -> None:
        """Take in a character outside quotes."""
        self.days += other.lower() if other.lower() in _OF_DAYS else " "
        if other.isascii():
            self.digits += other
        self.template += _IN_TEMPLATE.get(other, other)

    def take_in_bracketed(self, text: str) -> None:
        """Take in a condition, or the letters of a time; a colour changes nothing."""
        if re.fullmatch(_CONDITION, text):
            self.condition = text
        elif re.fullmatch(_ELAPSED, text):
            self.days += text.lower()


def sections_of(code: str) -> Iterator[Section]:
    """Yield the sections of a format code.

    >>> [(section.condition, section.digits) for section in sections_of('[>999]#,##0,"т";0" %"')]
    [('>999', '#,##0,'), ('', '0')]
    """
    section = Section()
    for quoted, escaped, _, filling, currency, bracketed, named, other in re.findall(_PART, code):
        if other == ";":
            yield section
            section = Section()
        elif bracketed:
            section.take_in_bracketed(bracketed)
        elif named:
            section.template += EXPONENT if named[1] in "+-" else WHOLE
        elif other:
            section.take_in(other)
        else:
            # A digit that fills the cell makes another number: 12 in `0*0` shows 120000.
            section.template += quoted + escaped + currency + (filling if filling.isdecimal() else "")
            section.days += " "
    yield section
