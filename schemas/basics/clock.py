"""The region's local time. Days of receipt and deadlines are days in Asia/Almaty."""

from collections.abc import Callable
from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def _zone() -> ZoneInfo:
    # Kazakhstan has had one zone, UTC+5, since 1 March 2024. Systems with older zone files are an hour off, so the
    # pinned tzdata package is read, whatever the system has.
    with resources.files("tzdata.zoneinfo.Asia").joinpath("Almaty").open("rb") as file:
        return ZoneInfo.from_file(file, key="Asia/Almaty")


ZONE = _zone()


Clock = Callable[[], datetime]
"""Tells the moment that it is; given to whatever records moments."""

Pause = Callable[[float], object]
"""Waits for some seconds."""


def now() -> datetime:
    """The moment that it is, to the microsecond, in local time."""
    return datetime.now(ZONE)


def first_minute(day: date) -> datetime:
    """The moment at which a local day begins."""
    return datetime.combine(day, time(), ZONE)


def parse_moment(text: str) -> datetime:
    """A moment in ISO 8601; without an offset it is local time, a date alone its first minute. Raises UnknownName."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnknownName(TEXTS.fill("not_a_moment", text=text)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def written(moment: datetime) -> str:
    """A moment as people read it, in local time."""
    return f"{moment.astimezone(ZONE):%d.%m.%Y %H:%M}"
