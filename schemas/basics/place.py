"""The place where svod works: its local time and working days, the languages of its reports, and who signs them.

Moments are made local where they come in: from the warehouse, the ledger, the clock or the user. Everything behind that shows
them as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from importlib import resources
from itertools import count, islice, pairwise
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict
from typing_extensions import override

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import LANGUAGES, Language
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


class Letterhead(BaseModel):
    """Who writes, signs and receives the written report. What is blank becomes a line to fill in by hand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addressee_kk: str = ""
    addressee_ru: str = ""
    addressee_en: str = ""
    signer_office_kk: str = ""
    signer_office_ru: str = ""
    signer_office_en: str = ""
    signer: str = ""
    prepared_by: str = ""
    prepared_by_phone: str = ""

    def addressee(self, language: Language) -> str:
        """The addressee of the report in a language."""
        return str(getattr(self, f"addressee_{language}"))

    def signer_office(self, language: Language) -> str:
        """The signer's office in a language."""
        return str(getattr(self, f"signer_office_{language}"))


class PlaceVersion(Letterhead):
    """What holds at a place from a day on, without one from the beginning: the zone of local time, and the letterhead.

    `languages` are those that reports and the page show, in this order. The first is that of messages if nobody chose another.
    """

    valid_from: date | None = None
    zone: str = "Asia/Almaty"
    languages: tuple[Language, ...] = LANGUAGES

    @property
    def begins(self) -> datetime:
        """The moment from which it holds."""
        return datetime.combine(self.valid_from or date.min, time(), zone_named(self.zone))


class CalendarDay(BaseModel):
    """A day that is otherwise than its weekday: a holiday, or a Saturday on which people work."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    is_working: bool
    name: str = ""


class Place(BaseModel):
    """A place: its versions in order, each of which holds until the next one. The first one holds before its day too.

    `days` are those that are otherwise than their weekday: without them people work from Monday to Friday.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    versions: tuple[PlaceVersion, ...] = (PlaceVersion(),)
    days: tuple[CalendarDay, ...] = ()

    def on(self, day: date) -> PlaceVersion:
        """The version that holds on a day."""
        later = [version for version in self.versions[1:] if version.valid_from and version.valid_from <= day]
        return later[-1] if later else self.versions[0]

    def at(self, moment: datetime) -> PlaceVersion:
        """The version that holds at a moment."""
        later = [version for version, begins in self._later if begins <= moment]
        return later[-1] if later else self.versions[0]

    @cached_property
    def _later(self) -> list[tuple[PlaceVersion, datetime]]:
        """The versions after the first one, each with the moment when it begins."""
        return [(version, version.begins) for version in self.versions[1:]]

    def local(self, moment: datetime) -> datetime:
        """The same moment in the local time that was in force then."""
        return moment.astimezone(zone_named(self.at(moment).zone))

    def first_minute(self, day: date) -> datetime:
        """The first moment of a local day."""
        return datetime.combine(day, time(), zone_named(self.on(day).zone))

    def parse_moment(self, text: str) -> datetime:
        """Parse ISO 8601: local time if it has no offset, the day's first minute if it is a date. Raises UnknownName."""
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            raise UnknownName(TEXTS.fill("not_a_moment", text=text)) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone_named(self.on(moment.date()).zone))

    def is_working(self, day: date) -> bool:
        """True if people work on a day."""
        return self._is_working.get(day, day.weekday() < 5)

    @cached_property
    def _is_working(self) -> dict[date, bool]:
        return {one.day: one.is_working for one in self.days}

    def working_day_from(self, day: date) -> date:
        """The day itself if people work on it, else the next one on which they do."""
        return next(later for later in _days_from(day) if self.is_working(later))

    def working_day_after(self, day: date, number: int) -> date:
        """The last of so many working days after a day. The day itself if there are none."""
        working = (later for later in _days_from(day + timedelta(days=1)) if self.is_working(later))
        return next(islice(working, number - 1, None)) if number else day

    @cached_property
    def zones(self) -> list[tuple[datetime | None, str]]:
        """The zones in order, each with the moment from which it is in force; None is from the beginning."""
        changes = [(after.begins, after.zone) for before, after in pairwise(self.versions) if before.zone != after.zone]
        return [(None, self.versions[0].zone), *changes]


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=later) for later in count())


PLACE = Place()
"""The place of a data folder that has none of its own: North Kazakhstan."""


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """The places that a data folder adopted, in order, each with the moment when that was recorded."""

    adopted: tuple[tuple[datetime, Place], ...] = ()

    @property
    def latest(self) -> Place:
        """The place that was adopted last."""
        return self.adopted[-1][1] if self.adopted else PLACE

    def known_at(self, moment: datetime) -> Place:
        """The place as it was known at a moment."""
        return next((place for recorded_at, place in reversed(self.adopted) if recorded_at <= moment), PLACE)


NO_PLACES = PlaceHistory()
"""Of a data folder that adopted none."""


class _PinnedZone(ZoneInfo):
    """A zone read from the pinned package. Copies and other processes get it by its name."""

    @override
    def __reduce__(self) -> tuple[Callable[[str], ZoneInfo], tuple[str]]:
        return zone_named, (self.key,)


@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone with a name, such as Asia/Almaty. Raises FileNotFoundError if there is none.

    Kazakhstan has had one zone, UTC+5, since 1 March 2024. Systems with older zone files are an hour off, so the pinned tzdata
    package is read instead of the system's.
    """
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return _PinnedZone.from_file(file, key=name)


@cache
def zone_names() -> tuple[str, ...]:
    """The names of all zones."""
    return tuple(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
