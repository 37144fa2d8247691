"""The figures that the page shows to have changed: since the release before, or without one through resubmissions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.basics.text import Text
from schemas.declaration.form import Indicator
from schemas.records.period_report import PeriodReport
from svod.reports.html.figures import Figure


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the region or of a unit, as it was and as it is."""

    indicator: Indicator
    unit: Text
    old: int | None
    new: int | None


def changes(report: PeriodReport, figures: Sequence[Figure]) -> list[Change]:
    """The changes, by indicator: the region's first, then those of units. What is left out of the figures is left out here."""
    shown = {figure.indicator.code: figure.revised is not None for figure in figures}
    return [
        change
        for indicator in report.form.indicators.values()
        if shown.get(indicator.code, True)
        for change in _of(report, indicator)
    ]


def _of(report: PeriodReport, indicator: Indicator) -> Iterator[Change]:
    code = indicator.code
    if code in report.revised_totals:
        yield Change(indicator, report.region.names, report.was.get(code), report.totals.totals[code])
    names = {unit.unit: unit.name for unit in report.units}
    for figure in report.revised:
        if figure.indicator == code:
            yield Change(indicator, names[figure.unit], figure.old, figure.new)
