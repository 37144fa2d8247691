"""What to tell the clerk about a value that pydantic refused: which check, what is expected, what to put instead."""

from datetime import date, timedelta

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, NotCalculated, Scaled
from schemas.basics.text import Text, fill
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Refusal
from schemas.records.issue import Issue
from schemas.units.register import ReportingUnit, UnitRegister

MUST_BE_FILLED_IN = Text(
    "Бұл ұяшықты толтыру міндетті.",
    "Эта ячейка обязательна.",
    "This cell must be filled in.",
)
_COUNT_EACH = Text(
    "{cell} ұяшығындағы сан бірнеше жолға біріктірілген. Біріктіруді алып тастап, әр жолға өз санын жазыңыз.",
    "Число в ячейке {cell} объединено на несколько строк. Снимите объединение и впишите в каждую строку её число.",
    "The count in {cell} is merged over several rows. Unmerge the cells and write each row's own count.",
)
_NOT_YET = Text(
    "Одан есеп тек {day} күнінен бастап күтіледі: аудан мен кезеңді тексеріңіз.",
    "Отчёт от него ожидается только с {day}: проверьте район и период.",
    "Its returns are expected only from {day} on: check the unit and the period.",
)
_NO_LONGER = Text(
    "Одан {day} күнінен бастап есеп күтілмейді: аудан мен кезеңді тексеріңіз.",
    "Отчёт от него не ожидается с {day}: проверьте район и период.",
    "Its returns are no longer expected from {day} on: check the unit and the period.",
)


def refusal(element: DataElement, raw: Cell, value: object, register: UnitRegister, sheet: str, cell: str | None) -> Issue:
    """The issue of one refused value. `raw` is as found, `value` as cleaned; a personal value is not repeated."""
    at: dict[str, object] = {"sheet": sheet, "cell": cell, "column": element.labels}
    issue = _not_a_value(raw, value, at)
    if issue is not None:
        return issue
    at["value"] = None if element.element.personal else raw.number if isinstance(raw, Scaled) else raw
    return refused(element.kind.refusal(element, value, raw, register), at)


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
        return _issue("cell.required", at, step=fill(_COUNT_EACH, {"cell": raw.by}))
    if value is None:
        return _issue("cell.required", at, value=str(raw).strip() or None, step=MUST_BE_FILLED_IN)
    return None


def not_owed(unit: ReportingUnit, last_day: date, sheet: str, cell: str | None) -> Issue:
    """The unit owes no return of the period that ends on a day: it is not there yet, or no more."""
    if unit.valid_from is not None and last_day < unit.valid_from:
        step = fill(_NOT_YET, {"day": unit.valid_from})
    else:
        assert unit.valid_to is not None
        step = fill(_NO_LONGER, {"day": unit.valid_to + timedelta(days=1)})
    return CHECKS["unit.unknown"].issue(sheet=sheet, cell=cell, value=unit.names.kk, step=step)


def _issue(code: str, at: dict[str, object], **places: object) -> Issue:
    return CHECKS[code].issue(**{**at, **places})  # type: ignore[arg-type]
