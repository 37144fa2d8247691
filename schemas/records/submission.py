"""Receipts of files, and the verdicts on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from schemas.basics.exact import Number
from schemas.basics.texts import Texts
from schemas.records.issue import Issue
from schemas.records.reading import CellCounts

TEXTS = Texts(__package__)

SubmissionStatus = Literal["accepted", "rejected", "superseded", "withdrawn", "unchanged", "after_closing", "set_aside"]
CompletenessStatus = Literal["expected", "accepted", "queried", "rejected", "nil", "late", "missing"]

STATUSES = TEXTS.group("status")
"""The names of a unit's statuses."""

SUBMISSION_STATUSES = TEXTS.group("submission")
"""The names of a submission's statuses."""

DoorName = Literal["desk", "mail"]

DOOR_NAMES: tuple[DoorName, ...] = get_args(DoorName)

Value = object
"""A typed value: int, Decimal, str (codes are str), bool, date, or None if blank."""


Quotients = dict[str, tuple[Number, Number]]
"""The part and the whole of indicators that are quotients."""


class Door(NamedTuple):
    """A door through which files come, and the unit whose door it is. None if it isn't known who sends them."""

    name: DoorName
    unit: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One received file. `submission` numbers receipts from 1 in order of recording; `file` is the path under raw/.

    `door` and `door_unit` say through which door it came and whose door that is. They are None of a file found under raw/.
    """

    submission: int
    file: str
    sha256: str
    received_at: datetime
    recorded_at: datetime
    door: str | None = None
    door_unit: str | None = None

    @property
    def sent_as(self) -> str:
        """The path as its sender chose it: under raw/, or through a door the name alone."""
        return self.file.rpartition("/")[2] if self.door else self.file


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
    """The typed rows of a table as columns, with the sheet and the sheet row (from 1) of each row.

    `places` has the letters of each element's column, or on the cover the address of its value.
    """

    sheet: str
    rows: Sequence[int]
    columns: Mapping[str, Sequence[Value]]
    places: Mapping[str, str]


@dataclass(slots=True)
class CheckedReturn:
    """The verdict on a workbook. It is accepted if no issue is an error. What could not be found out is None.

    `indicators` are computed from this return alone. An indicator is None if the return leaves it blank. `quotients` are the
    part and the whole of those that are means or ratios. `path` is the file's path if the verdict depends on it: several units
    have the name on the cover, and it doesn't tell which is meant.
    """

    sha256: str
    form: str | None = None
    unit: str | None = None
    period: str | None = None
    nil: bool = False
    issues: list[Issue] = field(default_factory=list)
    tables: dict[str, CheckedTable] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, Number | None] = field(default_factory=dict)
    quotients: Quotients = field(default_factory=dict)
    cells: CellCounts | None = None
    path: str | None = None

    @property
    def status(self) -> Literal["accepted", "rejected"]:
        """Whether the return counts."""
        return "rejected" if any(issue.severity == "error" for issue in self.issues) else "accepted"
