"""Codes of a closed list, written by any of their names."""

from collections.abc import Callable, Sequence

from schemas.basics.cell import Cell
from schemas.basics.text import Text
from schemas.declaration.element import CodeList, DataElement
from schemas.declaration.kind import Kind, NamesOf, ReadCell, Refusal, UnitNames
from schemas.declaration.named_values import read_by_name, unknown_name
from schemas.language.name_key import in_languages, key


def _meaning(text: str, element: DataElement) -> object:
    named = _named(element)
    return named(text) or in_languages(text, named)


def _named(element: DataElement) -> Callable[[str], CodeList | None]:
    def named(text: str) -> CodeList | None:
        code = element.code_keys.get(key(text))
        if code is None and text.isdecimal():  # Excel makes 4 of the code 04
            same = [code for code in element.codes or () if code.isdecimal() and int(code) == int(text)]
            return same[0] if len(same) == 1 else None
        return code

    return named


def _reader(element: DataElement, _units: UnitNames) -> ReadCell:
    return read_by_name(_named(element))


def _choices(element: DataElement, _units: UnitNames) -> Sequence[Text]:
    return tuple(element.code_labels.values())


def _refusal(element: DataElement, _value: object, cell: Cell, units: UnitNames) -> Refusal:
    return unknown_name(cell, _choices(element, units))


def _may_be(text: str, element: DataElement) -> bool:
    return _meaning(text, element) is not None


def _is_named(cell: Cell, element: DataElement) -> bool:
    return type(cell) is str and _may_be(cell, element)


def _label(value: object, element: DataElement, _unit_names: NamesOf) -> Text | None:
    return element.code_labels.get(value) if isinstance(value, str) else None


KIND = Kind(
    name="code",
    value_type=CodeList,
    reader=_reader,
    few_values=True,
    refusal=_refusal,
    groups_rows=True,
    may_be=_may_be,
    is_plainly=_is_named,
    is_prefilled=_is_named,
    meaning=_meaning,
    choices=_choices,
    label=_label,
    width=21,
)
