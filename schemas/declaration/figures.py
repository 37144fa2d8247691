"""What kinds of figures share: how texts and cells are told from them, and how decimals are read and refused."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from pydantic import Field

from schemas.basics.cell import Cell, Scaled, Shown
from schemas.basics.exact import digits
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Ambiguous, Refusal, UnitNames, Unread, between
from schemas.language.measures import Scale, stated_scales
from schemas.language.numbers import exact, is_dash, likely_number, written_count, written_number

TEXTS = Texts(__package__)

MOST = Decimal(10**15 - 1)
"""The largest decimal: a workbook's numbers have 15 digits."""

# An item of a list: "1. Рейдтер", "2.1) Семинарлар".
_ITEM = re.compile(r"\s*\d+(?:\.\d+)*[.)]\s+[^\W\d]")
# "20-дан астам" and "шамамен 20 адам" count; "2026 жылғы маусым айы" has more words and is a title.
_WORDS_OF_A_FIGURE = 2


def may_be_figure(text: str, _element: DataElement) -> bool:
    """True if a text begins with a digit and is no title: "20-дан астам" may be, "1. Рейдтер" is none."""
    if not any(char.isdigit() for char in text[:2]) or _ITEM.match(text):
        return False
    return sum(any(map(str.isalpha, word)) for word in text.split()) <= _WORDS_OF_A_FIGURE


def is_plainly_figure(cell: Cell, _element: DataElement) -> bool:
    """True if a cell is a number, also as text."""
    return type(cell) in (int, float) or (type(cell) is str and written_count(cell)[0] is not None)


def scale_of_measure(element: DataElement) -> Scale:
    """What a figure of 1 means by its unit of measure: 1000 where that is "тыс. тонн"."""
    measure = element.element.measure
    return next(iter(stated_scales(measure.ru)), 1) if measure else 1


def is_zero(cell: Cell, _element: DataElement) -> bool:
    """True if a cell holds a zero, also as text."""
    return cell == 0 if type(cell) is not str else written_count(cell)[0] == 0


def read_decimal(cell: Cell, element: DataElement) -> object:
    """The number that a cell holds or writes, None where it is a dash."""
    match cell:
        case Scaled():
            return Ambiguous(read_decimal(cell.number, element))
        case Shown():
            return Ambiguous(read_decimal(cell.value, element)) if cell.counts else Unread(cell)
        case str():
            return _written(cell, element)
        case int() | float() if not isinstance(cell, bool) and isfinite(cell):
            return exact(cell)
    return Unread(cell)


def _written(text: str, element: DataElement) -> object:
    if is_dash(text):
        return None
    number, is_sure = written_number(text, element.element.decimals)
    if number is None:
        return Unread(text, likely_number(text))
    return number if is_sure else Ambiguous(number)


def not_a_number(value: object, *, whole: bool = False) -> Refusal:
    """The refusal of what is no number, or no whole one where that is asked for."""
    meant = value.meant if isinstance(value, Unread) else None
    return Refusal("cell.not_a_number", {"step": TEXTS["figures.whole"] if whole else TEXTS["figures.number"]}, meant)


def decimal_constraints(element: DataElement) -> tuple[object, ...]:
    """How many decimals an element has, and bounds where it states none: pydantic would take them instead of its own."""
    least = () if element.least is not None else (Field(ge=-MOST),)
    most = () if element.most is not None else (Field(le=MOST),)
    return (*least, *most, Field(decimal_places=element.element.decimals))


def decimal_refusal(element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    """Why a decimal is refused."""
    if not isinstance(value, Decimal):
        return not_a_number(value)
    least, most = (default if bound is None else bound for bound, default in ((element.least, -MOST), (element.most, MOST)))
    if not least <= value <= most:
        return Refusal("cell.negative" if value < 0 == least else "cell.out_of_range", {"expected": between(least, most)})
    places = {"found": value, "decimals": element.element.decimals}
    return Refusal("cell.too_many_decimals", places, as_typed(rounded(value, element.element.decimals)))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value with this many decimals, halves away from zero as Excel rounds.

    >>> rounded(Decimal("2.345"), 2)
    Decimal('2.35')
    """
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def as_typed(value: Decimal) -> str:
    """A number as a clerk types it: with a comma before the decimals.

    >>> as_typed(Decimal("1234.50"))
    '1234,5'
    """
    return digits(value).replace(".", ",")


def decimal_format(grouped: str) -> Callable[[DataElement], str]:
    """A number format with as many decimals as the element states: 0.00, #,##0.00."""
    return lambda element: f"{grouped}.{'0' * element.element.decimals}" if element.element.decimals else grouped
