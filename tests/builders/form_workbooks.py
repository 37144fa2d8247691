"""Form workbooks for tests: as `svod form export` writes them, with cells changed."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook

from schemas.declaration.definition import FormDefinition
from svod.pipeline.form_workbooks import example_form, write_form

SMALL = example_form("visits")
"""The form that `svod form new` writes."""


def form_workbook(definition: FormDefinition = SMALL, cells: Mapping[str, str | int | None] | None = None) -> bytes:
    """The workbook of a form in English, with the given cells, such as "columns!B4", put instead."""
    book = load_workbook(BytesIO(write_form(definition, "en")))
    for place, value in (cells or {}).items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
