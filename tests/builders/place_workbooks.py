"""Workbooks of places for tests, as `svod place export` writes them, with cells changed."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from schemas.basics.place import PLACE, CalendarDay, Place, PlaceVersion
from svod.pipeline.place_workbooks import write_place

MOVED = Place(
    versions=(
        PlaceVersion(signer="А. Үлгі", signer_office_kk="Басшы", signer_office_ru="Руководитель"),
        PlaceVersion(
            valid_from=date(2026, 7, 1),
            zone="Asia/Tokyo",
            languages=("ru", "kk"),
            addressee_ru="Комитету",
            prepared_by_phone="1",
        ),
    ),
    days=(CalendarDay(day=date(2026, 7, 6), is_working=False, name="Астана күні"),),
)
"""A place that keeps the time of Tokyo from 1 July 2026 on and writes Russian first, under a head of whom nothing is said."""


def place_workbook(cells: Mapping[str, Any] | None = None, place: Place = PLACE) -> bytes:
    """The workbook of a place in English, with the given cells put instead, such as "place!B2"."""
    book = load_workbook(BytesIO(write_place(place, "en")))
    for address, value in (cells or {}).items():
        sheet, _, cell = address.partition("!")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
