"""Regional totals as published: each with the units that stand behind it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.basics.text import Text

TotalState = Literal["provisional", "final"]

STATES: Mapping[TotalState, Text] = {
    "provisional": Text("алдын ала", "предварительно", "provisional"),
    "final": Text("түпкілікті", "окончательно", "final"),
}
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
        c = self.coverage
        said = Text(
            f"Есеп тапсыруға тиіс ұйымдар – {c.expected}, тапсырғаны – {c.reported} (іс-шара өткізбегендер – {c.nil}, "
            f"кешіккендер – {c.late}); тапсырмағандар – {c.missing} (оның ішінде есебі қабылданбағандар – {c.rejected}).",
            f"Сдали отчёт: {c.reported} из {c.expected} (нулевых — {c.nil}, с опозданием — {c.late}); не сдали — {c.missing} "
            f"(из них отчёт не принят — {c.rejected}).",
            f"Reported: {c.reported} of {c.expected} units (nil {c.nil}, late {c.late}); missing {c.missing} "
            f"(of which rejected {c.rejected}).",
        )
        open_ones = Text(
            f" Ашық сұратулар – {self.queries}.", f" Открытых вопросов: {self.queries}.", f" Open queries: {self.queries}."
        )
        return Text(*map("".join, zip(said.all, open_ones.all, strict=True))) if self.queries else said
