"""The rows of a place's workbook: the inverse of reading it."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.basics.place import Letterhead, Place
from svod.forms.write_form import Values


def rows_of_place(place: Place) -> Mapping[str, Sequence[Values]]:
    """The rows by sheet."""
    days = [{"day": one.day.isoformat(), "is_working": one.is_working, "name": one.name or None} for one in place.days]
    return {"place": list(_versions(place)), "days": days}


def _versions(place: Place) -> Iterator[Values]:
    for version in place.versions:
        letterhead = {name: getattr(version, name) or None for name in Letterhead.model_fields}
        day = version.valid_from and version.valid_from.isoformat()
        yield {"valid_from": day, "zone": version.zone, "languages": "; ".join(version.languages), **letterhead}
