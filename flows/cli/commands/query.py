"""`svod query`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_table
from schemas.basics.texts import Texts
from svod.pipeline.query import as_json as json_rows
from svod.pipeline.query import as_table, query, write_csv, write_parquet

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="sql")],
    written_as: Annotated[Literal["table", "csv", "json", "parquet"], typer.Option("--format")] = "table",
    as_json: AsJson = False,
    answer_file: Annotated[Path | None, typer.Option("-o", metavar="file", readable=False)] = None,
) -> None:
    """Answer a query as table, JSON, CSV or Parquet, to stdout or a file."""
    cli: Context = context.obj
    if written_as == "parquet" and not as_json:
        if answer_file is None:
            raise typer.BadParameter(cli.say(TEXTS["parquet_needs_a_file"]))
        write_parquet(cli.workspace, sql, answer_file)
        return
    answer = query(cli.workspace, sql)
    with _into(answer_file):
        if as_json or written_as == "json":
            print_json(json_rows(answer))
        elif written_as == "csv":
            write_csv(answer, sys.stdout)
        else:
            # Numbers are not formatted: a query's author knows what they mean, and 2 026 would not be a year.
            print_table(answer.columns, list(as_table(answer)), None)


@contextmanager
def _into(file: Path | None) -> Iterator[None]:
    with file.open("w", encoding="utf-8", newline="") if file else nullcontext(sys.stdout) as target, redirect_stdout(target):
        yield
