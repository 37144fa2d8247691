"""Form workbooks: checked, written, and compared. What they declare becomes known by adopting them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.basics.text import Language
from schemas.declaration.definition import FormDefinition
from schemas.declaration.form import Form
from schemas.records.issue import Issue
from svod.forms.compare_forms import FormChange, form_changes
from svod.forms.example import example_form
from svod.forms.form_workbook import FORM_SHEET, form_sheets
from svod.forms.locate import locate
from svod.forms.read_form import read_form
from svod.forms.write_form import rows_of
from svod.pipeline.declared_sheets import NO_UNITS, content_of, sheets_of
from svod.reports.xlsx.tables_workbook import write_tables
from svod.validation.typed_table import type_table

__all__ = ["CheckedForm", "FormChange", "check_form", "content_of", "example_form", "form_changes", "write_form"]


@dataclass(slots=True)
class CheckedForm:
    """What a form workbook declares, and its mistakes. `definition` is None if one of them is an error."""

    definition: FormDefinition | None = None
    issues: list[Issue] = field(default_factory=list)


def check_form(content: bytes, file: str, known: Mapping[str, Form]) -> CheckedForm:
    """Read a form workbook, or a folder of CSV. `file` is only its name; its rules may name the forms that are known."""
    checked = CheckedForm()
    grids = sheets_of(content, file, checked.issues, "svod form new")
    if checked.issues and not grids:
        return checked
    sheets = form_sheets()
    located = locate(grids, sheets, "svod form new")
    checked.issues.extend(located.issues)
    typed = {code: type_table(sheets[code], table, NO_UNITS, checked.issues) for code, table in located.tables.items()}
    checked.definition = read_form(typed, checked.issues, known)
    return checked


def write_form(definition: FormDefinition, language: Language) -> bytes:
    """The workbook that declares a form, as bytes of xlsx."""
    return write_tables(form_sheets(), rows_of(definition), FORM_SHEET, language)
