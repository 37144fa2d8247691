"""What a period waits for a clerk to correct or explain."""

from datetime import datetime

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text
from schemas.records.issue import Severity


@dataclass(frozen=True, slots=True, config=ConfigDict(arbitrary_types_allowed=True, defer_build=True))
class OpenIssue:
    """An open query of a current return, or an error of a file that stands rejected.

    It is open since its file was received. `unit` is None if it isn't known whose file it is, `likely_unit` then the unit that
    it is likely to be of, or None. `name` is that of either.
    """

    submission: int
    unit: str | None
    likely_unit: str | None
    name: Text | None
    file: str
    received_at: datetime
    severity: Severity
    code: str
    sheet: str | None
    cell: str | None
    value: str | None
    message: Text

    @property
    def place(self) -> str:
        """The sheet and cell as `svod answer` takes them: `Sheet!G7`. "-" for a whole file."""
        return "!".join(filter(None, (self.sheet, self.cell))) if self.cell else "-"
