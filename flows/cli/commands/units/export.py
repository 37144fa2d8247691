"""`svod units export`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import write_new
from svod.pipeline.unit_workbooks import write_units


def command(
    context: typer.Context,
    written_to: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the register of units that holds as a workbook."""
    cli: Context = context.obj
    write_new(cli, written_to, lambda: write_units(cli.at_hand.known.units, cli.lang), overwrite=overwrite)
