"""The forms and units with which returns are read: as declared and adopted, plus the spellings that analysts accepted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from schemas.basics.exceptions import UnknownName
from schemas.basics.near import with_nearest
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.definition import FormDefinition, form_of
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.declaration.spelling import NameKind, Spelling
from schemas.forms import forms
from schemas.language.name_key import key, nearest
from schemas.records.decision import Adoption, Decision
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit

TEXTS = Texts(__package__)

_CODES_LISTED = 100

_FOUND_WITHOUT: Mapping[NameKind, tuple[str, ...]] = {
    "heading": ("header.missing", "column.missing", "cell.required", "cell.unread", "form.ambiguous"),
    "sheet": ("sheet.missing", "return.empty", "form.ambiguous"),
    "unit": ("unit.unknown", "unit.ambiguous"),
    "code": ("cell.unknown_code",),
}
"""The errors that a return may have because a spelling is not known."""

FAILED = ("file.failed",)
"""The error of a file that svod itself failed on."""


@dataclass(frozen=True)
class Adopted:
    """A form, register or place that was adopted: the hash of its definition, and the definition as JSON."""

    adoption: Adoption
    content: bytes = field(compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Known:
    """The forms by code, and the register of units, with which returns are read.

    `made_from` says how it was made from others, if it was: adopted forms can't be pickled, what they are made from can.
    """

    forms: Mapping[str, Form]
    units: UnitRegister
    made_from: tuple[Callable[..., "Known"], tuple[Any, ...]] | None = None

    def __reduce__(self) -> tuple[Callable[..., "Known"], tuple[Any, ...]]:
        """Send it to another process."""
        return self.made_from or (Known, (self.forms, self.units))

    def with_adopted(self, adopted: tuple[Adopted, ...]) -> "Known":
        """The same with adopted forms, the later one of two with the same code, and the last adopted register."""
        return _with_adopted(self, adopted) if adopted else self

    def with_spellings(self, spellings: tuple[Spelling, ...]) -> "Known":
        """The same with accepted spellings added."""
        return _spelled(self, spellings) if spellings else self

    def form(self, code: str | None) -> Form:
        """The form with this code, or the only form if there is just one. Raises UnknownName with the list of codes."""
        if code is None and len(self.forms) == 1:
            return next(iter(self.forms.values()))
        if code is None or code not in self.forms:
            raise UnknownName(with_nearest(TEXTS.fill("form_not_named", named=sorted(self.forms)), code or "", self.forms))
        return self.forms[code]

    def form_for(self, code: str, period: str) -> Form:
        """The version of a form that holds for a period."""
        return self.forms[code].version_for(Period.parse(period))

    def unit(self, text: str) -> str:
        """The code of a unit that owes returns, by its code or name. Raises UnknownName with the codes that may be meant."""
        named = (text,) if text in self.units.by_code else self.units.candidates(text)
        if len(named) > 1:
            raise UnknownName(TEXTS.fill("unit_ambiguous", name=text, listed=named))
        if not named or not self.units.by_code[named[0]].owes_return:
            raise UnknownName(_unknown_unit(text, [unit.unit for unit in self.units.owing]))
        return named[0]

    def any_unit(self, text: str) -> str:
        """The code of a unit of the register by its code or name. Raises UnknownName with the codes that are meant or known."""
        if text in self.units.by_code:
            return text
        named = self.units.candidates(text) or [unit.unit for unit in self.units.units if _is_named(unit, text)]
        if len(named) > 1:
            raise UnknownName(TEXTS.fill("unit_ambiguous", name=text, listed=named))
        if not named:
            raise UnknownName(_unknown_unit(text, list(self.units.by_code)))
        return named[0]


def _is_named(unit: ReportingUnit, text: str) -> bool:
    return key(text) in {key(name) for name in (unit.unit, *unit.names.all, *unit.spellings)}


def _unknown_unit(text: str, codes: Sequence[str]) -> Text:
    """The message that no unit has this code: with all codes, or with the most similar one if they are too many to read."""
    if len(codes) <= _CODES_LISTED:
        return TEXTS.fill("unit_unknown", code=text, listed=codes)
    return TEXTS.fill("unit_unknown_among_many", code=text, similar=nearest(text, codes) or "–", count=len(codes))


@cache
def declared() -> Known:
    """The forms and the register of units that come with the program."""
    return Known(forms(), UnitRegister.read())


@lru_cache(maxsize=8)
def _with_adopted(known: Known, adopted: tuple[Adopted, ...]) -> Known:
    by_code, units = dict(known.forms), known.units
    for one in adopted:
        if one.adoption.kind == "units_adopted":
            units = _adopted_units(one)
        else:
            form = _adopted_form(one)
            by_code[form.code] = form.after(by_code.get(form.code))
    return Known(by_code, units, (_with_adopted, (known, adopted)))


@lru_cache(maxsize=1024)
def _adopted_form(adopted: Adopted) -> Form:
    return form_of(FormDefinition.model_validate_json(adopted.content), adopted.adoption.sha256)


@lru_cache(maxsize=8)
def _adopted_units(adopted: Adopted) -> UnitRegister:
    return UnitRegister.from_json(adopted.content)


@lru_cache(maxsize=8)
def _spelled(known: Known, spellings: tuple[Spelling, ...]) -> Known:
    by_code = {
        code: form.spelled(spelling for spelling in spellings if spelling.form == code) for code, form in known.forms.items()
    }
    units = known.units.spelled(spelling for spelling in spellings if spelling.kind == "unit")
    return Known(by_code, units, (_spelled, (known, spellings)))


def found_without(naming: Decision) -> tuple[str, ...] | None:
    """The errors that a return may have because a spelling was not known. None for a form: it may have any."""
    if naming.kind == "adopted":
        return None
    if naming.kind == "rejudged":
        return FAILED
    return _FOUND_WITHOUT["unit" if naming.kind == "units_adopted" else spelling_of(naming).kind]


def spellings_of(decisions: Iterable[Decision]) -> tuple[Spelling, ...]:
    """The accepted spellings in order."""
    return tuple(spelling_of(decision) for decision in decisions if decision.kind == "spelling")


def spelling_of(decision: Decision) -> Spelling:
    """The spelling that a decision accepted."""
    assert decision.kind == "spelling"
    kind: NameKind = decision.code  # type: ignore[assignment]  # it was checked when it was recorded
    return Spelling(kind, decision.form, decision.details or "", decision.value or "")


def meaning(spelling: Spelling, known: Known) -> str | None:
    """What a spelling already means. Raises UnknownName if its target is not a name of the form or register."""
    if spelling.kind == "unit":
        known.unit(spelling.target)
        return known.units.find(spelling.text)
    assert spelling.form
    form = known.forms[spelling.form]
    table, _, rest = spelling.target.partition(".")
    element, _, code = rest.partition(".")
    names = {"sheet": [table], "heading": [table, element], "code": [table, element, code]}[spelling.kind]
    if ".".join(names) != spelling.target or spelling.target not in _targets(form)[spelling.kind]:
        raise UnknownName(TEXTS.fill("name_unknown", name=spelling.target, listed=_targets(form)[spelling.kind]))
    if spelling.kind == "sheet":
        return form.sheet_keys.get(key(spelling.text))
    if spelling.kind == "heading":
        found = form.all_tables[table].element_keys.get(key(spelling.text))
        return found and f"{table}.{found}"
    found = form.all_tables[table].elements[element].code_keys.get(key(spelling.text))
    return found and f"{table}.{element}.{found}"


def can_mean(spelling: Spelling, known: Known, accepted: tuple[Spelling, ...]) -> bool:
    """True if the spelling would mean its target once accepted. “district” alone can't name a unit."""
    try:
        return meaning(spelling, known.with_spellings((*accepted, spelling))) == spelling.target
    except ValueError:  # it would name two units
        return False


def _targets(form: Form) -> dict[str, list[str]]:
    """All names for which a spelling can be accepted, by kind."""
    elements = [(table, element) for table in form.all_tables.values() for element in table.elements.values()]
    return {
        "sheet": list(form.all_tables),
        "heading": [f"{table.code}.{element.name}" for table, element in elements],
        "code": [f"{table.code}.{element.name}.{code}" for table, element in elements for code in element.codes or ()],
    }
