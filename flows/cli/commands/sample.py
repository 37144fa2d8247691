"""`svod sample`."""

from importlib import import_module

from flows.cli.context import Context
from schemas.basics.text import Text
from schemas.forms import form_named
from schemas.units.register import UnitRegister


def write_sample(context: Context, form_code: str | None) -> None:
    """Write a form's sample returns under raw/; the same bytes each time, so that a second time nothing is new."""
    from svod.reports.xlsx.form_workbook import write_return

    form = form_named(form_code)
    register = UnitRegister.read()
    returns = import_module(f"schemas.forms.{form.code}.sample").sample_returns()
    for filled in returns:
        path = context.folders.raw / filled.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_return(form, register, filled))
    print(
        context.say(
            Text(
                f"{len(returns)} үлгі есеп {context.folders.raw} қалтасына жазылды. Сандардың аудандар мен жолдарға бөлінуі "
                "ойдан алынған.",
                f"Образцы отчётов ({len(returns)}) записаны в {context.folders.raw}. Распределение чисел по районам и "
                "строкам вымышлено.",
                f"{len(returns)} sample returns written to {context.folders.raw}. How they split the totals over districts "
                "and rows is invented.",
            )
        )
    )
