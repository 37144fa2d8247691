"""Reads a level of units: what is above a unit, and the coverage of those that have units below them."""

from collections.abc import Sequence

from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.records.period_report import UnitCoverage
from schemas.records.total import Coverage, RegionalTotals
from svod.warehouse.reader import Snapshot


def totals_above(snapshot: Snapshot, form: str, period: str, unit: str) -> RegionalTotals:
    """The totals that a unit's return adds to first, or that it is compared with."""
    above = [adds_to for (adds_to,) in snapshot.rows("select adds_to from core.reporting_unit where unit = ?", unit)]
    return snapshot.totals(form, period, above)[0]


def compared_sums(snapshot: Snapshot, form: str, period: str) -> set[str]:
    """The units whose return is a sum that is only compared, because units below send what it is the sum of."""
    rows = snapshot.rows(f"select unit from {snapshot.as_known('completeness', form, period)} where region is null")
    return {unit for (unit,) in rows}


def coverages(snapshot: Snapshot, form: str, period: str, units: Sequence[str]) -> list[UnitCoverage]:
    """The coverage of the totals of some units, in official order. Units that have no total in the period are left out."""
    rows = snapshot.rows(
        "select distinct region, totals.level, query_count, name_kk, name_ru, name_en, "
        "expected, reported, nil, late, missing, rejected, reporting_unit.position "
        f"from {snapshot.as_known('regional_total', form, period)} totals "
        "join main.reporting_unit on reporting_unit.unit = region "
        "where list_contains(?, region) order by reporting_unit.position, region",
        list(units),
    )
    return [
        UnitCoverage(unit, Text(*rest[:3]), level, queries, Coverage.of(rest[3:-1])) for unit, level, queries, *rest in rows
    ]


def figures_of_return(snapshot: Snapshot, form: Form, period: str, unit: str) -> RegionalTotals:
    """The figures of a unit that has none below it, in the shape of totals. Raises UnknownName if it owes no return."""
    found = snapshot.completeness(form.code, period, [unit])
    if not found:
        raise snapshot.nothing_in(period)
    (status,) = found
    values, shares = snapshot.values(form.code, period, unit), snapshot.shares(form.code, period, [unit], pooled=False)
    return RegionalTotals(
        form=form.code,
        period=period,
        region=unit,
        as_of=snapshot.as_of,
        state=snapshot.state(form.code, period),
        closed_at=snapshot.closed_at(form.code, period),
        queries=status.queries,
        coverage=Coverage(
            expected=1,
            reported=int(status.revision is not None),
            nil=int(status.status == "nil"),
            late=int(status.on_time is False),
            missing=int(status.revision is None),
            rejected=int(status.status == "rejected"),
        ),
        totals={code: values.get(code) for code in form.indicators},
        shares=shares.get(unit, {}),
    )
