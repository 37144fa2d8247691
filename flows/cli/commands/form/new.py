"""`svod form new`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import write_new
from svod.pipeline.form_workbooks import example_form, write_form


def command(
    context: typer.Context,
    new_form: Annotated[str, typer.Argument(metavar="code")],
    written_to: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write a form workbook to begin with: a cover, one table of three columns, one indicator."""
    cli: Context = context.obj
    write_new(cli, written_to, lambda: write_form(example_form(new_form), cli.lang), overwrite=overwrite)
