"""Registers of units for tests, as `svod units export` writes them, with cells changed."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from schemas.basics.text import Text
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit, Returns
from svod.pipeline.unit_workbooks import write_units


def _unit(
    unit: str, parent: str | None, level: str, name: str, *, returns: Returns = "own", last: date | None = None, after: str = ""
) -> ReportingUnit:
    successors = (after,) if after else ()
    names = Text(name, name, name)
    order = len(_UNITS)
    return ReportingUnit(
        unit=unit, parent=parent, level=level, names=names, order=order, returns=returns, valid_to=last, successors=successors
    )


_UNITS: list[ReportingUnit] = []
_UNITS.append(_unit("kz", None, "republic", "Республика", returns="none"))
_UNITS.append(_unit("north", "kz", "region", "Солтүстік облысы", returns="none"))
_UNITS.append(_unit("abai", "north", "district", "Абай ауданы", returns="none"))
_UNITS.append(_unit("abai-1", "abai", "school", "№1 мектеп"))
_UNITS.append(_unit("abai-2", "abai", "school", "№2 мектеп"))
_UNITS.append(_unit("esil", "north", "district", "Есіл ауданы", returns="none"))
_UNITS.append(_unit("esil-1", "esil", "school", "№1 мектеп"))
_UNITS.append(_unit("esil-9", "esil", "school", "№9 мектеп", last=date(2025, 12, 31), after="esil-1"))

SCHOOLS = UnitRegister(_UNITS)
"""Schools of two districts of a region of a republic; each district has a school №1."""


def units_workbook(cells: Mapping[str, Any] | None = None, register: UnitRegister = SCHOOLS) -> bytes:
    """The workbook of a register in English, with the given cells, such as "B4", put instead."""
    book = load_workbook(BytesIO(write_units(register, "en")))
    for cell, value in (cells or {}).items():
        book["units"][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
