"""`svod sample`."""

from importlib import import_module

from flows.cli.context import Context
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.filled_return import FilledReturn
from schemas.forms import form_named
from schemas.units.register import UnitRegister


def write_sample(context: Context, form_code: str | None) -> None:
    """Write a form's sample returns under raw/; the same bytes each time, so that a second time nothing is new."""
    from svod.reports.xlsx.form_workbook import write_return

    form = form_named(form_code)
    register = UnitRegister.read()
    returns = _sample_of(form.code)
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


def _sample_of(form: str) -> tuple[FilledReturn, ...]:
    """The sample returns of a form. Raises UnknownName where it has none."""
    name = f"schemas.forms.{form}.sample"
    try:
        sample = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UnknownName(
            Text(
                f"«{form}» нысанының үлгі есептері жоқ.",
                f"У формы «{form}» нет образцов отчётов.",
                f"The form “{form}” has no sample returns.",
            )
        ) from None
    returns: tuple[FilledReturn, ...] = sample.sample_returns()
    return returns
