"""Control figures on the cover that the rows don't add up to."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Indicator
from schemas.declaration.rule import ControlFigure
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


@finds("control.mismatch")
def control_figures(typed: TypedReturn) -> Iterator[Issue]:
    """Control figures that differ from their indicator. The indicator's value is suggested."""
    cover = typed.cover
    for rule in typed.rules(ControlFigure):
        figure, indicator = cover.first(rule.element), typed.form.indicators[rule.indicator]
        table = typed.tables.get(indicator.table)
        total = typed.indicators[rule.indicator] or 0
        if figure is not None and table is not None and figure != total and not _is_unsure(table, indicator):
            yield CHECKS["control.mismatch"].issue(
                **cover.place(rule.element, 0), value=figure, suggestion=str(total), sheet_name=table.sheet, sum=total
            )


def _is_unsure(table: TypedTable, indicator: Indicator) -> bool:
    """True if a value that the indicator is computed from was refused."""
    return any(table.refused.get(name) for name in (indicator.element, *indicator.where) if name)
