"""The issue of a value that was refused: which check found it, what is expected, what to put instead."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, Doubtful, NotCalculated, Scaled, Shown
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Refusal
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister

TEXTS = Texts(__package__)

_Place = dict[str, Any]
"""Where the value stands: sheet, cell, column."""


def refusal(element: DataElement, raw: Cell, value: object, register: UnitRegister, place: _Place) -> Issue:
    """The issue of a refused value. `raw` is the cell, `value` what cleaning made of it; a personal value is not repeated."""
    if isinstance(raw, NotCalculated):
        return CHECKS["cell.formula_not_calculated"].issue(**place)
    if isinstance(raw, Doubtful) or (isinstance(raw, Shown) and _is_unlike(raw, element)):
        return _unlike_what_shows(element, raw, place)
    raw = raw.value if isinstance(raw, Shown) else raw
    if isinstance(raw, CellError) or (isinstance(raw, str) and raw.strip() in ERROR_VALUES):
        return CHECKS["cell.formula_error"].issue(**place, value=str(raw))
    if isinstance(raw, Covered):
        return CHECKS["cell.required"].issue(**place, step=TEXTS.fill("cell_issues.merged", cell=raw.by))
    if value is None:
        return blank({**place, "value": str(raw).strip() or None})
    found = None if element.is_personal else raw.number if isinstance(raw, Scaled) else raw
    return refused(element.kind.refusal(element, value, raw, register), {**place, "value": found})


def _is_unlike(shown: Shown, element: DataElement) -> bool:
    """True if it is what the cell shows for which the value is refused. A date is no count, however it is shown."""
    return not shown.counts and (element.is_date or not isinstance(shown.value, date))


def _unlike_what_shows(element: DataElement, raw: Doubtful | Shown, place: _Place) -> Issue:
    """The issue of a value that isn't the one that a clerk sees or means."""
    found = None if element.is_personal else raw.value
    if isinstance(raw, Doubtful):
        return CHECKS[raw.code].issue(**place, value=found, suggestion=raw.suggestion, cells=raw.cells)
    shown = TEXTS.fill("cell_issues.shown", text=raw.text) if raw.text else TEXTS["cell_issues.nothing_shown"]
    return CHECKS["cell.shown_otherwise"].issue(**place, value=found, shown=shown)


def refused(refusal: Refusal, place: _Place) -> Issue:
    """The issue of a refusal; `place` holds the value too."""
    return CHECKS[refusal.code].issue(**{**place, "suggestion": refusal.suggestion, **refusal.places})


def blank(place: _Place) -> Issue:
    """The issue of a cell that must be filled in."""
    return CHECKS["cell.required"].issue(**place, step=must_be_filled_in())


def must_be_filled_in() -> Text:
    """What the clerk has to do with a blank cell that is required."""
    return TEXTS["cell_issues.must_be_filled_in"]


def as_queries(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Issues as those of a sheet that reports nothing: they refuse nothing."""
    return (issue.model_copy(update={"severity": "query"}) for issue in issues)
