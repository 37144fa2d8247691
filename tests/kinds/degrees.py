"""A kind for tests only: temperatures with one decimal. Nothing outside this file names it."""

from decimal import Decimal, InvalidOperation

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Kind, Refusal, UnitNames, Unread, between


def _read(cell: Cell) -> object:
    """The temperature that a cell holds: -35.5 for the number -35.5 and for "-35,5 °C"."""
    if type(cell) in (int, float):
        return Decimal(f"{cell:.12g}")
    try:
        return Decimal(str(cell).strip(" °C").replace(",", ".")) if isinstance(cell, str) else Unread(cell)
    except InvalidOperation:
        return Unread(cell)


def _refusal(element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    if isinstance(value, Unread):
        return Refusal("cell.not_a_date")
    return Refusal("cell.out_of_range", {"expected": between(element.least, element.most)})


KIND = Kind(
    name="degrees",
    value_type=Decimal,
    is_stated=True,
    reader=lambda _element, _units: _read,
    refusal=_refusal,
    is_figure=True,
    is_plainly=lambda cell, _element: isinstance(cell, int | float),
    sql_type="decimal(4, 1)",
    from_sql=Decimal,
    entry="decimal number",
    number_format=lambda _element: "0.0",
    width=12,
)
