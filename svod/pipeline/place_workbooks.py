"""The workbook of a place: checked and written. The place holds from when it is adopted."""

from dataclasses import dataclass, field

from schemas.basics.place import Place
from schemas.basics.text import Language
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.forms.form_workbook import place_sheets
from svod.forms.locate import locate
from svod.forms.read_place import read_place
from svod.forms.write_place import rows_of_place
from svod.pipeline.declared_sheets import NO_UNITS, sheets_of
from svod.reports.xlsx.tables_workbook import write_tables
from svod.validation.typed_table import type_table

__all__ = ["CheckedPlace", "check_place", "write_place"]


@dataclass(slots=True)
class CheckedPlace:
    """The place that a workbook declares, and its mistakes. `place` is None if one of them is an error."""

    place: Place | None = None
    issues: list[Issue] = field(default_factory=list)


def check_place(content: bytes, file: str) -> CheckedPlace:
    """Read the workbook of a place. `file` is only its name."""
    checked = CheckedPlace()
    grids = sheets_of(content, file, checked.issues, "svod place export")
    if not grids:
        return checked
    sheets = place_sheets()
    located = locate(grids, sheets, "svod place export")
    checked.issues.extend(located.issues)
    if not located.issues and not located.tables["place"].rows:
        checked.issues.append(CHECKS["place.empty"].issue(sheet=located.tables["place"].sheet))
    typed = {code: type_table(sheets[code], table, NO_UNITS, checked.issues) for code, table in located.tables.items()}
    checked.place = read_place(typed, checked.issues)
    return checked


def write_place(place: Place, language: Language) -> bytes:
    """The workbook of a place, as bytes of xlsx."""
    return write_tables(place_sheets(), rows_of_place(place), "", language)
