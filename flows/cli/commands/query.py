"""`svod query`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_table
from schemas.basics.texts import Texts
from svod.files import replacing
from svod.pipeline.query import as_json as json_rows
from svod.pipeline.query import as_table, query, write_csv, write_parquet

TEXTS = Texts(__package__)

AnswerFormat = Literal["table", "csv", "json", "parquet"]


def command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="sql")],
    written_as: Annotated[AnswerFormat | None, typer.Option("--format")] = None,
    as_json: AsJson = False,
    answer_file: Annotated[Path | None, typer.Option("-o", metavar="file", readable=False)] = None,
) -> None:
    """Answer a query as table, JSON, CSV or Parquet, to stdout or a file."""
    cli: Context = context.obj
    form = "json" if as_json else written_as or _format_of(answer_file)
    if form == "parquet":
        if answer_file is None:
            raise typer.BadParameter(cli.say(TEXTS["parquet_needs_a_file"]))
        with replacing(answer_file) as unfinished:
            write_parquet(cli.workspace, sql, unfinished)
        return
    answer = query(cli.workspace, sql)
    with _into(answer_file):
        if form == "json":
            print_json(json_rows(answer))
        elif form == "csv":
            write_csv(answer, sys.stdout)
        else:
            # Numbers are not formatted: a query's author knows what they mean, and 2 026 would not be a year.
            print_table(answer.columns, list(as_table(answer)), None)


def _format_of(file: Path | None) -> AnswerFormat:
    """The format that a file's name asks for, as answer.csv does; a table if it names none."""
    suffix = file.suffix.lower().removeprefix(".") if file else ""
    return next((form for form in get_args(AnswerFormat) if form == suffix), "table")


@contextmanager
def _into(file: Path | None) -> Iterator[None]:
    """Send what is printed into a file, which is replaced only by a whole answer."""
    if file is None:
        yield
        return
    with replacing(file) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as target, redirect_stdout(target):
        yield
