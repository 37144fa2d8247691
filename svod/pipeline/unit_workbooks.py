"""Registers of units as workbooks or CSV: checked and written. They become known by adopting them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.basics.text import Language
from schemas.checks.catalogue import CHECKS
from schemas.language.name_key import key
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister
from svod.forms.form_workbook import units_sheet
from svod.forms.locate import Grid, locate_columns
from svod.forms.read_units import read_units
from svod.forms.write_units import rows_of_units
from svod.pipeline.declared_sheets import NO_UNITS, sheets_of
from svod.reports.xlsx.tables_workbook import write_tables
from svod.validation.typed_table import type_table

__all__ = ["CheckedRegister", "check_units", "write_units"]


@dataclass(slots=True)
class CheckedRegister:
    """The register that a file declares, and its mistakes. `register` is None if one of them is an error."""

    register: UnitRegister | None = None
    issues: list[Issue] = field(default_factory=list)


def check_units(content: bytes, file: str) -> CheckedRegister:
    """Read a register of units. `file` is only its name."""
    checked = CheckedRegister()
    grids = sheets_of(content, file, checked.issues, "svod units export")
    if checked.issues:
        return checked
    sheet, grid = _chosen(grids)
    located = locate_columns(sheet, grid, units_sheet(), checked.issues)
    if checked.issues:
        return checked
    if not located.rows:
        checked.issues.append(CHECKS["register.no_units"].issue(sheet=sheet or None, sheet_name=units_sheet().sheet))
        return checked
    checked.register = read_units(type_table(units_sheet(), located, NO_UNITS, checked.issues), checked.issues)
    return checked


def _chosen(grids: Mapping[str, Grid]) -> tuple[str, Grid]:
    """The sheet of units by its name, or the only sheet. Other sheets, as those of contacts, are passed over."""
    names = {key(name) for name in (units_sheet().code, *units_sheet().sheet.all)}
    named = [sheet for sheet in grids if key(sheet) in names] or (list(grids) if len(grids) == 1 else [])
    return (named[0], grids[named[0]]) if named else ("", [])


def write_units(register: UnitRegister, language: Language) -> bytes:
    """The workbook of a register, as bytes of xlsx."""
    return write_tables({"units": units_sheet()}, {"units": list(rows_of_units(register))}, "", language)
