"""Decides before a publication which of its figures are hidden. The decision is an entry of the ledger."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.expressions.sensitive import SensitiveIndicators, sensitive_indicators
from schemas.records.suppression import Cell, Decided, Pattern, Published, replayed
from svod.suppression.choose import Figures, choose
from svod.warehouse.suppression import Rows, SensitiveFigure, read_decided, read_figures


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
        for period, decided in recorded.items():
            of_period = [figure for figure in figures if figure.period == period]
            for together in _sensitive(form, period):
                yield from ((form.code, period, *cell, code) for code, cell in _bounded(of_period, decided, together))


def _sensitive(form: Form, period: str) -> Sequence[SensitiveIndicators]:
    """The sensitive indicators of the version of a form that holds for a period."""
    return sensitive_indicators(form.version_for(Period.parse(period)))


def _sensitive_codes(form: Form) -> Collection[str]:
    """The sensitive indicators of all versions of a form."""
    groups = (together for version in form.versions for together in sensitive_indicators(version))
    return dict.fromkeys(indicator.code for together in groups for indicator in together.indicators)


def _bounded(
    figures: Sequence[SensitiveFigure], decided: Sequence[Decided], together: SensitiveIndicators
) -> Iterator[tuple[str, Cell]]:
    published = replayed(decided)
    codes = [indicator.code for indicator in together.indicators]
    for region in dict.fromkeys(region for region, _ in published):
        of_region = [figure for figure in figures if figure.region == region]
        asked = {code: _figures(of_region, code, published.get((region, code), Published())) for code in codes}
        if any(of_indicator.published.hidden for of_indicator in asked.values()):
            from svod.suppression.problem import Problem

            as_published = {code: replace(one, now=one.published.now) for code, one in asked.items()}
            for code, cell, *_ in Problem(as_published, together.parts, {}, None).bounded():
                yield code, cell


def _of_form(source: Rows, form: Form, small: int | None) -> Iterator[tuple[str, Decided]]:
    codes = _sensitive_codes(form)
    recorded = read_decided(source, form.code) if codes else {}
    if not codes or (small is None and not recorded):
        return
    by_period: dict[str, list[SensitiveFigure]] = {period: [] for period in recorded}
    for figure in read_figures(source, form.code, codes):
        if small is not None or figure.period in recorded:
            by_period.setdefault(figure.period, []).append(figure)
    for period, figures in sorted(by_period.items()):
        decided = Decided(small, dict(_patterns(figures, replayed(recorded.get(period, ())), _sensitive(form, period), small)))
        if decided.patterns:
            yield period, decided


def _patterns(
    figures: Sequence[SensitiveFigure],
    published: Mapping[tuple[str, str], Published],
    sensitive: Sequence[SensitiveIndicators],
    small: int | None,
) -> Iterator[tuple[str, dict[str, Pattern]]]:
    """The patterns of the regions where figures changed."""
    order = list(dict.fromkeys(figure.unit for figure in figures))
    for region in sorted({figure.region for figure in figures} | {region for region, _ in published}):
        of_region = [figure for figure in figures if figure.region == region]
        patterns: dict[str, Pattern] = {}
        for together in sensitive:
            codes = [indicator.code for indicator in together.indicators]
            asked = {code: _figures(of_region, code, published.get((region, code), Published())) for code in codes}
            if not all(of_indicator.is_decided for of_indicator in asked.values()):
                patterns |= choose(asked, together.parts, small, order)
        if patterns:
            yield region, patterns


def _figures(figures: Sequence[SensitiveFigure], indicator: str, published: Published) -> Figures:
    own = [figure for figure in figures if figure.indicator == indicator]
    values: dict[Cell, int] = {(figure.unit, figure.first_revision): figure.value for figure in own}
    return Figures(published, {figure.unit: figure.first_revision for figure in own if figure.counts}, values)
