"""Days."""

from datetime import date, datetime
from math import isfinite

from pydantic import Field

from schemas.basics.cell import Cell, Shown
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Ambiguous, Kind, Refusal, UnitNames, Unread, between
from schemas.language.dates import FIRST_DAY, LAST_DAY, serial_date, written_date
from schemas.language.numbers import shown


def read_date(cell: Cell) -> object:
    """The day that a cell holds, counts or writes; a time of day is left out.

    >>> read_date("5 маусым 2026 ж."), read_date(46178), read_date(datetime(2026, 6, 5, 9, 30))
    (datetime.date(2026, 6, 5), datetime.date(2026, 6, 5), datetime.date(2026, 6, 5))
    >>> read_date("5/6/2026")  # 5 June, or 6 May where months come first
    Ambiguous(value=datetime.date(2026, 6, 5))
    >>> read_date("маусым")
    Unread(cell='маусым', meant=None)
    """
    match cell:
        case Shown():
            return Ambiguous(read_date(cell.value)) if cell.counts else Unread(cell)
        case datetime():
            return cell.date()
        case date():
            return cell
        case str():
            return _written(cell)
        case float() | int() if not isinstance(cell, bool) and isfinite(cell):
            return serial_date(cell) or Unread(cell)
    return Unread(cell)


def _written(text: str) -> object:
    if not shown(text):
        return None
    day, is_sure = written_date(text)
    if day is None:
        return Unread(text)
    return day if is_sure else Ambiguous(day)


def _our_century(element: DataElement) -> tuple[object, ...]:
    """Days that no rule of the form bounds must lie in our century all the same."""
    return () if element.element.within else (Field(ge=FIRST_DAY, le=LAST_DAY),)


def _refusal(_element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    if isinstance(value, date):
        return Refusal("cell.out_of_range", {"expected": between(FIRST_DAY, LAST_DAY)})
    return Refusal("cell.not_a_date")


def _may_be(text: str, _element: DataElement) -> bool:
    return written_date(text)[0] is not None


def _is_plainly(cell: Cell, element: DataElement) -> bool:
    return isinstance(cell, date) or (type(cell) is str and _may_be(cell, element))


def _is_prefilled(cell: Cell, _element: DataElement) -> bool:
    """True for a day, and for a number: a day as Excel counts them, or the number of the row."""
    return isinstance(cell, date) or type(cell) in (int, float)


KIND = Kind(
    name="date",
    value_type=date,
    reader=lambda _element, _units: read_date,
    as_they_are=frozenset({date}),
    constraints=_our_century,
    refusal=_refusal,
    groups_rows=True,
    may_be=_may_be,
    is_plainly=_is_plainly,
    is_prefilled=_is_prefilled,
    sql_type="date",
    from_sql=date.fromisoformat,
    entry="day",
    number_format=lambda _element: "DD.MM.YYYY",
    width=12,
)
