"""The sheets in which forms, registers and places are declared, as tables: their cells are judged like those of a return."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from schemas.basics.text import LANGUAGES, Text
from schemas.declaration.definition import ColumnDefinition, ListDefinition, TableDefinition, code_list, table_of
from schemas.declaration.element import Element
from schemas.declaration.table import Table

FORM_SHEET = "form"
"""The sheet with the labels in its first column and their values in the second, like a cover. The others are lists."""


def form_sheets() -> Mapping[str, Table]:
    """The sheets of a form workbook by code, in their order."""
    return _sheets("form_workbook")


def units_sheet() -> Table:
    """The sheet of a register of units."""
    return _sheets("units_workbook")["units"]


def place_sheets() -> Mapping[str, Table]:
    """The sheets of a place's workbook by code."""
    return _sheets("place_workbook")


@cache
def _sheets(name: str) -> Mapping[str, Table]:
    file = resources.files(__package__).joinpath(f"{name}.toml")
    declared = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = {each["name"]: code_list(ListDefinition(**each)) for each in declared["lists"]}
    return {sheet["code"]: table_of(_sheet(**sheet), lists) for sheet in declared["sheets"]}


def _sheet(*, columns: list[dict[str, Any]], **about: Any) -> TableDefinition:
    return TableDefinition(**about, columns=tuple(one for column in columns for one in _columns(**column)))


def _columns(
    *, name: str, label: dict[str, str], meaning: dict[str, str], texts: bool = False, **about: Any
) -> Iterator[ColumnDefinition]:
    """A column, or one for each language if it holds texts: label.kk, label.ru, label.en."""
    for language in LANGUAGES if texts else [None]:
        labels = {key: f"{text}.{language}" if language else text for key, text in label.items()}
        element = Element(labels=Text(**labels), meaning=Text(**meaning))
        yield ColumnDefinition(name=f"{name}_{language}" if language else name, element=element, **about)
