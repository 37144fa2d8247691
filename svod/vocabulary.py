"""The forms and units that returns are read with: as declared, and with the spellings that analysts accepted."""

from collections.abc import Mapping
from functools import cache, lru_cache

from schemas.event import Event, NameKind, Spelling
from schemas.exceptions import UnknownName
from schemas.form import Form
from schemas.returns import forms
from schemas.text import Text
from schemas.unit import UnitRegister

FOUND_WITHOUT: Mapping[NameKind, tuple[str, ...]] = {
    "heading": ("header.missing", "column.missing", "cell.required", "cell.unread"),
    "sheet": ("sheet.missing", "return.empty"),
    "unit": ("unit.unknown",),
    "code": ("cell.unknown_code",),
}
"""The errors that a return may have for the lack of a spelling."""


@cache
def register() -> UnitRegister:
    """The register of reporting units."""
    return UnitRegister.read()


def vocabulary(spellings: tuple[Spelling, ...]) -> tuple[Mapping[str, Form], UnitRegister]:
    """Forms and units with accepted spellings beside their own."""
    return _spelled(spellings) if spellings else (forms(), register())


@lru_cache(maxsize=8)
def _spelled(spellings: tuple[Spelling, ...]) -> tuple[Mapping[str, Form], UnitRegister]:
    known = {code: form.spelled(one for one in spellings if one.form == code) for code, form in forms().items()}
    return known, register().spelled(one for one in spellings if one.kind == "unit")


def spelling_of(event: Event) -> Spelling:
    """The spelling that an event accepted."""
    assert event.kind == "spelling"
    kind: NameKind = event.code  # type: ignore[assignment]  # whoever recorded it has checked it
    return Spelling(kind, event.form, event.details or "", event.value or "")


def named_unit(code: str) -> str:
    """The code of a unit that owes returns. Raises UnknownName listing the codes."""
    codes = [unit.unit for unit in register().owing]
    if code not in codes:
        listed = ", ".join(codes)
        raise UnknownName(
            Text(
                f"«{code}» деген аудан коды жоқ. Кодтар: {listed}",
                f"Нет района с кодом «{code}». Коды: {listed}",
                f"There is no unit with the code “{code}”. Codes: {listed}",
            )
        )
    return code
