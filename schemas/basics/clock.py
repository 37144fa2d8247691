"""Local time: the days of receipts and deadlines are days in Asia/Almaty."""

from collections.abc import Callable
from datetime import date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def _zone() -> ZoneInfo:
    # Kazakhstan has had one zone, UTC+5, since 1 March 2024. Systems with older zone files are an hour off, so the pinned
    # tzdata package is read instead of the system's.
    with resources.files("tzdata.zoneinfo.Asia").joinpath("Almaty").open("rb") as file:
        return ZoneInfo.from_file(file, key="Asia/Almaty")


ZONE = _zone()


Clock = Callable[[], datetime]
"""Returns the current time. Passed to everything that records times."""

Pause = Callable[[float], object]
"""Waits for a number of seconds."""


def now() -> datetime:
    """The current local time, to the microsecond."""
    return datetime.now(ZONE)


def first_minute(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, time(), ZONE)


def parse_moment(text: str) -> datetime:
    """Parse ISO 8601: local time if it has no offset, the day's first minute if it is a date. Raises UnknownName."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnknownName(TEXTS.fill("not_a_moment", text=text)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def written(moment: datetime) -> str:
    """A moment as people write it, in local time: 14.06.2026 18:00."""
    return f"{moment.astimezone(ZONE):%d.%m.%Y %H:%M}"
