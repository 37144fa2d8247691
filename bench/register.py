"""The program with more units than its own region has."""

from schemas.basics.text import Text
from schemas.forms import forms
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.pipeline.known_names import Known


def large_region(units: int) -> Known:
    """The program's forms, and a register with enough more districts that this many units owe a return."""
    register = UnitRegister.read()
    extra = [_unit(number, register.units[0].unit) for number in range(units - len(register.owing))]
    return Known(forms(), UnitRegister([*register.units, *extra]))


def _unit(number: int, region: str) -> ReportingUnit:
    name = f"Үлгі{number:03} ауданы"
    return ReportingUnit(unit=f"u{number}", level="district", parent=region, order=1_000 + number, names=Text(name, name, name))
