"""What to tell the clerk about a value that pydantic refused: which check, what is expected, what to put instead."""

from datetime import date, timedelta

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, NotCalculated, Scaled
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Refusal
from schemas.records.issue import Issue
from schemas.units.register import ReportingUnit, UnitRegister

TEXTS = Texts(__package__)


def refusal(element: DataElement, raw: Cell, value: object, register: UnitRegister, sheet: str, cell: str | None) -> Issue:
    """The issue of one refused value. `raw` is as found, `value` as cleaned; a personal value is not repeated."""
    at: dict[str, object] = {"sheet": sheet, "cell": cell, "column": element.labels}
    issue = _not_a_value(raw, value, at)
    if issue is not None:
        return issue
    at["value"] = None if element.element.personal else raw.number if isinstance(raw, Scaled) else raw
    return refused(element.kind.refusal(element, value, raw, register), at)


def must_be_filled_in() -> Text:
    """What the clerk has to do with a blank cell that is required."""
    return TEXTS["cell_issues.must_be_filled_in"]


def refused(refusal: Refusal, at: dict[str, object]) -> Issue:
    """The issue of a refusal, at a place."""
    return _issue(refusal.code, at, suggestion=refusal.suggestion, **refusal.places)


def _not_a_value(raw: Cell, value: object, at: dict[str, object]) -> Issue | None:
    """The issue of a cell that holds no value at all: an error, a formula not calculated, nothing."""
    if isinstance(raw, NotCalculated):
        return _issue("cell.formula_not_calculated", at)
    if isinstance(raw, CellError) or (isinstance(raw, str) and raw.strip() in ERROR_VALUES):
        return _issue("cell.formula_error", at, value=str(raw))
    if isinstance(raw, Covered):
        return _issue("cell.required", at, step=TEXTS.fill("cell_issues.merged", cell=raw.by))
    if value is None:
        return _issue("cell.required", at, value=str(raw).strip() or None, step=must_be_filled_in())
    return None


def not_owed(unit: ReportingUnit, last_day: date, sheet: str, cell: str | None) -> Issue:
    """The unit owes no return of the period that ends on a day: it is not there yet, or no more."""
    if unit.valid_from is not None and last_day < unit.valid_from:
        step = TEXTS.fill("unit.not_yet", day=unit.valid_from)
    else:
        assert unit.valid_to is not None
        step = TEXTS.fill("unit.no_longer", day=unit.valid_to + timedelta(days=1))
    return CHECKS["unit.unknown"].issue(sheet=sheet, cell=cell, value=unit.names.kk, step=step)


def _issue(code: str, at: dict[str, object], **places: object) -> Issue:
    return CHECKS[code].issue(**{**at, **places})  # type: ignore[arg-type]
