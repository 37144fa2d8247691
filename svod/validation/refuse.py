"""What to tell the clerk about a value that pydantic refused: which check, what is expected, what to put instead."""

from functools import lru_cache
from math import isfinite

from schemas.checks import CHECKS
from schemas.element import TRUTHS, DataElement
from schemas.issue import Issue
from schemas.spelling import nearest
from schemas.table import ERROR_VALUES, Cell, CellError, Covered, NotCalculated
from schemas.text import LANGUAGES, Text, write
from schemas.unit import UnitRegister

_YEAR_DIGITS = 4


def refusal(element: DataElement, raw: Cell, value: object, register: UnitRegister, sheet: str, cell: str | None) -> Issue:
    """The issue of one refused value. `raw` is as found, `value` as cleaned; a personal value is not repeated."""
    at: dict[str, object] = {"sheet": sheet, "cell": cell, "column": element.labels}
    issue = _not_a_value(raw, value, at)
    if issue is not None:
        return issue
    at["value"] = None if element.element.personal else raw
    match element.kind:
        case "count":
            issue = _count(element, value, at)
        case "date":
            issue = _issue("cell.not_a_date", at)
        case "text":
            issue = _issue("cell.too_long", at, length=len(str(value)), most=element.max_length)
        case "unit":
            issue = _issue("unit.unknown", at, suggestion=register.suggest(str(raw)))
        case "code" | "truth":
            issue = unknown_code(raw, _choices(element), at)
    return issue


def _not_a_value(raw: Cell, value: object, at: dict[str, object]) -> Issue | None:
    """The issue of a cell that holds no value at all: an error, a formula not calculated, nothing."""
    if isinstance(raw, NotCalculated):
        return _issue("cell.formula_not_calculated", at)
    if isinstance(raw, CellError) or (isinstance(raw, str) and raw.strip().upper() in ERROR_VALUES):
        return _issue("cell.formula_error", at, value=str(raw))
    return _issue("cell.required", at) if value is None or isinstance(raw, Covered) else None


def unknown_code(raw: Cell, choices: tuple[Text, ...], at: dict[str, object]) -> Issue:
    """The value is not one of the choices; the one most like it is suggested."""
    names, listed = _listed(choices)
    return _issue("cell.unknown_code", at, suggestion=nearest(str(raw), names), expected=listed)


@lru_cache(maxsize=256)
def _listed(choices: tuple[Text, ...]) -> tuple[tuple[str, ...], Text]:
    """All names of the choices, and the choices as a list in each language."""
    names = tuple(name for choice in choices for name in choice.all)
    return names, Text(*(", ".join(choice.in_(language) for choice in choices) for language in LANGUAGES))


@lru_cache(maxsize=256)
def _choices(element: DataElement) -> tuple[Text, ...]:
    if element.codes is None:
        return tuple(TRUTHS.values())
    return tuple(code.labels for code in element.codes)


def _count(element: DataElement, value: object, at: dict[str, object]) -> Issue:
    if not isinstance(value, int | float) or not isfinite(value):
        return _issue("cell.not_a_number", at)
    if value != value // 1:
        return _issue("cell.not_whole", at)
    if value < 0:
        return _issue("cell.negative", at)
    return _issue("cell.out_of_range", at, expected=_bounds(element))


@lru_cache(maxsize=256)
def _bounds(element: DataElement) -> Text | str:
    """The least and the most, with spaces between thousands unless they are years."""
    bounds = [bound for bound in (element.least, element.most) if bound is not None]
    if all(len(str(bound)) == _YEAR_DIGITS for bound in bounds):
        return "–".join(map(str, bounds))
    return Text(*("–".join(write(bound, language) for bound in bounds) for language in LANGUAGES))


def _issue(code: str, at: dict[str, object], **places: object) -> Issue:
    return CHECKS[code].issue(**{**at, **places})  # type: ignore[arg-type]
