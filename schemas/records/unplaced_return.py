"""Returns that are nobody's yet: files rejected before it was known whose they are, and files that were set aside."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

UnplacedState = Literal["standing", "waived", "after_closing", "withdrawn", "no_workbook", "set_aside"]

UNPLACED_STATES = TEXTS.group("unplaced")
"""The names of the states."""


@dataclass(frozen=True, slots=True, config=ConfigDict(arbitrary_types_allowed=True, defer_build=True))
class UnplacedReturn:
    """A file that is in no unit's return, as it stands under a period: it was rejected, or set aside.

    `unit` is the unit that it is likely to be of, with its name, or None. `code` is the check that tells best why it is in no
    return, `message` what it found.
    """

    submission: int
    file: str
    sha256: str
    received_at: datetime
    unit: str | None
    name: Text | None
    code: str
    message: Text
    state: UnplacedState

    @property
    def words(self) -> Text:
        """The file in words: its number, its name and the likely unit."""
        about = {"submission": str(self.submission), "file": self.file}
        if self.name is None:
            return TEXTS.fill("unplaced_file", **about)
        return TEXTS.fill("unplaced_file_of", **about, name=self.name, unit=self.unit)
