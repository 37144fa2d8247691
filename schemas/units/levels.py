"""To whose totals the returns of a register's units add, level by level."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit

Days = tuple[date, date]
"""The first and the last of some days."""


def adds_to(register: UnitRegister, unit: ReportingUnit) -> str:
    """The code of the unit whose total a unit's return adds to first: its own if it has one, else that of the unit above."""
    return unit.unit if unit.parent is None or register.has_total(unit.unit) else unit.parent


def units_above(register: UnitRegister) -> Iterator[tuple[str, str, int]]:
    """Each unit that has a total, with itself and every unit above it, and the steps between them."""
    for unit in register.units:
        if register.has_total(unit.unit):
            for steps, above in enumerate((unit.unit, *register.above(unit.unit))):
                yield unit.unit, above, steps


def days_compared(register: UnitRegister) -> Mapping[str, set[Days]]:
    """The days on which the return of a unit is only compared: it is a sum, and units below send what it is the sum of.

    Where none of them sends a return, the sum is all that is known, and counts.
    """
    days: dict[str, set[Days]] = {}
    sums = {unit.unit for unit in register.units if unit.consolidates and unit.unit in register.below}
    for unit in register.owing if sums else ():
        for above in sums.intersection(register.above(unit.unit)):
            days.setdefault(above, set()).add((unit.valid_from or date.min, unit.valid_to or date.max))
    return days


@dataclass(frozen=True, slots=True)
class Level:
    """The units directly below some, in official order: `below` have units below themselves, `sending` send returns.

    A unit that has units below it and sends a return of its own is among those that send, on its own level.
    """

    below: tuple[str, ...]
    sending: tuple[str, ...]


def level_below(register: UnitRegister, units: Iterable[str]) -> Level:
    """The level below some units. A unit that has none below it is a level by itself."""
    below: list[str] = []
    sending: list[str] = []
    for code in units:
        if register.by_code[code].owes_return:
            sending.append(code)
        for unit in register.below.get(code, ()):
            (below if register.has_total(unit.unit) else sending).append(unit.unit)
    return Level(tuple(below), tuple(sending))
