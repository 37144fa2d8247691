"""`svod form export`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import write_new
from schemas.declaration.definition import definition_of
from svod.pipeline.form_workbooks import write_form


def command(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="code")],
    written_to: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the workbook that declares a known form."""
    cli: Context = context.obj
    definition = definition_of(cli.at_hand.known.form(form))
    write_new(cli, written_to, lambda: write_form(definition, cli.lang), overwrite=overwrite)
