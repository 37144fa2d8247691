"""A register of two regions: svod's own, and another with two units."""

from schemas.basics.text import Text
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit, Returns
from tests.builders.workbooks import REGISTER


def _unit(code: str, level: str, parent: str | None, order: int, *names: str) -> ReportingUnit:
    returns: Returns = "own" if parent else "none"
    return ReportingUnit(unit=code, level=level, parent=parent, order=order, names=Text(*names), returns=returns)


TWO_REGIONS = UnitRegister(
    [
        *REGISTER.units,
        _unit("pavlodar", "region", None, 20, "Павлодар облысы", "Павлодарская область", "Pavlodar region"),
        _unit("ekibastuz", "city", "pavlodar", 21, "Екібастұз қаласы", "город Экибастуз", "Ekibastuz city"),
        _unit("bayanaul", "district", "pavlodar", 22, "Баянауыл ауданы", "Баянаульский район", "Bayanaul district"),
    ]
)
