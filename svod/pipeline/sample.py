"""Writes the sample returns that a form may come with."""

from importlib import import_module

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.declaration.filled_return import FilledReturn
from svod.pipeline.data_folder import make_data_folder
from svod.pipeline.workspace import Workspace
from svod.reports.xlsx.form_workbook import write_return

TEXTS = Texts(__package__)


def write_sample(workspace: Workspace, form_code: str | None) -> int:
    """Write a form's sample returns under raw/ of a data folder, which is made if it isn't there. Returns how many.

    They always have the same bytes. Raises UnknownName if the form has none.
    """
    form = workspace.known.form(form_code)
    returns = _sample_returns(form.code)
    make_data_folder(workspace.storage.raw.parent)
    for filled in returns:
        path = workspace.storage.raw / filled.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_return(form, workspace.known.units, filled))
    return len(returns)


def _sample_returns(form: str) -> tuple[FilledReturn, ...]:
    """The sample returns of a form, from its module `sample`. Raises UnknownName if it has none."""
    name = f"schemas.forms.{form}.sample"
    try:
        sample = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UnknownName(TEXTS.fill("no_sample", form=form)) from None
    returns: tuple[FilledReturn, ...] = sample.sample_returns()
    return returns
