"""Regional totals as published: each with the units that stand behind it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

TotalState = Literal["provisional", "final"]

STATES = TEXTS.group("state")
"""How the state of a total is written."""


class Published(BaseModel):
    """Base of what is printed as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Coverage(Published):
    """Units behind a total: expected = reported + missing.

    `reported` counts nil and late returns in; `rejected` are the missing units that sent only rejected files.
    """

    expected: int
    reported: int
    nil: int
    late: int
    missing: int
    rejected: int


class Share(Published):
    """An answer's respondents, the people asked in the units that put the question, and their percentage."""

    respondents: int
    base: int
    percent: float | None


class RegionalTotals(Published):
    """The totals of one form, period and region: by indicator, and the survey's shares by question and answer.

    `queries` are the open ones of the returns that count; `closed_at` is None while the period is open.
    """

    form: str
    period: str
    region: str
    as_of: datetime | None
    state: TotalState
    closed_at: datetime | None
    queries: int
    coverage: Coverage
    totals: dict[str, int | None]
    shares: dict[str, dict[str, Share]]

    @property
    def coverage_sentence(self) -> Text:
        """Who stands behind the totals, and how many queries are open."""
        coverage = TEXTS.fill("coverage", **self.coverage.model_dump())
        return joined(coverage, TEXTS.fill("open_queries", count=self.queries)) if self.queries else coverage
