"""A kind for tests only: percentages with one decimal. Nothing outside this file names it."""

from decimal import Decimal, InvalidOperation

from schemas.basics.cell import Cell, Percent
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Kind, Refusal, UnitNames, Unread, between


def _read(cell: Cell) -> object:
    """The percentage that a cell shows: 35.5 for the number 35.5, for "35,5 %", and for 0.355 in a percentage format."""
    if type(cell) in (int, float):
        return Decimal(f"{cell:.12g}")
    try:
        return Decimal(str(cell).strip(" %").replace(",", ".")) if isinstance(cell, str | Percent) else Unread(cell)
    except InvalidOperation:
        return Unread(cell)


def _refusal(element: DataElement, value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    if isinstance(value, Unread):
        return Refusal("cell.not_a_number")
    return Refusal("cell.out_of_range", {"expected": between(element.least, element.most)})


KIND = Kind(
    name="percent",
    value_type=Decimal,
    is_stated=True,
    reader=lambda _element, _units: _read,
    refusal=_refusal,
    is_figure=True,
    is_plainly=lambda cell, _element: isinstance(cell, int | float | Percent),
    sql_type="decimal(4, 1)",
    from_sql=Decimal,
    entry="decimal number",
    number_format="0.0",
    width=12,
)
