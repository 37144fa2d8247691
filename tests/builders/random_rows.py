"""Random returns of any form, typed as validation types them, without a workbook between: sound and unsound ones alike."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable
from svod.validation.indicators import compute_indicators
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import type_table
from tests.builders.workbooks import REGISTER

_MOST = 4


def random_returns(form: Form, count: int, seed: int = 1) -> Iterator[TypedReturn]:
    """Returns with up to four rows in each list; about a quarter of the values that may be blank are."""
    random = Random(seed)
    for _ in range(count):
        issues: list[Issue] = []
        tables = {}
        for table in form.all_tables.values():
            if table is form.cover or table.required or random.random() < 0.9:
                rows = _rows(form, table, random)
                raw: dict[str, Sequence[Any]] = {
                    name: [_raw(element, row[name]) for row in rows] for name, element in table.elements.items()
                }
                located = LocatedTable(table.code, table.code, range(1, len(rows) + 1), raw)
                tables[table.code] = type_table(table, located, REGISTER, issues)
        assert issues == []
        typed = TypedReturn(form, tables, REGISTER)
        typed.indicators, _ = compute_indicators(form, tables)
        yield typed


def _rows(form: Form, table: Table, random: Random) -> list[dict[str, Any]]:
    if table.row_element:
        codes = list(table.elements[table.row_element].code_labels)
        printed = random.sample(codes, len(codes))
        return [{**_row(table, random), table.row_element: code} for code in printed]
    return [_row(table, random) for _ in range(1 if table is form.cover else random.randint(0, _MOST))]


def _row(table: Table, random: Random) -> dict[str, Any]:
    return {name: _value(element, random) for name, element in table.elements.items()}


def _value(element: DataElement, random: Random) -> Any:
    if not element.required and random.random() < 0.25:
        return None
    if element.codes:
        return random.choice(list(element.codes)).value
    if element.kind.value_type is bool:
        return random.random() < 0.5
    if element.is_date:
        return date(2026, 5, 15) + timedelta(days=random.randint(0, 3))
    if element.kind.is_figure:
        least = int(element.least or 0)
        value = random.choice([least, least + 1, least + random.randint(0, 9), least + random.randint(0, 99)])
        if element.scale == "%":
            value += 2  # 0.5 and 1 may mean 50 % and 100 %
        if decimals := element.element.decimals:
            value += random.choice([0.0, 0.5, random.randint(0, 10**decimals) / 10**decimals])
        return value if element.most is None else min(value, int(element.most))
    return random.choice(["бір", "екі"]) if element.kind.name == "text" else "akzhar"


def _raw(element: DataElement, value: Any) -> Any:
    """A value as a cell has it: a code by its label, a blank as an empty text."""
    if value is None:
        return ""
    label = element.kind.label(value, element, REGISTER.names_of)
    return label.kk if label else value
