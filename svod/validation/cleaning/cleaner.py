"""From a column as typed by people to values of the element's type, as far as there is one sensible reading.

What has none becomes `Unread`, which pydantic refuses. A column whose cells are all as they should be costs one pass.
"""

from collections.abc import Sequence

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.language.numbers import shown
from schemas.units.register import UnitRegister
from svod.validation.cleaning.cleaned import Cleaned, Cleaner
from svod.validation.cleaning.codes import cleaner_of_codes, cleaner_of_truths, cleaner_of_units
from svod.validation.cleaning.counts import clean_counts
from svod.validation.cleaning.dates import clean_dates, clean_unbounded_dates
from svod.validation.cleaning.texts import clean_texts


def cleaner(element: DataElement, register: UnitRegister) -> Cleaner:
    """The cleaner for an element's kind. A blank becomes the element's default, where it has one; a dash is no blank there."""
    clean = _cleaner_of_kind(element, register)
    return clean if element.default is None else _or_default(clean, element.default)


def _cleaner_of_kind(element: DataElement, register: UnitRegister) -> Cleaner:
    match element.kind:
        case "count":
            return clean_counts
        case "date":
            return clean_dates if element.element.within else clean_unbounded_dates
        case "text":
            return clean_texts
        case "unit":
            return cleaner_of_units(register)
        case "truth":
            return cleaner_of_truths()
        case "code":
            return cleaner_of_codes(element)


def _or_default(clean: Cleaner, default: object) -> Cleaner:
    def with_default(column: Sequence[Cell]) -> Cleaned:
        cleaned = clean(column)
        if None in cleaned.values:
            pairs = zip(column, cleaned.values, strict=True)
            cleaned.values = [default if value is None and not shown(str(cell)) else value for cell, value in pairs]
        return cleaned

    return with_default
