"""Texts, as clerks typed them."""

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Kind, Refusal, UnitNames
from schemas.declaration.named_values import as_text


def _too_long(element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    return Refusal("cell.too_long", {"length": len(str(value)), "most": element.max_length})


KIND = Kind(
    name="text",
    value_type=str,
    reader=lambda _element, _units: as_text,
    as_they_are=frozenset({str}),
    refusal=_too_long,
    is_free_text=True,
    number_format=lambda _element: "@",
)
