"""Checked returns as Arrow tables: workers send them back, and each batch is loaded in one transaction."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

import pyarrow as pa

from schemas.basics.text import LANGUAGES
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.declaration.table import Table
from schemas.records.decision import Decision
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn, CheckedTable, Receipt
from svod.warehouse.schema.form_tables import column_types, columns, row_table

ArrowTables = dict[str, pa.Table]

_TYPES = {"bigint": pa.int64(), "date": pa.date32(), "varchar": pa.string(), "boolean": pa.bool_()}
# decimal(5, 1) gives 5 and 1: five digits, one of them after the point.
_DECIMAL = re.compile(r"decimal\((\d+), (\d+)\)")
_MOMENT = pa.timestamp("us", "UTC")
_WORKBOOK = {
    "workbook": pa.int32(),
    "sha256": pa.string(),
    "form": pa.string(),
    "unit": pa.string(),
    "period": pa.string(),
    "accepted": pa.bool_(),
    "nil": pa.bool_(),
    "cells_read": pa.int32(),
    "cells_loaded": pa.int32(),
    "cells_ignored": pa.int32(),
    "judged_at": _MOMENT,
    "path": pa.string(),
    "definition": pa.string(),
}
_ISSUE = {
    "workbook": pa.int32(),
    "submission": pa.int32(),
    "code": pa.string(),
    "severity": pa.string(),
    "sheet": pa.string(),
    "cell": pa.string(),
    "value": pa.string(),
    "message_kk": pa.string(),
    "message_ru": pa.string(),
    "message_en": pa.string(),
    "suggestion": pa.string(),
}
_FIGURE = pa.decimal128(38, 6)
_PRODUCT = pa.decimal128(38, 12)
_INDICATOR_VALUE = {"workbook": pa.int32(), "indicator": pa.string(), "value": _FIGURE, "part": _PRODUCT, "whole": _FIGURE}

_LAYOUT = {
    "workbook": pa.int32(),
    "table": pa.string(),
    "sheet": pa.string(),
    "row_count": pa.int32(),
    "places": pa.map_(pa.string(), pa.string()),
}

_PLACE = {"workbook", "sheet", "row"}
"""The columns of every row table that say where a row stood."""

_NONE = (None, None)

_Columns = dict[str, list[Any]]


class Batch:
    """Collects checked returns in columns, one workbook after another, and turns them into Arrow tables at the end."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._types: dict[str, dict[str, pa.DataType]] = {
            "workbook": _WORKBOOK,
            "issue": _ISSUE,
            "indicator_value": _INDICATOR_VALUE,
            "layout": _LAYOUT,
        }
        self._elements: dict[Table, dict[str, str]] = {}
        for form in (version for latest in forms.values() for version in latest.versions):
            for table in form.all_tables.values():
                types = self._types.setdefault(row_table(form, table), {})
                types |= {column: _arrow_type(sql) for column, sql in column_types(form, table).items()}
                self._elements[table] = columns(form, table)
        self._columns: dict[str, _Columns] = {name: {column: [] for column in types} for name, types in self._types.items()}

    def add(self, workbook: int, judged_at: datetime, checked: CheckedReturn) -> None:
        """Add a return that was checked at the given moment.

        Its rows and indicators are added only if it is accepted: a return counts as a whole or not at all.
        """
        cells = checked.cells
        accepted = checked.status == "accepted"
        form = self._forms[checked.form] if checked.form else None
        if form and form.earlier and checked.period:
            form = form.version_for(Period.parse(checked.period))
        self._append(
            "workbook",
            workbook,
            checked.sha256,
            checked.form,
            checked.unit,
            checked.period,
            accepted,
            checked.nil,
            *((cells.read, cells.loaded, cells.ignored) if cells else (None, None, None)),
            judged_at,
            checked.path,
            form.adopted if form else None,
        )
        self.add_issues(workbook, None, checked.issues)
        if accepted and form:
            self._add_rows(workbook, form, checked)

    def add_issues(self, workbook: int | None, submission: int | None, issues: Iterable[Issue]) -> None:
        """Add issues of a workbook or of one of its receipts."""
        for issue in issues:
            value = None if issue.value is None else str(issue.value)
            where = issue.code, issue.severity, issue.sheet, issue.cell, value
            messages = (issue.message.in_(language) for language in LANGUAGES)
            self._append("issue", workbook, submission, *where, *messages, issue.suggestion)

    def arrow(self) -> ArrowTables:
        """The collected columns as Arrow tables, without empty ones."""
        return {
            name: pa.table({column: pa.array(values, self._types[name][column]) for column, values in columns.items()})
            for name, columns in self._columns.items()
            if columns["workbook"]
        }

    def _add_rows(self, workbook: int, form: Form, checked: CheckedReturn) -> None:
        indicators = self._columns["indicator_value"]
        indicators["workbook"].extend([workbook] * len(checked.indicators))
        indicators["indicator"].extend(checked.indicators)
        indicators["value"].extend(checked.indicators.values())
        for name, place in (("part", 0), ("whole", 1)):
            if checked.quotients:
                indicators[name].extend(checked.quotients.get(code, _NONE)[place] for code in checked.indicators)
            else:
                indicators[name].extend([None] * len(checked.indicators))
        for code, rows in checked.tables.items():
            self._append("layout", workbook, code, rows.sheet, len(rows.rows), rows.places)
            if rows.rows:
                self._extend(self._columns[row_table(form, form.all_tables[code])], form.all_tables[code], workbook, rows)

    def _extend(self, columns: _Columns, table: Table, workbook: int, rows: CheckedTable) -> None:
        count = len(rows.rows)
        columns["workbook"].extend([workbook] * count)
        columns["sheet"].extend([rows.sheet] * count)
        columns["row"].extend(rows.rows)
        elements = self._elements[table]
        for element, column in elements.items():
            columns[column].extend(rows.columns[element])
        if len(elements) + len(_PLACE) < len(columns):  # another version of the form has more
            for column in columns.keys() - elements.values() - _PLACE:
                columns[column].extend([None] * count)

    def _append(self, table: str, *values: object) -> None:
        for column, value in zip(self._columns[table].values(), values, strict=True):
            column.append(value)


def _arrow_type(sql_type: str) -> pa.DataType:
    """The Arrow type for a column's SQL type."""
    match = _DECIMAL.fullmatch(sql_type)
    return pa.decimal128(int(match[1]), int(match[2])) if match else _TYPES[sql_type]


def receipts_table(receipts: Iterable[Receipt]) -> pa.Table:
    """Receipts as an Arrow table."""
    rows = list(receipts)
    return pa.table(
        {
            "submission": pa.array([row.submission for row in rows], pa.int32()),
            "file": pa.array([row.file for row in rows], pa.string()),
            "sha256": pa.array([row.sha256 for row in rows], pa.string()),
            "received_at": pa.array([row.received_at for row in rows], _MOMENT),
            "recorded_at": pa.array([row.recorded_at for row in rows], _MOMENT),
            "door": pa.array([row.door for row in rows], pa.string()),
            "door_unit": pa.array([row.door_unit for row in rows], pa.string()),
        }
    )


def decisions_table(decisions: Iterable[Decision]) -> pa.Table:
    """Decisions as an Arrow table, without the people who made them: their names stay in the ledger."""
    rows = list(decisions)
    types = {"event": pa.int32(), "recorded_at": _MOMENT, "submission": pa.int32()}
    names = [field.name for field in fields(Decision) if field.name != "by"]
    return pa.table({name: pa.array([getattr(row, name) for row in rows], types.get(name, pa.string())) for name in names})


def joined(batches: Iterable[ArrowTables]) -> ArrowTables:
    """Join batches into one, with each column in one piece: duckdb reads many small pieces three times as slowly."""
    tables_by_name: dict[str, list[pa.Table]] = {}
    for batch in batches:
        for name, table in batch.items():
            tables_by_name.setdefault(name, []).append(table)
    return {name: pa.concat_tables(tables).combine_chunks() for name, tables in tables_by_name.items()}
