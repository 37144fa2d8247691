"""`svod blank`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.options import FormCode
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    period: Annotated[str, typer.Option("--year", "--period", metavar="period")],
    target: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    unit: Annotated[str | None, typer.Argument(metavar="unit")] = None,
    every_unit: Annotated[bool, typer.Option("--all")] = False,
    form: FormCode = None,
) -> None:
    """Write the blank of a unit into a file, or those of all units into a folder."""
    from svod.pipeline.blanks import write_blank, write_blanks

    cli: Context = context.obj
    if every_unit is (unit is not None):
        raise typer.BadParameter(cli.say(TEXTS["one_unit_or_all"]))
    known = cli.workspace.known
    if unit is None:
        write_blanks(known, form, period, target, cli.lang)
    else:
        write_blank(known, form, period, unit, target, cli.lang)
