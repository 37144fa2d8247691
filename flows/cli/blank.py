"""`svod blank`."""

from pathlib import Path

from flows.cli.context import Context
from schemas.exceptions import UnknownName
from schemas.form import Form
from schemas.period import Period
from schemas.returns import form_named
from schemas.text import Text
from schemas.unit import UnitRegister


def write_blanks(context: Context, form_code: str | None, period: str, unit: str | None, output: Path) -> None:
    """Write the blank of one unit into a file or, where no unit is named, those of all units into a folder."""
    from svod.reports.blank import blank_return

    form = form_named(form_code)
    register = UnitRegister.read()
    named = _period(form, period)
    if unit is None:
        output.mkdir(parents=True, exist_ok=True)
        for owing in register.owing:
            path = output / f"{owing.unit}-{named}.xlsx"
            path.write_bytes(blank_return(form, register, owing.unit, named, context.lang))
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(blank_return(form, register, _found(register, unit), named, context.lang))


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


def _found(register: UnitRegister, unit: str) -> str:
    found = register.find(unit)
    if found is None:
        codes = ", ".join(owing.unit for owing in register.owing)
        raise UnknownName(
            Text(
                f"«{unit}» – есеп тапсыратын аудан емес. Кодтар: {codes}",
                f"«{unit}» — не район, сдающий отчёт. Коды: {codes}",
                f"“{unit}” is no unit that owes returns. The codes are: {codes}",
            )
        )
    return found
