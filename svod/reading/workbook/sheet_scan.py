"""What is found in a sheet beside its values."""

from dataclasses import dataclass, field

from schemas.basics.cell import Cell, CellError, NotCalculated
from svod.reading.workbook.number_formats import Shows

Grid = list[list[Cell]]
"""A sheet's values from A1 on, every row of the same width."""

Merged = tuple[int, int, int, int]
"""Cells merged into one: their top row, left column, bottom row and right column, from zero."""

Mark = CellError | NotCalculated


@dataclass(slots=True)
class SheetScan:
    """What a sheet's XML says: rows and columns of its used area, and what calamine would give as blank, or not at all.

    `far` is the cell for which the used area is as large as it is, `shown` are the cells whose numbers are shown as others,
    `struck` are those struck out, as far as the format tells. `rewritten` is the sheet as calamine reads it, where it does not
    read it as it is.
    """

    rows: int = 0
    columns: int = 0
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    far: tuple[int, int] = (0, 0)
    shown: dict[tuple[int, int], Shows] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    merged: list[Merged] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    rewritten: bytes = b""
