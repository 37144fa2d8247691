"""Writes a listing as a workbook: numbers and dates that Excel counts with, a header that stays, widths that fit."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite

from schemas.basics.clock import written
from schemas.basics.exceptions import NotAllowed
from schemas.basics.text import Language, Text, write
from schemas.basics.texts import Texts
from schemas.records.listing import Listing, for_people
from svod.reports.xlsx.book import BORDER, HEADING_FILL, Book, Properties

TEXTS = Texts(__package__)

_MOST_ROWS, _MOST_COLUMNS, _LONGEST_TEXT = 1_048_576, 16_384, 32_767
_EXACT = 10**15
"""Excel keeps 15 digits of a number, and makes the others zeros."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel knows no day before 1900, and counts those before March wrong."""
_NARROWEST, _WIDEST, _ROWS_MEASURED = 8, 60, 1_000
_LOOKS: Mapping[type, Properties] = {datetime: {"num_format": "dd.mm.yyyy hh:mm"}, date: {"num_format": "dd.mm.yyyy"}}


def listing_book(listing: Listing, language: Language, text_of: Callable[[object], str]) -> bytes:
    """A workbook with the rows under headings. `text_of` writes values that Excel has no type for.

    Raises NotAllowed if a sheet of Excel can't hold it: nothing is left out silently.
    """
    if len(listing.rows) >= _MOST_ROWS or len(listing.columns) > _MOST_COLUMNS:
        raise NotAllowed(TEXTS.fill("too_large", rows=_MOST_ROWS - 1, columns=_MOST_COLUMNS))
    book = Book()
    sheet = book.add_sheet("svod")
    heading = book.style(BORDER, {"bold": True, "bg_color": HEADING_FILL})
    styles = {kind: book.style(look) for kind, look in _LOOKS.items()}
    plain = book.style()
    for place, column in enumerate(listing.columns):
        sheet.put(0, place, write(column.heading, language), heading)
        shown = [_shown(row[place], language) for row in islice(listing.rows, _ROWS_MEASURED)]
        widest = max(map(len, [write(column.heading, language), *shown]))
        sheet.set_column(place, place, min(max(widest + 2, _NARROWEST), _WIDEST))
    for number, row in enumerate(listing.rows, 1):
        for place, value in enumerate(row):
            if value is not None:
                known = _for_excel(for_people(value), language, text_of)
                sheet.put(number, place, known, styles.get(type(known), plain))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(listing.rows), len(listing.columns) - 1)
    return book.close()


def _for_excel(value: object, language: Language, text_of: Callable[[object], str]) -> object:
    """A value of a type that Excel has and keeps exactly, else its text."""
    match value:
        case Text():
            return value.in_(language)
        case bool():
            return value
        case int() | float() | Decimal():
            return value if isfinite(value) and _is_exact(value) else text_of(value)
        case datetime():
            return (
                (value + timedelta(microseconds=500)).replace(microsecond=0) if value.date() >= _FIRST_DAY else text_of(value)
            )
        case date():
            return value if value >= _FIRST_DAY else text_of(value)
    text = value if isinstance(value, str) else text_of(value)
    if len(text) > _LONGEST_TEXT:
        raise NotAllowed(TEXTS.fill("too_long", most=_LONGEST_TEXT))
    return text


def _is_exact(value: float | Decimal) -> bool:
    """True if Excel keeps every digit. A float has no others than Excel's."""
    if isinstance(value, float):
        return True
    return len(Decimal(value).normalize().as_tuple().digits) <= 15 and abs(value) < _EXACT


def _shown(value: object, language: Language) -> str:
    return written(value) if isinstance(value, datetime) else write(for_people(value), language)
