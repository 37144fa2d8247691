"""The figures that the page shows to have changed: since the edition before, or without one through resubmissions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.basics.text import Text
from schemas.declaration.form import Indicator
from schemas.records.period_report import Edition
from svod.reports.html.figures import Figure


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of the region or of a unit, as it was and as it is."""

    indicator: Indicator
    unit: Text
    old: int | None
    new: int | None


def changes(edition: Edition, figures: Sequence[Figure]) -> list[Change]:
    """The changes, by indicator: the region's first, then those of units. What is left out of the figures is left out here."""
    shown = {figure.indicator.code: figure.revised is not None for figure in figures}
    return [change for one in edition.form.indicators.values() if shown.get(one.code, True) for change in _of(edition, one)]


def _of(edition: Edition, indicator: Indicator) -> Iterator[Change]:
    code = indicator.code
    if code in edition.revised_totals:
        yield Change(indicator, edition.region.names, edition.was.get(code), edition.totals.totals[code])
    names = {one.unit: one.name for one in edition.units}
    for one in edition.revised:
        if one.indicator == code:
            yield Change(indicator, names[one.unit], one.old, one.new)
