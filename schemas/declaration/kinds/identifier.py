"""Identification numbers of people and organisations (ЖСН/БСН, ИИН/БИН): twelve digits, the last of which is a checksum.

They are personal: a return may hold them, but nothing that is published does.
"""

import re

from schemas.basics.cell import Cell
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Ambiguous, Kind, ReadCell, Refusal, UnitNames, Unread
from schemas.language.numbers import shown

TEXTS = Texts(__package__)

_LENGTH = 12
_SEPARATORS = re.compile(r"[\s.-]+")
# The weights of the first eleven digits, and those of the second pass, if the first leaves a remainder of ten.
_WEIGHTS = (range(1, 12), (*range(3, 12), 1, 2))
_LEAST_WITHOUT_ZEROS = 6


def is_identifier(text: str) -> bool:
    """True if a text is twelve digits whose checksum holds.

    >>> is_identifier("940140000385"), is_identifier("940140000386"), is_identifier("94014000038")
    (True, False, False)
    """
    if len(text) != _LENGTH or not (text.isascii() and text.isdigit()):
        return False
    digits = list(map(int, text))
    remainders = [sum(map(int.__mul__, weights, digits)) % 11 for weights in _WEIGHTS]
    return digits[-1] == next((remainder for remainder in remainders if remainder < 10), None)


def read_identifier(cell: Cell) -> object:
    """The twelve digits in a cell. A program that takes them for a number drops zeros: they are put back, and asked about.

    >>> read_identifier("9401 4000 0385")
    '940140000385'
    """
    if type(cell) is float and cell == cell // 1:
        cell = int(cell)
    if type(cell) not in (int, str):
        return Unread(cell)
    text = _SEPARATORS.sub("", shown(str(cell)))
    if not text and type(cell) is str:
        return None
    restored = text.zfill(_LENGTH)
    if not is_identifier(restored):
        return Unread(cell)
    is_whole = len(text) == _LENGTH
    if not is_whole and len(text) < _LEAST_WITHOUT_ZEROS:
        return Unread(cell)
    return restored if is_whole else Ambiguous(restored, TEXTS["identifier.with_zeros"])


def _reader(_element: DataElement, _units: UnitNames) -> ReadCell:
    return read_identifier


def _refusal(_element: DataElement, _value: object, _cell: Cell, _units: UnitNames) -> Refusal:
    return Refusal("cell.not_an_identifier")


def _is_identifier(cell: Cell, _element: DataElement) -> bool:
    return type(cell) in (int, float, str) and isinstance(read_identifier(cell), str)


KIND = Kind(
    name="identifier",
    value_type=str,
    is_stated=True,
    is_personal=True,
    reader=_reader,
    pattern=r"^\d{12}$",
    refusal=_refusal,
    may_be=_is_identifier,
    is_plainly=_is_identifier,
    number_format=lambda _element: "@",
    width=16,
)
