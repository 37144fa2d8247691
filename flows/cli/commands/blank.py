"""`svod blank`."""

from pathlib import Path

from flows.cli.context import Context
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.forms import form_named
from schemas.units.register import ReportingUnit, UnitRegister


def write_blanks(context: Context, form_code: str | None, period: str, unit: str | None, output: Path) -> None:
    """Write the blank of one unit into a file or, where no unit is named, those of all units into a folder."""
    from svod.reports.xlsx.blank import blank_return

    form = form_named(form_code)
    register = UnitRegister.read()
    named = _period(form, period)
    if unit is None:
        output.mkdir(parents=True, exist_ok=True)
        for owing in _owing(register, named):
            path = output / f"{owing.unit}-{named}.xlsx"
            path.write_bytes(blank_return(form, register, owing.unit, named, context.lang))
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(blank_return(form, register, _found(register, unit, named), named, context.lang))


def _period(form: Form, text: str) -> Period:
    """The period named, if returns of the form are about such periods."""
    period = Period.parse(text)
    year = form.cover.elements[form.period_elements[0]]
    if period.type == form.period_type and (year.least or 0) <= period.year <= (year.most or 9999):
        return period
    raise UnknownName(
        Text(
            f"«{text}» – бұл нысанның кезеңі емес",
            f"«{text}» — не период этой формы",
            f"“{text}” is no period of this form",
        )
    )


def _owing(register: UnitRegister, period: Period) -> list[ReportingUnit]:
    return [unit for unit in register.owing if unit.owes(period.last_day)]


def _found(register: UnitRegister, unit: str, period: Period) -> str:
    """The code of a unit that owes a return of the period."""
    found = register.find(unit)
    owing = [one.unit for one in _owing(register, period)]
    if found not in owing:
        codes = ", ".join(owing)
        raise UnknownName(
            Text(
                f"«{unit}» – {period} кезеңі үшін есеп тапсыратын аудан емес. Кодтар: {codes}",
                f"«{unit}» — не район, сдающий отчёт за период {period}. Коды: {codes}",
                f"“{unit}” is no unit that owes a return for {period}. The codes are: {codes}",
            )
        )
    return found
