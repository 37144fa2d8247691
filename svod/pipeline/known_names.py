"""The forms and units that returns are read with: as declared, and with the spellings that analysts accepted."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.declaration.spelling import NameKind, Spelling
from schemas.forms import forms
from schemas.language.name_key import key
from schemas.records.decision import Event
from schemas.units.register import UnitRegister

FOUND_WITHOUT: Mapping[NameKind, tuple[str, ...]] = {
    "heading": ("header.missing", "column.missing", "cell.required", "cell.unread", "form.ambiguous"),
    "sheet": ("sheet.missing", "return.empty", "form.ambiguous"),
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


def spellings_of(events: Iterable[Event]) -> tuple[Spelling, ...]:
    """The spellings that were accepted, in order."""
    return tuple(spelling_of(event) for event in events if event.kind == "spelling")


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


def meaning(spelling: Spelling, spellings: tuple[Spelling, ...]) -> str | None:
    """What a spelling means already. Raises UnknownName where its target is no name of the form or register."""
    known, units = vocabulary(spellings)
    if spelling.kind == "unit":
        named_unit(spelling.target)
        return units.find(spelling.text)
    assert spelling.form
    form = known[spelling.form]
    table, _, rest = spelling.target.partition(".")
    element, _, code = rest.partition(".")
    names = {"sheet": [table], "heading": [table, element], "code": [table, element, code]}[spelling.kind]
    if ".".join(names) != spelling.target or spelling.target not in _targets(form)[spelling.kind]:
        listed = ", ".join(_targets(form)[spelling.kind])
        raise UnknownName(
            Text(
                f"«{spelling.target}» деген атау жоқ. Атаулар: {listed}",
                f"Нет имени «{spelling.target}». Имена: {listed}",
                f"There is no name “{spelling.target}”. Names: {listed}",
            )
        )
    if spelling.kind == "sheet":
        return form.sheet_keys.get(key(spelling.text))
    if spelling.kind == "heading":
        found = form.all_tables[table].element_keys.get(key(spelling.text))
        return found and f"{table}.{found}"
    found = form.all_tables[table].elements[element].code_keys.get(key(spelling.text))
    return found and f"{table}.{element}.{found}"


def can_mean(spelling: Spelling, spellings: tuple[Spelling, ...]) -> bool:
    """Whether a spelling would mean its target once it is accepted: a name of nothing but “district” tells no unit."""
    try:
        return meaning(spelling, (*spellings, spelling)) == spelling.target
    except ValueError:  # two units would be named so
        return False


def _targets(form: Form) -> dict[str, list[str]]:
    """Everything that a spelling may be of."""
    elements = [(table, element) for table in form.all_tables.values() for element in table.elements.values()]
    return {
        "sheet": list(form.all_tables),
        "heading": [f"{table.code}.{element.name}" for table, element in elements],
        "code": [f"{table.code}.{element.name}.{code}" for table, element in elements for code in element.codes or ()],
    }
