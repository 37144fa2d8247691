"""Codes, units, yes and no: what a name typed by people stands for, one thing or none."""

from collections.abc import Callable, Sequence

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement, truth
from schemas.language.name_key import key
from schemas.units.register import UnitRegister
from svod.validation.cleaning.cleaned import Cleaned, Cleaner, Unread
from svod.validation.cleaning.texts import as_text


def cleaner_of_codes(element: DataElement) -> Cleaner:
    """A cleaner that puts the code of the element's list for a name."""
    return _cleaner(lambda text: element.code_keys.get(key(text)))


def cleaner_of_units(register: UnitRegister) -> Cleaner:
    """A cleaner that puts the unit's code for a name."""
    return _cleaner(register.find)


def cleaner_of_truths() -> Cleaner:
    """A cleaner that knows yes and no."""
    return _cleaner(truth)


def _cleaner(meaning: Callable[[str], object]) -> Cleaner:
    known = _Known(meaning)

    def clean(column: Sequence[Cell]) -> Cleaned:
        return Cleaned(list(map(known.__getitem__, column)))

    return clean


class _Known(dict[Cell, object]):
    """The meanings of cells seen so far: a return says few things many times."""

    def __init__(self, meaning: Callable[[str], object]) -> None:
        super().__init__({"": None})
        self._meaning = meaning

    def __missing__(self, cell: Cell) -> object:
        text = as_text(cell)
        if type(text) is not str:
            return text
        meant = self._meaning(text)
        if meant is None:
            return Unread(cell)
        if type(cell) is str:
            # True, 1 and 1.0 are one key.
            self[cell] = meant
        return meant
