"""Percentages: 35 means 35 %, however it is written."""

import re
from decimal import Decimal
from functools import partial

from schemas.basics.cell import Cell, Percent
from schemas.basics.exact import digits
from schemas.basics.text import Text
from schemas.declaration.element import DataElement
from schemas.declaration.figures import (
    as_typed,
    decimal_constraints,
    decimal_format,
    decimal_refusal,
    is_plainly_figure,
    is_zero,
    may_be_figure,
    read_decimal,
    rounded,
)
from schemas.declaration.kind import Ambiguous, Kind, ReadCell, Refusal, UnitNames, Unread
from schemas.language.numbers import exact

# Matches "35 %", "35,5 пайыз" and "35 процентов".
_WRITTEN = re.compile(r"(?P<number>.*\d)\s*(?:%|пайыз|проц\w*\.?|per ?cent)", re.IGNORECASE)


def _reader(element: DataElement, _units: UnitNames) -> ReadCell:
    return partial(_read, element=element)


def _read(cell: Cell, element: DataElement) -> object:
    """The percentage in a cell. A number up to 1 without a per cent sign may be a share of one: that is asked about."""
    if isinstance(cell, Percent):
        if cell.sign:
            return exact(cell.number) if "%" in cell.sign else Unread(cell)
        return Decimal(digits(exact(cell.number) * 100))
    if type(cell) is str and (found := _WRITTEN.fullmatch(cell.strip())):
        return read_decimal(found["number"], element)
    value = read_decimal(cell, element)
    return Ambiguous(value) if isinstance(value, Decimal) and 0 < value <= 1 else value


def _refusal(element: DataElement, value: object, cell: Cell, units: UnitNames) -> Refusal:
    """The refusal; for 0.355, which may be the share of one that 35.5 % are, this is suggested."""
    refusal = decimal_refusal(element, value, cell, units)
    if refusal.code == "cell.too_many_decimals" and isinstance(value, Decimal) and 0 < value < 1 and "%" not in str(cell):
        return Refusal(refusal.code, refusal.places, as_typed(rounded(value * 100, element.element.decimals)))
    return refusal


KIND = Kind(
    name="percent",
    value_type=Decimal,
    is_stated=True,
    reader=_reader,
    constraints=decimal_constraints,
    refusal=_refusal,
    is_figure=True,
    adds_up=False,
    scale=lambda _element: "%",
    measure=lambda _element: Text("%", "%", "%"),
    may_be=may_be_figure,
    is_plainly=lambda cell, element: isinstance(cell, Percent) or is_plainly_figure(cell, element),
    is_prefilled=is_zero,
    sql_type="decimal(38, 6)",
    from_sql=Decimal,
    entry="decimal number",
    number_format=decimal_format("0"),
    width=12,
)
