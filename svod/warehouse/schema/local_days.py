"""The macro that turns a moment into the day on which it was at the place."""

from collections.abc import Iterator

from schemas.basics.place import Place
from svod.warehouse.schema.form_tables import literal


def local_days(place: Place) -> Iterator[str]:
    """The statements that create `core.local_day(moment)`, for a place that may have changed its zone."""
    (_, zone), *later = place.zones
    in_force = literal(zone)
    for begins, zone in later:
        in_force = f"if(moment >= {literal(str(begins))}::timestamptz, {literal(zone)}, {in_force})"
    yield f"create or replace macro core.local_day(moment) as timezone({in_force}, moment)::date"
    yield "comment on macro core.local_day is 'The day of a moment in local time'"
