"""The current moment, and how moments are written. `Place` says which local time they are in."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the current time. Passed to everything that records times."""

Pause = Callable[[float], object]
"""Waits for a number of seconds."""


def now() -> datetime:
    """The current time, to the microsecond."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A local moment as people write it: 14.06.2026 18:00."""
    return f"{moment:%d.%m.%Y %H:%M}"
