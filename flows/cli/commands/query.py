"""`svod query`."""

from functools import cache, partial
from typing import Annotated

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, Overwrite, WrittenAs
from flows.cli.table import print_table
from svod.pipeline.listing_formats import as_json as json_rows
from svod.pipeline.query import query, typed_query


def command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="sql")],
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Answer a query, in any format, on stdout or in a file."""
    cli: Context = context.obj
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    answer = cache(partial(typed_query if how.format == "parquet" else query, cli.workspace, sql))
    give(
        cli,
        how,
        answer,
        lambda: json_rows(answer()),
        lambda: print_table(cli, answer(), as_in_sql=True),
        as_in_sql=True,
    )
