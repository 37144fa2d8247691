"""Months, written 2026-06 in the warehouse."""

from datetime import date

from schemas.basics.cell import Cell, Shown
from schemas.basics.text import Text
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Ambiguous, Kind, NamesOf, ReadCell, Refusal, UnitNames, Unread
from schemas.language.dates import FIRST_DAY, LAST_DAY, month_in_words, written_month
from schemas.language.numbers import shown


def read_month(cell: Cell) -> object:
    """The month that a cell shows or writes. A day that isn't the first of a month may be meant as a day.

    >>> read_month("маусым 2026"), read_month("06.2026"), read_month(date(2026, 6, 1)), read_month(date(2026, 6, 5))
    ('2026-06', '2026-06', '2026-06', Ambiguous(value='2026-06'))
    """
    day = cell.value if isinstance(cell, Shown) and "." in cell.text else cell
    if isinstance(day, date):
        month = f"{day:%Y-%m}"
        if not FIRST_DAY.year <= day.year < LAST_DAY.year:
            return Unread(cell)
        return month if day.day == 1 or day is not cell else Ambiguous(month, month_in_words(month))
    if type(cell) is str:
        return written_month(cell) or (Unread(cell) if shown(cell) else None)
    return Unread(cell)


def _reader(_element: DataElement, _units: UnitNames) -> ReadCell:
    return read_month


def _refusal(_element: DataElement, _value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    return Refusal("cell.not_a_month")


def _may_be(text: str, _element: DataElement) -> bool:
    return written_month(text) is not None


def _is_month(cell: Cell, _element: DataElement) -> bool:
    return isinstance(cell, date) or (type(cell) is str and written_month(cell) is not None)


def _label(value: object, _element: DataElement, _unit_names: NamesOf) -> Text | None:
    return month_in_words(value) if isinstance(value, str) else None


KIND = Kind(
    name="month",
    value_type=str,
    is_stated=True,
    reader=_reader,
    pattern=r"^20\d\d-(0[1-9]|1[0-2])$",
    refusal=_refusal,
    groups_rows=True,
    may_be=_may_be,
    is_plainly=_is_month,
    is_prefilled=_is_month,
    meaning=lambda text, _element: written_month(text),
    label=_label,
    entry="month",
    number_format=lambda _element: "MM.YYYY",
    width=18,
)
