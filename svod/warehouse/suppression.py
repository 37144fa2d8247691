"""Reads which figures are hidden, and the figures about which it has to be decided."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from schemas.declaration.form import Form
from schemas.expressions.sensitive import sensitive_indicators
from schemas.records.suppression import NOTHING_HIDDEN, Decided, HiddenFigures, Published, replayed
from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.form_tables import literal

_DECIDED = "select period, details from core.decision where kind = 'suppressed' and form = ? order by event"
# Reports show the hash of the bytes. Revisions with the same bytes have the same figures, so the first one stands for all.
_FIGURES = """
    with sent as (
        select
            period, core.region_on(adds_to, days_compared, last_day) as region, unit, revision, is_current, workbook,
            reporting_unit.position,
            min(revision) over (partition by period, unit, sha256) as first_revision
        from {submissions}
        join core.reporting_unit using (unit)
        join core.period using (form, period)
        where accepted
    )
    select period, region, unit, revision, first_revision, is_current, indicator, value
    from sent
    join core.indicator_value using (workbook)
    where value is not null and list_contains(?, indicator)
    order by position
"""


class Rows(Protocol):
    """A file of the warehouse, opened for reading or writing."""

    def rows(self, sql: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The rows that a query selects."""


@dataclass(frozen=True, slots=True)
class SensitiveFigure:
    """A figure of a unit's return that was accepted. `counts` is True if the return counts now.

    `region` is the unit whose total it adds to first. None if the return is a sum that adds to no total.
    """

    period: str
    region: str | None
    unit: str
    revision: int
    first_revision: int
    counts: bool
    indicator: str
    value: int


def read_decided(source: Rows, form: str) -> dict[str, list[Decided]]:
    """What was decided with each publication of a form's sensitive figures, by period, in order."""
    decided: dict[str, list[Decided]] = {}
    for period, details in source.rows(_DECIDED, form):
        decided.setdefault(period, []).append(Decided.read(details))
    return decided


def read_figures(source: Rows, form: str, indicators: Collection[str]) -> list[SensitiveFigure]:
    """The figures of all returns of a form that were ever accepted, in official order."""
    submissions = f"core.judged_submission('infinity'::timestamptz, {literal(form)}, null)"
    return _read(source, submissions, indicators)


def read_hidden(snapshot: Snapshot, form: Form, period: str) -> HiddenFigures:
    """What must be left out of a form and period as known at the snapshot's moment.

    What is hidden doesn't depend on the moment, and what was never published is hidden too: a later moment, or an earlier one
    between two publications, gives nobody another sum.
    """
    decided = read_decided(snapshot, form.code).get(period)
    if not decided:
        return NOTHING_HIDDEN
    codes = [indicator.code for together in sensitive_indicators(form) for indicator in together.indicators]
    figures = _read(snapshot, snapshot.as_known("judged_submission", form.code, period), codes)
    above = read_levels(snapshot)
    return _hidden(figures, replayed(decided), above, max(one.small or 0 for one in decided) - 1)


def read_levels(source: Rows) -> dict[str, str | None]:
    """The units that have totals, each with the one above it, in official order."""
    return dict(
        source.rows(
            "select unit_above.unit, parent from core.unit_above join core.reporting_unit using (unit) "
            "where steps = 0 order by position"
        )
    )


def _hidden(
    figures: Sequence[SensitiveFigure],
    published: Mapping[tuple[str, str], Published],
    above: Mapping[str, str | None],
    last: int,
) -> HiddenFigures:
    """What isn't shown by what was published: figures, and totals at every level.

    A sum that adds to no total is always hidden: it would give that total away, and nobody decides about it.
    """
    by_total: dict[tuple[str, str], list[SensitiveFigure]] = {}
    hidden = []
    for figure in figures:
        unit = figure.region
        if unit is None or (figure.unit, figure.first_revision) not in _of(published, unit, figure).shown:
            hidden.append(figure)
        while unit is not None:
            by_total.setdefault((unit, figure.indicator), []).append(figure)
            unit = above.get(unit)
    return HiddenFigures(
        last=last,
        revisions=frozenset((figure.unit, figure.revision, figure.indicator) for figure in hidden),
        units=frozenset((figure.unit, figure.indicator) for figure in hidden if figure.counts),
        totals=frozenset(total for total, added in by_total.items() if _hides_total(published.get(total, Published()), added)),
    )


def _of(published: Mapping[tuple[str, str], Published], unit: str, figure: SensitiveFigure) -> Published:
    return published.get((unit, figure.indicator)) or Published()


def _hides_total(published: Published, figures: Iterable[SensitiveFigure]) -> bool:
    is_hidden = published.hides_total((figure.unit, figure.first_revision) for figure in figures if figure.counts)
    return is_hidden is not False


def _read(source: Rows, submissions: str, indicators: Collection[str]) -> list[SensitiveFigure]:
    rows = source.rows(_FIGURES.format(submissions=submissions), list(indicators))
    return [SensitiveFigure(*row) for row in rows]
