"""Reading the cells of a column as values of their element's kind, before pydantic judges them.

A cell that can't be read becomes `Unread`, which pydantic refuses. A column whose cells are all as they should be costs one
pass: only the others are read one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, Covered, Doubtful, NotCalculated
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Ambiguous, ReadCell, Unread
from schemas.language.numbers import shown
from schemas.units.register import UnitRegister

_WITHOUT_VALUE = (CellError, NotCalculated, Covered, Doubtful)


@dataclass(slots=True)
class Cleaned:
    """A cleaned column; `read_as` tells, by row, how a value was read that can be read in two ways."""

    values: list[object]
    read_as: dict[int, object] = field(default_factory=dict)


Cleaner = Callable[[Sequence[Cell]], Cleaned]


def all_blank(column: Sequence[Cell]) -> bool:
    """True if every cell of a column is blank."""
    return not column or (column[0] == "" and column.count("") == len(column))


@lru_cache(maxsize=4096)
def cell_reader(element: DataElement, units: UnitRegister) -> ReadCell:
    """The function that reads a cell of an element; an error, or a text that shows as one, can't be read."""
    read = element.kind.reader(element, units)

    def read_cell(cell: Cell) -> object:
        if isinstance(cell, Doubtful) and cell.suggestion and (value := read(cell.value)) == read(cell.suggestion):
            return value  # "5-ші маусым" says the same without its raised "ші"
        if isinstance(cell, _WITHOUT_VALUE) or (type(cell) is str and cell.strip() in ERROR_VALUES):
            return Unread(cell)
        return read(cell)

    return read_cell


@lru_cache(maxsize=4096)
def cleaner(element: DataElement, units: UnitRegister) -> Cleaner:
    """The function that cleans a column of an element. Blank cells get the element's default."""
    read = cell_reader(element, units)
    clean = _texts_once(read) if element.kind.few_values else _cell_by_cell(read, element.kind.as_they_are)
    return clean if element.default is None else _or_default(clean, element.default)


def _cell_by_cell(read: ReadCell, as_they_are: frozenset[type]) -> Cleaner:
    """Reads only the cells whose types are not those of values as they stand.

    With floats as they are, ["4", "", 5.0] becomes [4, None, 5.0]: "4" alone is read.
    """
    taken = as_they_are.difference({str}).union({type(None)})

    def clean(column: Sequence[Cell]) -> Cleaned:
        types = set(map(type, column))
        if types == {str} and str in as_they_are:
            texts = list(map(str.strip, column))  # type: ignore[arg-type]  # all of them are texts
            if ERROR_VALUES.isdisjoint(texts):
                return Cleaned([text or None for text in texts])
        if taken.issuperset(types):
            return Cleaned(list(column))
        cleaned = Cleaned([None if cell == "" else cell for cell in column])
        if not taken.issuperset(map(type, cleaned.values)):
            _read_others(cleaned, read, taken)
        return cleaned

    return clean


def _read_others(cleaned: Cleaned, read: ReadCell, taken: frozenset[type]) -> None:
    """Reads the cells whose types are not among those taken."""
    for row, cell in enumerate(cleaned.values):
        if type(cell) not in taken:
            value = read(cell)
            if type(value) is Ambiguous:
                cleaned.read_as[row] = value.value if value.read is None else value.read
                value = value.value
            cleaned.values[row] = value


def _texts_once(read: ReadCell) -> Cleaner:
    known = _Known(read)

    def clean(column: Sequence[Cell]) -> Cleaned:
        return Cleaned(list(map(known.__getitem__, column)))

    return clean


class _Known(dict[Cell, object]):
    """The values of the texts read so far."""

    def __init__(self, read: ReadCell) -> None:
        super().__init__({"": None})
        self._read = read

    def __missing__(self, cell: Cell) -> object:
        value = self._read(cell)
        # Of other cells True, 1 and 1.0 are one key; what can't be read would fill the memory.
        if type(cell) is str and type(value) is not Unread:
            self[cell] = value
        return value


def _or_default(clean: Cleaner, default: object) -> Cleaner:
    """Puts the default for blanks. A dash is no blank: it says that there is nothing."""

    def with_default(column: Sequence[Cell]) -> Cleaned:
        cleaned = clean(column)
        if None in cleaned.values:
            pairs = zip(column, cleaned.values, strict=True)
            cleaned.values = [default if value is None and not shown(str(cell)) else value for cell, value in pairs]
        return cleaned

    return with_default
