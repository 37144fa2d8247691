"""The rows of a register's sheet: the inverse of reading it."""

from collections.abc import Iterator
from datetime import date

from schemas.basics.text import LANGUAGES
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.forms.write_form import Values


def rows_of_units(register: UnitRegister) -> Iterator[Values]:
    """A row for each unit, in official order."""
    return map(_row, register.units)


def _row(unit: ReportingUnit) -> Values:
    return {
        "unit": unit.unit,
        "parent": unit.parent,
        "level": unit.level,
        **{f"name_{language}": unit.names.in_(language) for language in LANGUAGES},
        "spellings": "; ".join(unit.spellings) or None,
        "returns": unit.returns,
        "order": unit.order,
        "valid_from": _day(unit.valid_from),
        "valid_to": _day(unit.valid_to),
        "successors": "; ".join(unit.successors) or None,
        "official_code": unit.official_code,
        "population": unit.population,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
