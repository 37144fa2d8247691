"""What a scan of a sheet finds out besides its values."""

from dataclasses import dataclass, field

from schemas.basics.cell import Cell, CellError, NotCalculated
from svod.reading.workbook.number_formats.shows import Shows

Grid = list[list[Cell]]
"""A sheet's values from A1 on, every row of the same width."""

Place = tuple[int, int]
"""A cell's row and column, counted from zero."""

Merged = tuple[int, int, int, int]
"""A merged range: its top row, left column, bottom row and right column, counted from zero."""

MOST_COLUMNS = 1 << 14
"""The columns of the widest sheet that programs have."""

Mark = CellError | NotCalculated


@dataclass(slots=True)
class SheetScan:
    """The size of a sheet's used area, and what calamine gives as blank or doesn't report.

    `marks` are error values and formulas without a stored value. `far` is the cell that makes the used area as large as it is.
    `shown` tells how a cell's format shows its value, if as something else; `struck` are the cells that are struck out; `rich`
    are the texts of which a part is struck out, or above or below the line, each with what it says without that part.
    `hidden` are the rows and `hidden_columns` the columns that are hidden or have no height or width.
    `indented` are the cells whose text is set off from the left, as far as the format tells.
    `rewritten` is the sheet in a form that calamine reads correctly, or empty if it reads the original correctly.
    """

    rows: int = 0
    columns: int = 0
    marks: dict[Place, Mark] = field(default_factory=dict)
    far: Place = (0, 0)
    shown: dict[Place, Shows] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[Merged] = field(default_factory=list)
    struck: set[Place] = field(default_factory=set)
    indented: set[Place] = field(default_factory=set)
    rich: dict[Place, str] = field(default_factory=dict)
    rewritten: bytes = b""
