"""A column of counts. A dash says that there is nothing to count: as a blank, where a blank means no more than that."""

from collections.abc import Sequence
from datetime import date, datetime

from schemas.basics.cell import Cell, Scaled
from schemas.language.numbers import is_dash, likely_count, written_count
from svod.validation.cleaning.cleaned import Cleaned, Unread

# Of the old binary format calamine gives whole numbers as int.
_NUMBERS = {float, int, type(None)}

_DAYS_FROM = date(1899, 12, 30)
# Workbooks that count days from 1904 have none before it.
_FIRST_DAY_OF_OTHERS = date(1904, 1, 1)


def clean_counts(column: Sequence[Cell]) -> Cleaned:
    """Numbers as text become int, blanks and dashes None; whole floats are left for pydantic to convert."""
    values = [None if cell == "" else cell for cell in column] if "" in column else list(column)
    if set(map(type, values)) <= _NUMBERS:
        return Cleaned(values)
    cleaned = Cleaned(values)
    for row, cell in enumerate(values):
        if type(cell) not in _NUMBERS:
            values[row], sure = as_count(cell)
            if not sure:
                cleaned.read_as[row] = values[row]
    return cleaned


def as_count(cell: Cell) -> tuple[object, bool]:
    """A count as read, and whether that is the only way to read it."""
    if isinstance(cell, Scaled):
        return as_count(cell.number)[0], False
    if type(cell) is float or type(cell) is int:
        return (int(cell) if cell == cell // 1 else cell), True
    if type(cell) is not str:
        return Unread(cell, _serial(cell)), True
    if is_dash(cell):
        return None, True
    number, sure = written_count(cell)
    return (Unread(cell, likely_count(cell)) if number is None else number), sure


def _serial(cell: Cell) -> str | None:
    """The number that shows as a day of 1900 to 1903 because its cell has a date's format. Excel has a 29 February 1900."""
    if not isinstance(cell, date) or isinstance(cell, datetime) or cell >= _FIRST_DAY_OF_OTHERS:
        return None
    days = (cell - _DAYS_FROM).days
    return str(days if days > 60 else days - 1)
