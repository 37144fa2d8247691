"""`svod place export`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import write_new
from svod.pipeline.place_workbooks import write_place


def command(
    context: typer.Context,
    written_to: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the place that holds as a workbook."""
    cli: Context = context.obj
    write_new(cli, written_to, lambda: write_place(cli.at_hand.place, cli.lang), overwrite=overwrite)
