"""The period a return is about: a value written `2026`, `2026-Q1` or `2026-03`."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Literal, Self

from pydantic.dataclasses import dataclass

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

PeriodType = Literal["year", "quarter", "month"]

_PATTERN = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_MONTHS: dict[PeriodType, int] = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, quarter or month; `number` counts quarters or months within the year, from 1.

    >>> str(Period.parse("2026-Q1")), Period.parse("2026-Q1").last_day
    ('2026-Q1', datetime.date(2026, 3, 31))
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
        if found["quarter"]:
            return cls(year, "quarter", int(found["quarter"]))
        if found["month"]:
            return cls(year, "month", int(found["month"]))
        return cls(year)

    def __str__(self) -> str:
        match self.type:
            case "year":
                return f"{self.year:04d}"
            case "quarter":
                return f"{self.year:04d}-Q{self.number}"
            case "month":
                return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.year, (self.number - 1) * _MONTHS[self.type] + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        month = self.number * _MONTHS[self.type]
        return date(self.year, month, monthrange(self.year, month)[1])

    def around(self, day: date) -> Self:
        """The period of the same type that a day is in."""
        return replace(self, year=day.year, number=(day.month - 1) // _MONTHS[self.type] + 1)

    @property
    def year_before(self) -> Self:
        """The same period a year earlier."""
        return replace(self, year=self.year - 1)
