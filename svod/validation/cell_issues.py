"""What to tell the clerk about a value that pydantic refused: which check, what is expected, what to put instead."""

from datetime import date, timedelta
from functools import lru_cache
from math import isfinite

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, NotCalculated, Scaled
from schemas.basics.text import LANGUAGES, Text, fill, plain, write
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import TRUTHS, DataElement
from schemas.language.dates import FIRST_DAY, LAST_DAY
from schemas.language.name_key import nearest
from schemas.records.issue import Issue
from schemas.units.register import ReportingUnit, UnitRegister
from svod.validation.cleaning.cleaned import Unread

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
_NAME_IT = Text("Атауын бланкідегідей жазыңыз.", "Напишите название, как в бланке.", "Write the name as in the blank.")
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
    match element.kind:
        case "count":
            issue = _count(element, value, at)
        case "date":
            issue = _date(value, at)
        case "text":
            issue = _issue("cell.too_long", at, length=len(str(value)), most=element.max_length)
        case "unit":
            issue = _issue("unit.unknown", at, suggestion=register.suggest(str(raw)), step=_NAME_IT)
        case "code" | "truth":
            issue = unknown_code(raw, _choices(element), at)
    return issue


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
        return _issue("cell.not_a_number", at, suggestion=value.meant if isinstance(value, Unread) else None)
    if element.is_year:
        at = {**at, "found": plain(value)}
    if value != value // 1:
        return _issue("cell.not_whole", at)
    if value < 0:
        return _issue("cell.negative", at)
    bounds = [plain(bound) if element.is_year else bound for bound in (element.least, element.most) if bound is not None]
    return _issue("cell.out_of_range", at, expected=_between(*bounds))


def _date(value: object, at: dict[str, object]) -> Issue:
    if isinstance(value, Unread) and isinstance(value.cell, date) and not FIRST_DAY <= value.cell <= LAST_DAY:
        return _issue("cell.out_of_range", at, expected=_between(FIRST_DAY, LAST_DAY))
    return _issue("cell.not_a_date", at)


@lru_cache(maxsize=256)
def _between(*bounds: int | date | Text) -> Text:
    """The least and the most, as each language writes them."""
    return Text(*("–".join(write(bound, language) for bound in bounds) for language in LANGUAGES))


def _issue(code: str, at: dict[str, object], **places: object) -> Issue:
    return CHECKS[code].issue(**{**at, **places})  # type: ignore[arg-type]
