"""Writes the blanks that units fill in."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from schemas.basics.exceptions import NotAllowed, UnknownName
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.files import write_whole
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.instructions import Sending

TEXTS = Texts(__package__)

_INSTRUCTED = 2
"""The first languages of the place in which a blank's first sheet is written, side by side: as many as a page holds."""


def files_of_all(known: Known, form_code: str | None, period: str, folder: Path) -> dict[str, Path]:
    """The files for the blanks of all units that owe a return, by unit."""
    _, about = _form_and_period(known, form_code, period)
    return {unit: folder / f"{unit}-{about}.xlsx" for unit in _owing(known.units, about)}


def refuse_present(files: Iterable[Path]) -> None:
    """Raise NotAllowed if one of the files is there: it may be filled in by now."""
    present = [file for file in files if file.exists()]
    if present:
        raise NotAllowed(TEXTS.fill("blank_is_there", files=present))


def write_blanks(
    workspace: Workspace, form_code: str | None, period: str, files: Mapping[str, Path], language: Language, send_to: str | None
) -> None:
    """Write the blanks of units, each given by code or name. Raises UnknownName if one owes no return for the period.

    Their instructions say when they are due, and where to send them if it is given.
    """
    known = workspace.known
    form, about = _form_and_period(known, form_code, period)
    owing = _owing(known.units, about)
    for unit, file in files.items():
        found = known.units.find(unit)
        if found is None or found not in owing:
            raise UnknownName(TEXTS.fill("owes_nothing", unit=unit, period=str(about), codes=owing))
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, blank_for(workspace, form, about, found, language, send_to))


def blank_for(
    workspace: Workspace, form: Form, period: Period, unit: str, language: Language, send_to: str | None = None
) -> bytes:
    """The blank of a unit for the version of a form that holds for a period."""
    languages = workspace.place.at(workspace.clock()).languages[:_INSTRUCTED]
    sending = Sending(workspace.place, send_to, languages)
    return blank_return(form, workspace.known.units, unit, period, language, sending)


def _form_and_period(known: Known, code: str | None, text: str) -> tuple[Form, Period]:
    """A period, and the version of a form that holds for it. Raises UnknownName if the form has no such period."""
    period = Period.parse(text)
    form = known.form(code).version_for(period)
    year = form.cover.elements[form.period_elements[0]]
    if period.type == form.period_type and (year.least or 0) <= period.year <= (year.most or 9999):
        return form, period
    raise UnknownName(TEXTS.fill("no_period_of_the_form", period=text))


def _owing(units: UnitRegister, period: Period) -> Sequence[str]:
    """The codes of the units that owe a return for a period."""
    return [unit.unit for unit in units.owing if unit.owes(period.last_day)]
