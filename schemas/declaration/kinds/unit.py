"""Reporting units, by any name that the register knows."""

from collections.abc import Sequence

from schemas.basics.cell import Cell
from schemas.basics.text import Text, quoted
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Kind, NamesOf, Refusal, UnitNames
from schemas.declaration.named_values import read_by_name

TEXTS = Texts(__package__)

_NAMED = 10
"""How many of the units with one name a message names."""


def _choices(_element: DataElement, units: UnitNames) -> Sequence[Text]:
    return units.names


def _refusal(_element: DataElement, _value: object, cell: Cell, units: UnitNames) -> Refusal:
    names = [name for code in units.candidates(str(cell)) if (name := units.names_of(code))]
    if len(names) > 1:
        return Refusal("unit.ambiguous", {"units": quoted(names[:_NAMED])})
    return Refusal("unit.unknown", {"step": TEXTS["unit.name_it"]}, units.suggest(str(cell)))


def _label(value: object, _element: DataElement, unit_names: NamesOf) -> Text | None:
    return unit_names(value) if isinstance(value, str) else None


KIND = Kind(
    name="unit",
    value_type=str,
    is_stated=True,
    reader=lambda _element, units: read_by_name(units.find),
    few_values=True,
    refusal=_refusal,
    choices=_choices,
    label=_label,
    width=34,
)
