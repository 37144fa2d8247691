"""Links to the pages on which returns are handed in and decided about."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class DoorLink:
    """A link that lets in whoever has it. The secret in it is known by its hash alone.

    It leads to the page of a `unit`, or to that of the head if there is none: whoever uses that decides in the `name` for which
    it was made. It lets nobody in from the moment `until` on.
    """

    sha256: str
    unit: str | None
    name: str | None
    until: datetime
