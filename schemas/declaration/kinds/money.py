"""Money: amounts in the currency and scale that the element states, such as thousands of tenge."""

import re
from decimal import Decimal
from functools import partial

from schemas.basics.cell import Cell, Percent, Shown
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.figures import (
    decimal_constraints,
    decimal_format,
    decimal_refusal,
    is_plainly_figure,
    is_zero,
    may_be_figure,
    read_decimal,
)
from schemas.declaration.kind import Ambiguous, Kind, ReadCell, UnitNames, Unread
from schemas.language.measures import currency_of, is_currency, stated_scales
from schemas.language.numbers import exact

TEXTS = Texts(__package__)

# "1 200 тг", "35,5 млн тенге"
_WITH_WORDS = re.compile(r"(?P<number>.*\d)\s*(?P<words>[^\d]+)")


def _reader(element: DataElement, _units: UnitNames) -> ReadCell:
    return partial(_read, element=element)


def _read(cell: Cell, element: DataElement) -> object:
    """The amount in a cell; words beside it must say the element's own scale and currency.

    An amount that its cell's format shows in another currency is asked about: Excel puts the sign of its own language there.
    """
    scales, currency = {element.element.scale}, currency_of(_measure(element).ru)
    if isinstance(cell, Percent) and cell.sign:
        amount = exact(cell.number) if stated_scales(cell.sign) == scales else Unread(cell)
        is_own = currency_of(cell.sign) in (None, currency) or type(amount) is Unread
        return amount if is_own else Ambiguous(amount)
    if isinstance(cell, Shown) and cell.counts and is_currency(_without_digits(cell.text), currency):
        return read_decimal(cell.value, element)
    if type(cell) is str and (found := _WITH_WORDS.fullmatch(cell.strip())) and is_currency(found["words"], currency):
        own = (stated_scales(found["words"]) or {1}) == scales
        return read_decimal(found["number"], element) if own else Unread(cell)
    value = read_decimal(cell, element)
    return Unread(cell) if type(value) is Unread and currency_of(str(cell)) not in (None, currency) else value


def _without_digits(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())


def _measure(element: DataElement) -> Text:
    """What the amounts are counted in: tenge, thousand tenge."""
    currency, scale = element.element.currency or TEXTS["money.tenge"], element.element.scale
    return currency if scale == 1 else joined(TEXTS.group("scale")[str(scale)], currency)


KIND = Kind(
    name="money",
    value_type=Decimal,
    is_stated=True,
    reader=_reader,
    constraints=decimal_constraints,
    refusal=decimal_refusal,
    is_figure=True,
    scale=lambda element: element.element.scale,
    measure=_measure,
    may_be=may_be_figure,
    is_plainly=is_plainly_figure,
    is_prefilled=is_zero,
    sql_type="decimal(38, 6)",
    from_sql=Decimal,
    entry="decimal number",
    number_format=decimal_format("#,##0"),
    width=17,
)
