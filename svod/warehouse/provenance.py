"""Where a figure comes from: the units that add to a total, the cells that add to a unit's value."""

from dataclasses import dataclass
from datetime import datetime

from svod.warehouse.reader import Snapshot


@dataclass(frozen=True, slots=True)
class UnitPassport:
    """A unit's value, and the file and revision that it is from."""

    unit: str
    value: int | None
    revision: int
    received_at: datetime
    file: str
    sha256: str
    queries: int


@dataclass(frozen=True, slots=True)
class CellPassport:
    """What one cell of a file adds."""

    file: str
    sha256: str
    sheet: str
    cell: str
    value: int


def unit_passports(snapshot: Snapshot, form: str, period: str, indicator: str) -> list[UnitPassport]:
    """The addends of a regional total, in official order."""
    rows = snapshot.rows(
        "select unit, value, revision, sent.received_at, file, sha256, query_count "
        f"from {snapshot.as_known('indicator_value', form, period)} found "
        f"join {snapshot.as_known('submission', form, period)} sent using (form, period, unit, revision) "
        f"join {snapshot.as_known('completeness', form, period)} using (form, period, unit, revision) "
        "join main.reporting_unit using (unit) where indicator = ? order by reporting_unit.position",
        indicator,
    )
    return [UnitPassport(*row) for row in rows]


def cell_passports(snapshot: Snapshot, form: str, period: str, indicator: str, unit: str) -> list[CellPassport]:
    """The addends of a unit's value."""
    rows = snapshot.rows(
        f"select file, sha256, sheet, cell, value from {snapshot.as_known('provenance', form, period)} "
        "where indicator = ? and unit = ?",
        indicator,
        unit,
    )
    return [CellPassport(*row) for row in rows]
