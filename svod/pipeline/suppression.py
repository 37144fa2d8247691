"""Decides before a publication which of its figures are hidden. The decision is an entry of the ledger."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.expressions.sensitive import SensitiveIndicators, sensitive_indicators
from schemas.records.suppression import Cell, Decided, Pattern, Published, TotalsAbove, replayed
from svod.suppression.decide import AllFigures, Decision
from svod.suppression.levels import Levels
from svod.warehouse.suppression import Rows, SensitiveFigure, read_decided, read_figures, read_levels


def undecided(source: Rows, forms: Mapping[str, Form], small: int | None) -> list[dict[str, Any]]:
    """What the next publication hides, as an entry of the ledger for each form and period whose sensitive figures changed.

    Counts from 1 to below `small` are small. Without a threshold now or earlier there is nothing to decide.
    """
    return [
        {"form": form.code, "period": period, "details": decided.written()}
        for form in forms.values()
        for period, decided in _of_form(source, form, small)
    ]


def bounded(source: Rows, forms: Mapping[str, Form]) -> Iterator[tuple[str, str, str, int, str]]:
    """The hidden figures that can be bounded too closely by what was published: form, period, unit, revision, indicator."""
    for form in forms.values():
        recorded = read_decided(source, form.code)
        figures = read_figures(source, form.code, _sensitive_codes(form)) if recorded else []
        above = read_levels(source) if recorded else {}
        for period, decided in recorded.items():
            of_period = [figure for figure in figures if figure.period == period]
            for together in _sensitive(form, period):
                decision = _decision(above, of_period, replayed(decided), together, None)
                yield from ((form.code, period, *cell, code) for code, cell in decision.bounded())


def _sensitive(form: Form, period: str) -> Sequence[SensitiveIndicators]:
    """The sensitive indicators of the version of a form that holds for a period."""
    return sensitive_indicators(form.version_for(Period.parse(period)))


def _sensitive_codes(form: Form) -> Collection[str]:
    """The sensitive indicators of all versions of a form."""
    groups = (together for version in form.versions for together in sensitive_indicators(version))
    return dict.fromkeys(indicator.code for together in groups for indicator in together.indicators)


def _of_form(source: Rows, form: Form, small: int | None) -> Iterator[tuple[str, Decided]]:
    codes = _sensitive_codes(form)
    recorded = read_decided(source, form.code) if codes else {}
    if not codes or (small is None and not recorded):
        return
    by_period: dict[str, list[SensitiveFigure]] = {period: [] for period in recorded}
    for figure in read_figures(source, form.code, codes):
        if small is not None or figure.period in recorded:
            by_period.setdefault(figure.period, []).append(figure)
    above = read_levels(source)
    for period, figures in sorted(by_period.items()):
        published = replayed(recorded.get(period, ()))
        decisions = [_decision(above, figures, published, together, small).decided() for together in _sensitive(form, period)]
        decided = _joined(decisions, small)
        if decided.patterns or decided.above:
            yield period, decided


def _joined(decisions: Sequence[Decided], small: int | None) -> Decided:
    """The decisions about indicators of which none gives another away, as one."""
    patterns: dict[str, dict[str, Pattern]] = {}
    above: dict[str, TotalsAbove] = {}
    for decided in decisions:
        for region, of_region in decided.patterns.items():
            patterns.setdefault(region, {}).update(of_region)
        for unit, totals in decided.above.items():
            known = above.get(unit, TotalsAbove((), {}))
            regions = list(dict.fromkeys((*known.regions, *totals.regions)))
            above[unit] = TotalsAbove(regions, {**known.hidden, **totals.hidden})
    return Decided(small, patterns, above)


def _decision(
    above: Mapping[str, str | None],
    figures: Sequence[SensitiveFigure],
    published: Mapping[tuple[str, str], Published],
    together: SensitiveIndicators,
    small: int | None,
) -> Decision:
    asked: dict[str, AllFigures] = {}
    for code in (indicator.code for indicator in together.indicators):
        now: dict[str, dict[str, int]] = {}
        values: dict[Cell, int] = {}
        for figure in figures:
            if figure.indicator == code and figure.region is not None:
                values[figure.unit, figure.first_revision] = figure.value
                if figure.counts:
                    now.setdefault(figure.region, {})[figure.unit] = figure.first_revision
        asked[code] = AllFigures({unit: one for (unit, of), one in published.items() if of == code}, now, values)
    order = {unit: place for place, unit in enumerate(dict.fromkeys(figure.unit for figure in figures))}
    # A region that is no longer in the register stands alone.
    known = [unit for one in asked.values() for unit in (*one.now, *one.published)]
    return Decision(Levels({**dict.fromkeys(known), **above}), asked, together.parts, order, small)
