"""What a unit sent, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from schemas.records.submission import SubmissionStatus


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a unit sent, or that came through its door.

    What is not loaded yet has no `status`, and nobody knows yet whose return it is. `errors` counts what makes it rejected,
    `queries` what is left to explain in it. `is_final` means that its period is closed. `unit` is the unit in whose return it
    is, which may be another one if it was admitted there.
    """

    submission: int
    file: str
    sha256: str
    received_at: datetime
    form: str | None = None
    period: str | None = None
    revision: int | None = None
    status: SubmissionStatus | None = None
    errors: int = 0
    queries: int = 0
    is_final: bool = False
    unit: str | None = None

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.file.rpartition("/")[2]
