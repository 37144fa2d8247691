"""Takes hidden figures out of a report before anything is written from it, together with whatever would reveal them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schemas.basics.exact import Number
from schemas.basics.texts import Texts
from schemas.declaration.indicator import Indicator
from schemas.expressions.sensitive import sensitive_elements, sensitive_indicators, sensitive_labels
from schemas.records.period_report import FoundIssue, PeriodReport, ReportedRow, Values
from schemas.records.suppression import NOTHING_HIDDEN, HiddenFigures

TEXTS = Texts(__package__)


def without_hidden(
    report: PeriodReport, now: HiddenFigures, since: HiddenFigures = NOTHING_HIDDEN, before: HiddenFigures = NOTHING_HIDDEN
) -> PeriodReport:
    """A report without what is hidden now, was hidden in the previous release, or was hidden a year before.

    Change over a year is that of the units whose figures are shown for both years, so it tells nothing new.
    """
    if NOTHING_HIDDEN == now == before:
        return report
    region, form = report.region.unit, report.form
    hidden = _in_region(now, region)
    # On the level below, the totals of units stand beside figures of units.
    hidden = replace(hidden, units=now.units | now.totals)
    sensitive = {one.code: one for together in sensitive_indicators(form) for one in together.indicators}
    unclear = {code for code in sensitive if (region, code) in now.totals | since.totals}
    unclear |= {
        figure.indicator
        for figure in report.revised
        if any(
            (figure.unit, revision, figure.indicator) in now.revisions
            for revision in (figure.from_revision, figure.to_revision)
        )
    }
    totals = _shown(report.totals.totals, now, region)
    blank = sensitive_elements(form, [one for code, one in sensitive.items() if now.last is not None and totals[code] != 0])
    return replace(
        report,
        hidden=hidden,
        hidden_changes=frozenset(unclear),
        hidden_before=frozenset(code for of, code in before.totals if of == region),
        hidden_elements=frozenset((table, name) for table, names in blank.items() for name in names),
        totals=report.totals.model_copy(update={"totals": totals}),
        below={unit: one.model_copy(update={"totals": _shown(one.totals, now, unit)}) for unit, one in report.below.items()},
        values=_shown_by_unit(report.values, now),
        addends={place: cells for place, cells in report.addends.items() if place not in now.units},
        rows=_rows(report, blank),
        queries=[_unspoken(query) if _tells(query, report, sensitive) else query for query in report.queries],
        revised=[figure for figure in report.revised if figure.indicator not in unclear],
        was=_shown(report.was, since, region),
        before=_shown(report.before, before, region),
        values_before=_shown_by_unit(report.values_before, before),
    )


def _in_region(hidden: HiddenFigures, region: str) -> HiddenFigures:
    """The hidden totals of one region. The units of others are not asked for."""
    return replace(hidden, totals=frozenset(total for total in hidden.totals if total[0] == region))


def _shown(totals: Values, hidden: HiddenFigures, region: str) -> dict[str, Number | None]:
    return {code: None if (region, code) in hidden.totals else total for code, total in totals.items()}


def _shown_by_unit(values: Mapping[str, Values], hidden: HiddenFigures) -> dict[str, Values]:
    return {
        unit: {code: None if (unit, code) in hidden.units else value for code, value in of_unit.items()}
        for unit, of_unit in values.items()
    }


def _rows(report: PeriodReport, blank: Mapping[str, Sequence[str]]) -> dict[str, Sequence[ReportedRow]]:
    """The rows without the counts that sensitive figures add up, unless the region's total is shown and zero.

    They stay blank for all units: sums over some of them would be wrong.
    """
    return {
        table: [replace(row, values={**row.values, **dict.fromkeys(blank[table])}) for row in rows] if table in blank else rows
        for table, rows in report.rows.items()
    }


def _tells(query: FoundIssue, report: PeriodReport, sensitive: Mapping[str, Indicator]) -> bool:
    """True if a query is about a sensitive figure: at one of its cells, or naming it."""
    unit = query.unit or ""
    cells = {(addend.sheet, addend.cell) for code in sensitive for addend in report.addends.get((unit, code), ())}
    labels = sensitive_labels(report.form, sensitive.values())
    return (query.sheet, query.cell) in cells or any(label in query.message.en for label in labels)


def _unspoken(query: FoundIssue) -> FoundIssue:
    """The query without what it asks. That a figure jumped, or is far above others, would bound it."""
    return replace(query, code="", sheet=None, cell=None, value=None, message=TEXTS["hidden_query"])
