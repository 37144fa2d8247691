"""The issue of a value that was refused: which check found it, what is expected, what to put instead."""

from collections.abc import Iterable, Iterator
from typing import Any

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, NotCalculated, Scaled
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
    if isinstance(raw, CellError) or (isinstance(raw, str) and raw.strip() in ERROR_VALUES):
        return CHECKS["cell.formula_error"].issue(**place, value=str(raw))
    if isinstance(raw, Covered):
        return CHECKS["cell.required"].issue(**place, step=TEXTS.fill("cell_issues.merged", cell=raw.by))
    if value is None:
        return blank({**place, "value": str(raw).strip() or None})
    found = None if element.element.personal else raw.number if isinstance(raw, Scaled) else raw
    return refused(element.kind.refusal(element, value, raw, register), {**place, "value": found})


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
