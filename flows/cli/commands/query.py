"""`svod query`."""

import csv
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from flows.cli.context import Context
from flows.cli.output import print_json, print_table
from schemas.basics.clock import ZONE
from svod.warehouse.csv_escape import guarded
from svod.warehouse.reader import Answer, Snapshot


def answer_query(context: Context, sql: str, form: str, output: Path | None) -> None:
    """Answer a query from the snapshot as a table, JSON or CSV, on stdout or into a file."""
    with Snapshot(context.folders.snapshot) as snapshot:
        answer = snapshot.query(sql)
    with _into(output):
        _PRINT[form](answer)


def write_parquet(context: Context, sql: str, output: Path) -> None:
    """Answer a query into a Parquet file."""
    with Snapshot(context.folders.snapshot) as snapshot:
        answer = snapshot.arrow(sql)
    from pyarrow import parquet

    parquet.write_table(answer, output, compression="zstd")


@contextmanager
def _into(output: Path | None) -> Iterator[None]:
    with output.open("w", encoding="utf-8", newline="") if output else nullcontext(sys.stdout) as file, redirect_stdout(file):
        yield


def _table(answer: Answer) -> None:
    # What a number counts is known to whoever asked: a year with a space between its digits would be no year.
    print_table(answer.columns, [[_local(value) for value in row] for row in answer.rows], None)


def _json(answer: Answer) -> None:
    print_json([dict(zip(answer.columns, map(_plain, row), strict=True)) for row in answer.rows])


def _csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(map(guarded, answer.columns))
    writer.writerows(map(_cell, row) for row in answer.rows)


_PRINT: Mapping[str, Callable[[Answer], None]] = {"table": _table, "json": _json, "csv": _csv}


def _local(value: object) -> object:
    """A day or a moment as SQL takes it back, a moment by the region's clock."""
    match value:
        case datetime():
            return value.astimezone(ZONE).isoformat() if value.tzinfo else value
        case date():
            return value.isoformat()
    return value


def _plain(value: object) -> object:
    """A value as JSON has it: a number that JSON can't write is null, an exact one becomes an ordinary number."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return _plain(float(value))
        case list() | tuple():
            return [_plain(part) for part in value]
        case dict():
            return {str(name): _plain(part) for name, part in value.items()}
        case _:
            return _local(value)


def _cell(value: object) -> object:
    match value:
        case bool():
            return str(value).lower()
        case None | int() | float() | Decimal():
            return value
        case list() | tuple() | dict():
            return guarded(json.dumps(_plain(value), ensure_ascii=False, default=str))
        case _:
            return guarded(str(_local(value)))
