"""Texts as typed. The name of an error value is no text, also where it was typed or pasted as one."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from schemas.basics.cell import ERROR_VALUES, Cell, Percent, Scaled
from svod.validation.cleaning.cleaned import Cleaned, Unread


def clean_texts(column: Sequence[Cell]) -> Cleaned:
    """Texts lose the spaces around them, numbers and dates in a text column become text; blanks become None."""
    if set(map(type, column)) <= {str}:
        stripped = list(map(str.strip, column))  # type: ignore[arg-type]
        if ERROR_VALUES.isdisjoint(stripped):
            return Cleaned([text or None for text in stripped] if "" in stripped else list(stripped))
    return Cleaned([as_text(cell) for cell in column])


def as_text(cell: Cell) -> object:
    """A cell as text, None where it is blank."""
    match cell:
        case str():
            text = cell.strip()
            return Unread(cell) if text in ERROR_VALUES else text or None
        case bool() | Percent() | Scaled():
            return str(cell)
        case float() | int() if cell == cell // 1:
            return str(int(cell))
        case date():
            midnight = not isinstance(cell, datetime) or cell.time() == time()
            return f"{cell:%d.%m.%Y}" if midnight else f"{cell:%d.%m.%Y %H:%M}"
        case float() | time() | timedelta():
            return str(cell)
    return Unread(cell)
