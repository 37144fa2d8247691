"""A table's cells as values that pydantic has judged, a column at a time.

The type of each field of a form's row model becomes a list's. So one call judges every cell of a table, and the place of an
error is the name of its element and its row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Annotated, Any, cast

from pydantic import ConfigDict, Strict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from schemas.basics.cell import Covered, Doubtful, row_numbers
from schemas.basics.text import Text, fill, plain
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import DataElement, Row, data_elements
from schemas.declaration.table import Table
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable
from schemas.units.register import UnitRegister
from svod.validation.blank_rows import is_blank, unfilled_rows
from svod.validation.cell_issues import refusal
from svod.validation.cleaning import Cleaned, all_blank, cell_reader, cleaner

_START = itemgetter(slice(3))


@dataclass(slots=True)
class TypedTable:
    """A table's columns as values of their elements' types.

    A refused value is None in its column, and its row is in `refused` under its element's name. Nobody filled in the rows in
    `unfilled`; all their values are refused.
    """

    table: Table
    located: LocatedTable
    columns: dict[str, list[Any]] = field(default_factory=dict)
    refused: dict[str, set[int]] = field(default_factory=dict)
    unfilled: frozenset[int] = frozenset()
    _starts: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The sheet's name as in the file."""
        return self.located.sheet

    @property
    def refused_rows(self) -> set[int]:
        """The rows in which any value was refused."""
        return set().union(*self.refused.values())

    def __len__(self) -> int:
        return len(self.located.rows)

    def is_valid(self, element: str, row: int) -> bool:
        """True if the value of an element in a row was not refused."""
        return row not in self.refused.get(element, ())

    def first(self, element: str) -> Any:
        """The value in the first row, which is the only one of a cover. None where it is blank, refused or not there."""
        values = self.columns.get(element)
        return values[0] if values else None

    def place(self, element: str, row: int) -> dict[str, Any]:
        """Where a value stands, as an issue tells it: the sheet, the cell and the heading of its column."""
        return {"sheet": self.sheet, "cell": self.located.cell(element, row), "column": self.table.elements[element].labels}

    def starts(self, element: str) -> frozenset[str]:
        """The first three letters of each text of a column. A check that looks for a word looks here first."""
        if element not in self._starts:
            self._starts[element] = frozenset(map(_START, filter(None, self.columns[element])))
        return self._starts[element]

    def refuse(self, element: str, row: int) -> None:
        """Take a value out, so that nothing which follows from it is judged."""
        self.columns[element][row] = None
        self.refused.setdefault(element, set()).add(row)


def type_table(table: Table, located: LocatedTable, register: UnitRegister, issues: list[Issue]) -> TypedTable:
    """The typed table; adds an issue for every value that is refused, and for every one that can be read in two ways."""
    typed = TypedTable(table, located)
    cleaned: dict[str, Cleaned] = {}
    for name, element in table.elements.items():
        raw = located.columns.get(name)
        if raw is None or (not element.required and all_blank(raw)):
            typed.columns[name] = [element.default] * len(located.rows)
            if element.required:
                # Reading has reported the missing column already: nothing that follows from it is judged.
                typed.refused[name] = set(range(len(located.rows)))
        else:
            cleaned[name] = cleaner(element, register)(raw)
            typed.columns[name] = cleaned[name].values
    try:
        typed.columns.update(_judged(table, cleaned, register))
    except ValidationError as error:
        issues.extend(_refuse(typed, error, register))
    for name, column in cleaned.items():
        for row, value in column.read_as.items():
            if typed.is_valid(name, row):
                issues.append(_ambiguous(typed, name, row, value))
    return typed


def _judged(table: Table, cleaned: dict[str, Cleaned], register: UnitRegister) -> dict[str, list[Any]]:
    """The columns as pydantic judges them; raises ValidationError where it refuses a value.

    Floats are taken as they are. Only those that it refuses are read again as people see them: 56.99999999999999 is 57.
    """
    adapter = _columns_of(table.model)
    values = {name: column.values for name, column in cleaned.items()}
    try:
        return adapter.validate_python(values)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        places = [(str(each["loc"][0]), int(each["loc"][1])) for each in errors]
        fractions = [(name, row) for name, row in places if type(values[name][row]) is float]
        for name, row in fractions:
            values[name][row] = cell_reader(table.elements[name], register)(values[name][row])
        if all(type(values[name][row]) is float for name, row in fractions):
            raise
        return adapter.validate_python(values)


def _refuse(typed: TypedTable, error: ValidationError, register: UnitRegister) -> Iterator[Issue]:
    """Take out what pydantic refused, with an issue for each cell, and convert the other values, which it left as they were."""
    errors = error.errors(include_url=False, include_context=False, include_input=False)
    places = [(str(each["loc"][0]), int(each["loc"][1])) for each in errors]
    for rows, step in unfilled_rows(typed.table, typed.located, {row for _, row in places}):
        yield _unfilled(typed, rows, step)
    reported: set[str] = set()
    for name, row in places:
        if typed.is_valid(name, row):
            raw = typed.located.columns[name][row]
            merged = raw.by if isinstance(raw, Covered) else raw.cells if isinstance(raw, Doubtful) else ""
            if merged not in reported:
                yield _refusal(typed, name, row, register)
            if merged:
                reported.add(merged)
            typed.refuse(name, row)
    for name, element in typed.table.elements.items():
        if element.kind.is_lax:
            convert = element.kind.value_type
            typed.columns[name] = [None if value is None else convert(value) for value in typed.columns[name]]


def _unfilled(typed: TypedTable, rows: list[int], step: Text) -> Issue:
    """Refuse whole the rows that nobody filled in; the one issue of them stands at their first required blank cell."""
    typed.unfilled |= frozenset(rows)
    raw = typed.located.columns
    required = [name for name in typed.table.required_columns if name in raw and any(is_blank(raw[name][row]) for row in rows)]
    first = next(name for name in required if is_blank(raw[name][rows[0]]))
    for name in typed.table.elements:
        for row in rows:
            typed.refuse(name, row)
    labels = [typed.table.elements[name].labels for name in required]
    step = fill(step, {"rows": row_numbers([typed.located.rows[row] for row in rows])})
    return CHECKS["cell.required"].issue(**{**typed.place(first, rows[0]), "column": labels}, step=step)


def _refusal(typed: TypedTable, name: str, row: int, register: UnitRegister) -> Issue:
    raw, value = typed.located.columns[name][row], typed.columns[name][row]
    return refusal(typed.table.elements[name], raw, value, register, typed.place(name, row))


def _ambiguous(typed: TypedTable, name: str, row: int, value: Any) -> Issue:
    element = typed.table.elements[name]
    raw = None if element.is_personal else typed.located.columns[name][row]
    read = plain(value) if element.is_year else value
    return CHECKS["cell.ambiguous"].issue(**typed.place(name, row), value=raw, read=read)


@cache
def _columns_of(model: type[Row]) -> TypeAdapter[dict[str, list[Any]]]:
    columns = TypedDict(  # type: ignore[misc]  # its fields are the model's
        f"{model.__name__}Columns",
        {name: list[_item(element)] for name, element in data_elements(model).items()},  # type: ignore[misc]  # see above
        total=False,
    )
    columns.__pydantic_config__ = ConfigDict(strict=True)  # type: ignore[attr-defined]  # pydantic looks for it there
    return cast(TypeAdapter[dict[str, list[Any]]], TypeAdapter(columns))


def _item(element: DataElement) -> Any:
    """The type of a column's items: the field's, with what its kind adds."""
    added = (*element.kind.constraints(element), *((Strict(False),) if element.kind.is_lax else ()))
    return Annotated[element.annotation, *added] if added else element.annotation
