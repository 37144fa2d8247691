"""The period a return is about: a value written `2026`, `2026-H1`, `2026-Q1`, `2026-03` or `2026-W07`."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, Self, get_args

from pydantic.dataclasses import dataclass

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

PeriodType = Literal["year", "half", "quarter", "month", "week"]
PERIOD_TYPES: tuple[PeriodType, ...] = get_args(PeriodType)

_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])|W(?P<week>0[1-9]|[1-4]\d|5[0-3])))?"
)
_WRITTEN: dict[PeriodType, str] = {"year": "", "half": "-H{}", "quarter": "-Q{}", "month": "-{:02d}", "week": "-W{:02d}"}
_MONTHS: dict[PeriodType, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, half year, quarter, month or week; `number` counts the parts of the year, from 1.

    Weeks and their years are those of ISO 8601: a week begins on Monday, and the first one of a year has its first Thursday.

    >>> str(Period.parse("2026-Q1")), Period.parse("2026-Q1").last_day
    ('2026-Q1', datetime.date(2026, 3, 31))
    >>> Period.parse("2026-W01").first_day
    datetime.date(2025, 12, 29)
    """

    year: int
    type: PeriodType = "year"
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period from its written form."""
        found = _PATTERN.fullmatch(text.strip())
        if found is None:
            raise UnknownName(TEXTS.fill("not_a_period", text=text))
        year = int(found["year"])
        for part in PERIOD_TYPES[1:]:
            if found[part]:
                return cls(year, part, int(found[part]))
        return cls(year)

    def __str__(self) -> str:
        return f"{self.year:04d}" + _WRITTEN[self.type].format(self.number)

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        if self.type == "week":
            return date.fromisocalendar(self.year, self.number, 1)
        return date(self.year, (self.number - 1) * _MONTHS[self.type] + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        if self.type == "week":
            return self.first_day + timedelta(days=6)
        month = self.number * _MONTHS[self.type]
        return date(self.year, month, monthrange(self.year, month)[1])

    def around(self, day: date) -> Self:
        """The period of the same type that a day is in."""
        if self.type == "week":
            return replace(self, year=day.isocalendar().year, number=day.isocalendar().week)
        return replace(self, year=day.year, number=(day.month - 1) // _MONTHS[self.type] + 1)

    @property
    def is_in_its_year(self) -> bool:
        """False for the 53rd week of a year that has 52."""
        return self.type != "week" or self.number <= date(self.year, 12, 28).isocalendar().week

    @property
    def year_before(self) -> Self:
        """The same period a year earlier. It may not be in its year."""
        return replace(self, year=self.year - 1)
