"""`svod query`."""

from datetime import datetime

from flows.cli.context import Context
from flows.cli.output import print_json, print_table
from schemas.clock import ZONE
from svod.warehouse.snapshot import Snapshot


def answer_query(context: Context, sql: str, as_json: bool) -> None:
    """Print what SQL selects from the snapshot: rows as JSON objects, or a table."""
    with Snapshot(context.folders.snapshot) as snapshot:
        answer = snapshot.query(sql)
    rows = [[_shown(value) for value in row] for row in answer.rows]
    if as_json:
        print_json([dict(zip(answer.columns, row, strict=True)) for row in rows])
    else:
        print_table(answer.columns, rows, context.lang)


def _shown(value: object) -> object:
    return value.astimezone(ZONE).isoformat() if isinstance(value, datetime) and value.tzinfo else value
