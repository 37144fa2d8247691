"""Regional totals as published, each with the number of units behind it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from schemas.basics.exact import Number
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

TotalState = Literal["provisional", "final"]

STATES = TEXTS.group("state")
"""The names of the states of a total."""

AGGREGATIONS = TEXTS.group("aggregation")
"""What units or periods come to, by the name of the aggregation."""


class Published(BaseModel):
    """Base class of what is printed as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Coverage(Published):
    """How many units a total covers: expected = reported + missing.

    `reported` includes nil and late returns. `rejected` counts the missing units that sent only rejected files.
    """

    expected: int
    reported: int
    nil: int
    late: int
    missing: int
    rejected: int

    @classmethod
    def of(cls, counts: Sequence[int]) -> Self:
        """The coverage with these counts, in the order of its fields."""
        return cls(**dict(zip(cls.model_fields, counts, strict=True)))

    def sentence(self, queries: int) -> Text:
        """How many units reported, and how many queries are open."""
        coverage = TEXTS.fill("coverage", **self.model_dump())
        return joined(coverage, TEXTS.fill("open_queries", count=queries)) if queries else coverage


class Share(Published):
    """How many respondents gave an answer, how many people the units asked, and the percentage."""

    respondents: int
    base: int
    percent: float | None


class YearTotals(Published):
    """What the totals of a year's periods come to, for a form and region, by indicator.

    `periods` is for how many of the year's `of_periods` units have reported, `last_period` the last of them. `breaks` names
    the indicators that a later version of the form computes otherwise, each with the period since when: they come to nothing.
    """

    form: str
    year: str
    region: str
    as_of: datetime | None
    periods: int
    of_periods: int
    last_period: str | None
    totals: dict[str, Number | None]
    breaks: dict[str, str]


class RegionalTotals(Published):
    """The totals of a form, period and region by indicator, and the survey's shares by question and answer.

    The region is any unit that has units below it, such as a district of schools or the republic.

    `queries` counts the open queries of the current returns. `closed_at` is None while the period is open.
    """

    form: str
    period: str
    region: str
    as_of: datetime | None
    state: TotalState
    closed_at: datetime | None
    queries: int
    coverage: Coverage
    totals: dict[str, Number | None]
    shares: dict[str, dict[str, Share]]

    @property
    def coverage_sentence(self) -> Text:
        """How many units reported, and how many queries are open."""
        return self.coverage.sentence(self.queries)
