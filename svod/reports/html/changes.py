"""The changed figures that the page shows: since the previous release or, if there is none, through resubmissions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.basics.exact import Number
from schemas.basics.text import Text
from schemas.declaration.indicator import Indicator
from schemas.records.period_report import PeriodReport
from svod.reports.html.figures import Figure


@dataclass(frozen=True, slots=True)
class Change:
    """The old and new value of a figure of the region or of a unit."""

    indicator: Indicator
    unit: Text
    old: Number | None
    new: Number | None


def changes(report: PeriodReport, figures: Sequence[Figure]) -> list[Change]:
    """The changes by indicator, the region's before the units'. Changes that `figures` doesn't show are left out here too."""
    is_shown = {figure.indicator.code: figure.revised is not None for figure in figures}
    return [
        change
        for indicator in report.form.indicators.values()
        if is_shown.get(indicator.code, True)
        for change in _of(report, indicator)
    ]


def _of(report: PeriodReport, indicator: Indicator) -> Iterator[Change]:
    code = indicator.code
    if code in report.revised_totals:
        yield Change(indicator, report.region.names, report.was.get(code), report.totals.totals[code])
    names = {unit.unit: unit.name for unit in report.sending}
    for figure in report.revised:
        if figure.indicator == code:
            yield Change(indicator, names[figure.unit], figure.old, figure.new)
