"""Writes the blanks that units fill in."""

from collections.abc import Sequence
from pathlib import Path

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.pipeline.known_names import Known
from svod.reports.xlsx.blank import blank_return

TEXTS = Texts(__package__)


def write_blank(known: Known, form_code: str | None, period: str, unit: str, file: Path, language: Language) -> None:
    """Write the blank of a unit, given by code or name. Raises UnknownName if it owes no return for the period."""
    form = known.form(form_code)
    about = _period(form, period)
    owing, found = _owing(known.units, about), known.units.find(unit)
    if found is None or found not in owing:
        raise UnknownName(TEXTS.fill("owes_nothing", unit=unit, period=str(about), codes=owing))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(blank_return(form, known.units, found, about, language))


def write_blanks(known: Known, form_code: str | None, period: str, folder: Path, language: Language) -> None:
    """Write the blanks of all units that owe a return."""
    form = known.form(form_code)
    about = _period(form, period)
    folder.mkdir(parents=True, exist_ok=True)
    for unit in _owing(known.units, about):
        (folder / f"{unit}-{about}.xlsx").write_bytes(blank_return(form, known.units, unit, about, language))


def _period(form: Form, text: str) -> Period:
    """Parse a period of the form. Raises UnknownName if the form has no such period."""
    period = Period.parse(text)
    year = form.cover.elements[form.period_elements[0]]
    if period.type == form.period_type and (year.least or 0) <= period.year <= (year.most or 9999):
        return period
    raise UnknownName(TEXTS.fill("no_period_of_the_form", period=text))


def _owing(units: UnitRegister, period: Period) -> Sequence[str]:
    """The codes of the units that owe a return for a period."""
    return [unit.unit for unit in units.owing if unit.owes(period.last_day)]
