"""Where a figure comes from: the units that add up to a total, the cells that add up to a unit's value."""

from dataclasses import dataclass
from datetime import datetime

from schemas.basics.exact import Number
from schemas.records.total import Coverage


@dataclass(frozen=True, slots=True)
class UnitProvenance:
    """A unit's value with its file and revision."""

    unit: str
    value: Number | None
    revision: int
    received_at: datetime
    file: str
    sha256: str
    queries: int


@dataclass(frozen=True, slots=True)
class TotalProvenance:
    """The total of a unit that adds to a total above, with its coverage and the open queries behind it."""

    unit: str
    value: Number | None
    coverage: Coverage
    queries: int


@dataclass(frozen=True, slots=True)
class CellProvenance:
    """What one cell adds to a value."""

    file: str
    sha256: str
    sheet: str
    cell: str
    value: Number
