"""Counts: whole numbers of people, events or things."""

from datetime import date, datetime
from math import isfinite
from typing import Annotated

from pydantic import Field

from schemas.basics.cell import Cell, Scaled, Shown
from schemas.basics.text import plain
from schemas.declaration.element import DataElement
from schemas.declaration.figures import is_plainly_figure, is_zero, may_be_figure, not_a_number, scale_of_measure
from schemas.declaration.kind import Ambiguous, Kind, Refusal, UnitNames, Unread, between
from schemas.language.numbers import in_15_digits, is_dash, likely_count, written_count

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A number of people, events or things; more than a million in one row of one district is a slip of the hand."""

_EXCEL_DAY_0 = date(1899, 12, 30)
# A workbook that counts its days from 1904 can't write an earlier one.
_FIRST_DAY_OF_1904 = date(1904, 1, 1)


def read_count(cell: Cell) -> object:
    """The number that a cell counts, None where it is a dash.

    >>> read_count("1 074"), read_count(4.0), read_count(0.57 * 100), read_count("–")
    (1074, 4, 57, None)
    >>> read_count("1.074")  # a thousand, or a fraction
    Ambiguous(value=1074)
    >>> read_count("12 адам")
    Unread(cell='12 адам', meant='12')
    """
    if isinstance(cell, Scaled | Shown):
        return _read_shown(cell)
    if type(cell) is float or type(cell) is int:
        return _whole(cell)
    if type(cell) is not str:
        return Unread(cell, _number_of_day(cell))
    if is_dash(cell):
        return None
    number, is_sure = written_count(cell)
    if number is None:
        return Unread(cell, likely_count(cell))
    return number if is_sure else Ambiguous(number)


def _whole(number: float) -> float:
    """The number as an int if it is whole, or was before a computer calculated it: 56.99999999999999 is 57."""
    if number == number // 1:
        return int(number)
    shown = in_15_digits(number)
    return int(shown) if shown == shown // 1 else number


def _read_shown(cell: Scaled | Shown) -> object:
    """The number of a cell that shows another, if it counts all the same."""
    if isinstance(cell, Scaled):
        return Ambiguous(read_count(cell.number))
    return Ambiguous(read_count(cell.value)) if cell.counts else Unread(cell, _number_of_day(cell.value))


def _number_of_day(cell: Cell) -> str | None:
    """The number that shows as a day of 1900 to 1903 because its cell has a date's format: 5 as 5 January 1900.

    Excel takes 1900 for a leap year, so days before March are one off.
    """
    if not isinstance(cell, date) or isinstance(cell, datetime) or cell >= _FIRST_DAY_OF_1904:
        return None
    days = (cell - _EXCEL_DAY_0).days
    return str(days if days > 60 else days - 1)


def _refusal(element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    if not isinstance(value, int | float) or not isfinite(value):
        return not_a_number(value, whole=True)
    shown = {"found": plain(value)} if element.is_year else {}
    if value != value // 1:
        return Refusal("cell.not_whole", shown)
    if value < 0:
        return Refusal("cell.negative", shown)
    bounds = [bound for bound in (element.least, element.most) if bound is not None]
    written = [plain(float(bound)) for bound in bounds] if element.is_year else bounds
    return Refusal("cell.out_of_range", {**shown, "expected": between(*written)})


KIND = Kind(
    name="count",
    value_type=int,
    reader=lambda _element, _units: read_count,
    as_they_are=frozenset({int, float}),
    is_lax=True,
    refusal=_refusal,
    is_figure=True,
    scale=scale_of_measure,
    may_be=may_be_figure,
    is_plainly=is_plainly_figure,
    is_prefilled=is_zero,
    sql_type="bigint",
    entry="whole number",
    width=14,
)
