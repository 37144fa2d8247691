"""Rows that repeat one above them."""

from collections.abc import Iterator
from typing import Any

from schemas.basics.cell import a1
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import RowsOnce
from schemas.records.issue import Issue, as_found
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)


@finds("row.duplicate")
def repeated_rows(typed: TypedReturn) -> Iterator[Issue]:
    """Rows that equal an earlier one in all columns, or in those that the rule names."""
    for rule in typed.rules(RowsOnce):
        table = typed.tables.get(rule.table)
        if table and len(table) > 1:
            yield from _repeated(rule, table)


def _repeated(rule: RowsOnce, table: TypedTable) -> Iterator[Issue]:
    # Two rows can only be equal if their required columns are, so all columns are seldom compared.
    required = [table.columns[name] for name in rule.elements or table.table.required_columns]
    if len(set(zip(*required, strict=True))) == len(table):
        return
    compared = [table.columns[name] for name in rule.elements or table.columns]
    refused_rows = (
        set().union(*(table.refused.get(name, ()) for name in rule.elements)) if rule.elements else table.refused_rows
    )
    first: dict[tuple[Any, ...], int] = {}
    sheet_rows = table.located.rows
    column = next(iter(table.located.positions.values()))
    for row, values in enumerate(zip(*compared, strict=True)):
        if row not in refused_rows and first.setdefault(values, row) != row:
            yield CHECKS["row.duplicate"].issue(
                sheet=table.sheet,
                cell=a1(sheet_rows[row], column),
                value=_written(table, row),
                repeats=_message(rule, table, sheet_rows[first[values]] + 1),
            )


def _message(rule: RowsOnce, table: TypedTable, first: int) -> Text:
    columns = [table.table.elements[name].labels for name in rule.elements]
    if columns:
        return TEXTS.fill("repeated_rows.agrees", first=str(first), columns=columns)
    return TEXTS.fill("repeated_rows.repeats", first=str(first))


def _written(table: TypedTable, row: int) -> str:
    """The values of a row, without personal ones: "2026-06-05; raid; 4"."""
    elements = table.table.elements
    values = (as_found(column[row]) for name, column in table.columns.items() if not elements[name].is_personal)
    return "; ".join(str(value) for value in values if value is not None)
