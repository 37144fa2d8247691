"""Runs SQL over the published snapshot, and writes the answer as table, JSON, CSV or Parquet."""

import csv
import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from schemas.basics.exact import exact_json
from svod.pipeline.workspace import Workspace
from svod.warehouse.csv_escape import guarded
from svod.warehouse.user_query import Answer


def query(workspace: Workspace, sql: str) -> Answer:
    """The answer to an SQL query over the snapshot. Raises QueryRefused."""
    with workspace.warehouse.reader() as snapshot:
        return snapshot.query(sql)


def write_parquet(workspace: Workspace, sql: str, file: Path) -> None:
    """Write the answer to an SQL query into a Parquet file, with the types of its columns."""
    with workspace.warehouse.reader() as snapshot:
        answer = snapshot.arrow(sql)
    from pyarrow import parquet

    parquet.write_table(answer, file, compression="zstd")


def write_csv(answer: Answer, file: TextIO) -> None:
    """Write an answer as CSV that no spreadsheet takes for formulas."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(map(guarded, answer.columns))
    writer.writerows(map(_csv_cell, row) for row in answer.rows)


def as_json(answer: Answer) -> list[dict[str, object]]:
    """The rows of an answer as values that JSON can hold."""
    return [dict(zip(answer.columns, map(_json_value, row), strict=True)) for row in answer.rows]


def as_table(answer: Answer) -> Iterator[Sequence[object]]:
    """The rows of an answer for a printed table, with dates and times as SQL reads them."""
    return ([_local(value) for value in row] for row in answer.rows)


def _local(value: object) -> object:
    """A date or time as SQL reads it."""
    match value:
        case datetime() if not value.tzinfo:
            return value
        case date():
            return value.isoformat()
    return value


def _json_value(value: object) -> object:
    """A value for JSON: NaN and infinity become null."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case list() | tuple():
            return [_json_value(part) for part in value]
        case dict():
            return {str(name): _json_value(part) for name, part in value.items()}
        case _:
            return _local(value)


def _csv_cell(value: object) -> object:
    match value:
        case bool():
            return str(value).lower()
        case None | int() | float() | Decimal():
            return value
        case list() | tuple() | dict():
            return guarded(exact_json(_json_value(value), default=str))
        case _:
            return guarded(str(_local(value)))
