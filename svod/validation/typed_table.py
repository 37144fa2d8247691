"""Pydantic's judgement of a table, a column at a time.

A form's row model is turned inside out: the same annotations, each as a list. One call judges every cell of every row of a
table, and an error's location is the element and the row.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, cast

from pydantic import ConfigDict, Strict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from schemas.basics.cell import Cell, Covered, row_numbers
from schemas.basics.text import Text, fill, plain
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import DataElement, Row, data_elements
from schemas.declaration.form import Table
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable
from schemas.units.register import UnitRegister
from svod.validation.blank_rows import is_blank, unfilled_rows
from svod.validation.cell_issues import refusal
from svod.validation.cleaning import Cleaned, all_blank, cleaner


@dataclass(slots=True)
class Judged:
    """A table's typed columns. A refused value is None in its column and its row is in `refused`.

    Nobody filled in the rows in `unfilled`, which are refused whole.
    """

    table: Table
    located: LocatedTable
    columns: dict[str, list[Any]] = field(default_factory=dict)
    refused: dict[str, set[int]] = field(default_factory=dict)
    unfilled: frozenset[int] = frozenset()

    @property
    def sheet(self) -> str:
        """The sheet's name as in the file."""
        return self.located.sheet

    def __len__(self) -> int:
        return len(self.located.rows)

    def valid(self, element: str, row: int) -> bool:
        """Whether the value of an element in a row was not refused."""
        return row not in self.refused.get(element, ())

    def first(self, element: str) -> Any:
        """The value in the first row; for the cover, the value. None where blank, refused or not there."""
        values = self.columns.get(element)
        return values[0] if values else None

    def refuse(self, element: str, row: int) -> None:
        """Take a value out: whatever follows from it is not judged."""
        self.columns[element][row] = None
        self.refused.setdefault(element, set()).add(row)


def judge(table: Table, located: LocatedTable, register: UnitRegister, issues: list[Issue]) -> Judged:
    """Type a located table; add an issue for every value refused and every one that can be read in two ways."""
    judged = Judged(table, located)
    cleaned: dict[str, Cleaned] = {}
    for name, element in table.elements.items():
        raw = located.columns.get(name)
        if raw is None or (not element.required and all_blank(raw)):
            judged.columns[name] = [element.default] * len(located.rows)
            if element.required:
                # The column is missing, which is said once: nothing that follows from it is judged.
                judged.refused[name] = set(range(len(located.rows)))
        else:
            cleaned[name] = cleaner(element, register)(raw)
            judged.columns[name] = cleaned[name].values
    try:
        typed = _columns_of(table.model).validate_python({name: column.values for name, column in cleaned.items()})
        judged.columns.update(typed)
    except ValidationError as error:
        issues.extend(_refuse(judged, error, register))
    for name, column in cleaned.items():
        for row, value in column.read_as.items():
            if judged.valid(name, row):
                issues.append(_ambiguous(judged, table.elements[name], row, value))
    return judged


def _refuse(judged: Judged, error: ValidationError, register: UnitRegister) -> Iterator[Issue]:
    """Take out what pydantic refused, an issue for each, and convert the counts that it then left as they were."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    places = [(str(each["loc"][0]), int(each["loc"][1])) for each in found]
    for rows, step in unfilled_rows(judged.table, judged.located, {row for _, row in places}):
        yield _not_filled_in(judged, rows, step)
    told: set[Cell] = set()
    for name, row in places:
        if judged.valid(name, row):
            raw = judged.located.columns[name][row]
            if raw not in told:
                yield _refusal(judged, judged.table.elements[name], row, register)
            if isinstance(raw, Covered):
                told.add(raw)
            judged.refuse(name, row)
    for name, element in judged.table.elements.items():
        if element.kind.is_lax:
            convert = element.kind.value_type
            judged.columns[name] = [None if value is None else convert(value) for value in judged.columns[name]]


def _not_filled_in(judged: Judged, rows: list[int], step: Text) -> Issue:
    """Refuse rows whole that nobody filled in, and say so once, at the first cell that is wanted."""
    judged.unfilled |= frozenset(rows)
    raw = judged.located.columns
    wanted = [name for name in judged.table.required_columns if name in raw and any(is_blank(raw[name][row]) for row in rows)]
    first = next(name for name in wanted if is_blank(raw[name][rows[0]]))
    for name in judged.table.elements:
        for row in rows:
            judged.refuse(name, row)
    return CHECKS["cell.required"].issue(
        sheet=judged.sheet,
        cell=judged.located.cell(first, rows[0]),
        column=[judged.table.elements[name].labels for name in wanted],
        step=fill(step, {"rows": row_numbers([judged.located.rows[row] for row in rows])}),
    )


def _refusal(judged: Judged, element: DataElement, row: int, register: UnitRegister) -> Issue:
    raw: Cell = judged.located.columns[element.name][row]
    value = judged.columns[element.name][row]
    return refusal(element, raw, value, register, judged.sheet, judged.located.cell(element.name, row))


def _ambiguous(judged: Judged, element: DataElement, row: int, read: Any) -> Issue:
    return CHECKS["cell.ambiguous"].issue(
        sheet=judged.sheet,
        cell=judged.located.cell(element.name, row),
        value=judged.located.columns[element.name][row],
        column=element.labels,
        read=plain(read) if element.is_year else read,
    )


@cache
def _columns_of(model: type[Row]) -> TypeAdapter[dict[str, list[Any]]]:
    columns = TypedDict(  # type: ignore[misc]  # its fields are the model's
        f"{model.__name__}Columns",
        {name: list[_item(element)] for name, element in data_elements(model).items()},  # type: ignore[misc]
        total=False,
    )
    columns.__pydantic_config__ = ConfigDict(strict=True)  # type: ignore[attr-defined]
    return cast(TypeAdapter[dict[str, list[Any]]], TypeAdapter(columns))


def _item(element: DataElement) -> Any:
    """The type of a column's items: the field's, and what its kind adds to that."""
    added = (*element.kind.constraints(element), *((Strict(False),) if element.kind.is_lax else ()))
    return Annotated[element.annotation, *added] if added else element.annotation


Tables = dict[str, Judged]


Indicators = dict[str, int | None]
