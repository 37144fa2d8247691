"""What to tell the clerk about a value that pydantic refused: which check, what is expected, what to put instead."""

from collections.abc import Iterable
from math import isfinite

from schemas.checks import CHECKS
from schemas.element import DataElement
from schemas.issue import Issue
from schemas.spelling import nearest
from schemas.table import Cell, CellError, NotCalculated
from schemas.text import Text
from schemas.unit import UnitRegister
from svod.validation.clean import TRUTHS

ERROR_VALUES = frozenset("#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #ССЫЛКА! #ДЕЛ/0! #ЗНАЧ! #ИМЯ? #ЧИСЛО! #Н/Д #ПУСТО!".split())
"""What programs show for an error value, also when it was pasted as text."""


def refusal(
    element: DataElement, raw: Cell, value: object, register: UnitRegister, sheet: str, cell: str | None
) -> Issue:
    """The issue of one refused value. `raw` is as found, `value` as cleaned."""
    at: dict[str, object] = {"sheet": sheet, "cell": cell, "column": element.labels}
    shown = None if element.element.personal else raw
    if isinstance(raw, NotCalculated):
        return _issue("cell.formula_not_calculated", at)
    if isinstance(raw, CellError) or (isinstance(raw, str) and raw.strip().upper() in ERROR_VALUES):
        return _issue("cell.formula_error", at, value=str(raw))
    if value is None:
        return _issue("cell.required", at)
    match element.kind:
        case "count":
            return _count(element, value, at | {"value": shown})
        case "date":
            return _issue("cell.not_a_date", at, value=shown)
        case "text":
            return _issue("cell.too_long", at, length=len(str(value)), most=element.max_length)
        case "unit":
            return _issue("unit.unknown", at, value=shown, suggestion=register.suggest(str(raw)))
        case "code" | "truth":
            return unknown_code(element, raw, _choices(element), at | {"value": shown})


def unknown_code(element: DataElement, raw: Cell, choices: Iterable[Text], at: dict[str, object]) -> Issue:
    """The value is not one of the choices; the one most like it is suggested."""
    labels = tuple(choices)
    suggestion = nearest(str(raw), [name for label in labels for name in label.all])
    return _issue("cell.unknown_code", at, suggestion=suggestion, expected=labels)


def _choices(element: DataElement) -> list[Text]:
    if element.codes is None:
        return [Text(*names[:3]) for names in TRUTHS.values()]
    return [code.labels for code in element.codes]


def _count(element: DataElement, value: object, at: dict[str, object]) -> Issue:
    if isinstance(value, float) and isfinite(value) and not value.is_integer():
        return _issue("cell.not_whole", at)
    if isinstance(value, float) and not isfinite(value):
        return _issue("cell.not_a_number", at)
    if not isinstance(value, (int, float)):
        return _issue("cell.not_a_number", at)
    if value < 0:
        return _issue("cell.negative", at)
    return _issue("cell.out_of_range", at, expected=_bounds(element))


def _bounds(element: DataElement) -> str:
    return f"{element.least}–{element.most}"


def _issue(code: str, at: dict[str, object], **places: object) -> Issue:
    return CHECKS[code].issue(**{**at, **places})  # type: ignore[arg-type]
