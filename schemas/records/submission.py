"""Receipts of files and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from schemas.basics.texts import Texts
from schemas.records.issue import Issue
from schemas.records.reading import CellCounts

TEXTS = Texts(__package__)

SubmissionStatus = Literal["accepted", "rejected", "superseded", "withdrawn", "unchanged", "after_closing"]
CompletenessStatus = Literal["expected", "accepted", "queried", "rejected", "nil", "late", "missing"]

STATUSES = TEXTS.group("status")
"""How a unit's status is written."""

SUBMISSION_STATUSES = TEXTS.group("submission")
"""How it is written what became of a submission."""

Value = object
"""A typed value: int, str (codes are str), bool, date, or None where blank."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file received. `submission` numbers receipts from 1 in order of recording; `file` is its path under raw/."""

    submission: int
    file: str
    sha256: str
    received_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionOf:
    """A submission of one unit for one form and period."""

    submission: int
    revision: int
    status: SubmissionStatus
    received_at: datetime
    recorded_at: datetime
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The typed rows of one table as columns, with the sheet and the sheet row (from 1) of each.

    `places` says where each element stands: the letters of its column, or on the cover the whole address.
    """

    sheet: str
    rows: Sequence[int]
    columns: Mapping[str, Sequence[Value]]
    places: Mapping[str, str]


@dataclass(slots=True)
class CheckedReturn:
    """One workbook's verdict. It is accepted when no issue is an error; what could not be known is None.

    `indicators` are those of this return alone; an indicator is None where the return leaves it blank.
    """

    sha256: str
    form: str | None = None
    unit: str | None = None
    period: str | None = None
    nil: bool = False
    issues: list[Issue] = field(default_factory=list)
    tables: dict[str, CheckedTable] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int | None] = field(default_factory=dict)
    cells: CellCounts | None = None

    @property
    def status(self) -> Literal["accepted", "rejected"]:
        """Whether the return counts."""
        return "rejected" if any(issue.severity == "error" for issue in self.issues) else "accepted"
