"""A column of dates."""

from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite

from schemas.basics.cell import Cell
from schemas.language.dates import FIRST_DAY, LAST_DAY, serial_date, written_date
from schemas.language.numbers import shown
from svod.validation.cleaning.cleaned import Cleaned, Unread


def clean_dates(column: Sequence[Cell]) -> Cleaned:
    """Dates, midnights, serials and written dates become date; blanks become None."""
    if set(map(type, column)) <= {date}:
        return Cleaned(list(column))
    cleaned = Cleaned([])
    for row, cell in enumerate(column):
        value, sure = _date(cell)
        cleaned.values.append(value)
        if not sure:
            cleaned.read_as[row] = value
    return cleaned


def clean_unbounded_dates(column: Sequence[Cell]) -> Cleaned:
    """Dates that no rule of the form bounds: they must lie in our century all the same."""
    cleaned = clean_dates(column)
    cleaned.values = [
        Unread(value) if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY else value for value in cleaned.values
    ]
    return cleaned


def _date(cell: Cell) -> tuple[object, bool]:
    read: tuple[date | None, bool] = None, True
    match cell:
        case datetime():
            return cell.date(), True
        case date():
            return cell, True
        case str() if not shown(cell):
            return None, True
        case str():
            read = written_date(cell)
        case float() | int() if not isinstance(cell, bool) and isfinite(cell):
            read = serial_date(cell), True
    return (Unread(cell), True) if read[0] is None else read
