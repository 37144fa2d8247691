"""Where a figure comes from: the units that add to a total, the cells that add to a unit's value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UnitProvenance:
    """A unit's value, and the file and revision that it is from."""

    unit: str
    value: int | None
    revision: int
    received_at: datetime
    file: str
    sha256: str
    queries: int


@dataclass(frozen=True, slots=True)
class CellProvenance:
    """What one cell of a file adds."""

    file: str
    sha256: str
    sheet: str
    cell: str
    value: int
