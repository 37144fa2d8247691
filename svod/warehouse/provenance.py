"""Reads the provenance of published figures from the snapshot."""

from collections.abc import Sequence

from schemas.records.provenance import CellProvenance, UnitProvenance
from svod.warehouse.reader import Snapshot


def unit_provenance(snapshot: Snapshot, form: str, period: str, indicator: str, units: Sequence[str]) -> list[UnitProvenance]:
    """The values of some units that add to a total, in official order."""
    rows = snapshot.rows(
        "select unit, value, revision, sent.received_at, file, sha256, query_count "
        f"from {snapshot.as_known('indicator_value', form, period)} found "
        f"join {snapshot.as_known('submission', form, period)} sent using (form, period, unit, revision) "
        f"join {snapshot.as_known('completeness', form, period)} using (form, period, unit, revision) "
        "join main.reporting_unit using (unit) "
        "where indicator = ? and list_contains(?, unit) and region is not null order by reporting_unit.position, unit",
        indicator,
        list(units),
    )
    return [UnitProvenance(*row) for row in rows]


def cell_provenance(snapshot: Snapshot, form: str, period: str, indicator: str, unit: str) -> list[CellProvenance]:
    """The cells that add up to a unit's value."""
    rows = snapshot.rows(
        f"select file, sha256, sheet, cell, value from {snapshot.as_known('provenance', form, period)} "
        "where indicator = ? and unit = ?",
        indicator,
        unit,
    )
    return [CellProvenance(*row) for row in rows]
