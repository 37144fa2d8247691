"""The program with more units than its own region has."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from schemas.basics.text import Text
from schemas.forms import forms
from schemas.units.register import ReportingUnit, UnitRegister
from svod.warehouse.schema.reference import Reference


def large_register(units: int) -> UnitRegister:
    """The register with as many more districts as it takes for so many units to owe a return."""
    own = UnitRegister.read()
    extra = [_unit(number, own.units[0].unit) for number in range(units - len(own.owing))]
    return UnitRegister([*own.units, *extra])


@contextmanager
def known(register: UnitRegister) -> Iterator[None]:
    """The program with another register of units than its own."""
    reference = Reference(forms(), register)
    with (
        patch("svod.pipeline.known_names.register", lambda: register),
        patch("svod.pipeline.load.register", lambda: register),
        patch("svod.pipeline.write_reports.register", lambda: register),
        patch("svod.pipeline.load.reference", lambda: reference),
        patch("svod.pipeline.run.reference", lambda: reference),
    ):
        yield


def _unit(number: int, region: str) -> ReportingUnit:
    name = f"Үлгі{number:03} ауданы"
    return ReportingUnit(unit=f"u{number}", level="district", parent=region, order=1_000 + number, names=Text(name, name, name))
