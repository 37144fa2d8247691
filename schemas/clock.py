"""The region's local time. Days of receipt and deadlines are days in Asia/Almaty."""

from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo


def _zone() -> ZoneInfo:
    # Kazakhstan has had one zone, UTC+5, since 1 March 2024. Systems with older zone files are an hour off, so the
    # pinned tzdata package is read, whatever the system has.
    with resources.files("tzdata.zoneinfo.Asia").joinpath("Almaty").open("rb") as file:
        return ZoneInfo.from_file(file, key="Asia/Almaty")


ZONE = _zone()


def now() -> datetime:
    """The moment that it is, to the microsecond, in local time."""
    return datetime.now(ZONE)


def first_minute(day: date) -> datetime:
    """The moment at which a local day begins."""
    return datetime.combine(day, time(), ZONE)
