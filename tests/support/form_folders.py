"""Public forms, each declared by a folder of CSV files, one file a sheet of its form workbook."""

from pathlib import Path

from schemas.declaration.definition import form_of
from schemas.declaration.form import Form
from svod.pipeline.form_workbooks import check_form, content_of

FOLDER = Path(__file__).parents[1] / "forms"


def public_form(name: str) -> Form:
    """The form that a folder of tests/forms declares."""
    checked = check_form(content_of(FOLDER / name), name, {})
    assert checked.definition, checked.issues
    return form_of(checked.definition)
