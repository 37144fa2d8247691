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
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the blank of a unit into a file, or those of all units into a folder."""
    from svod.pipeline.blanks import files_of_all, refuse_present, write_blanks

    cli: Context = context.obj
    if every_unit is (unit is not None):
        raise typer.BadParameter(cli.say(TEXTS["one_unit_or_all"]))
    known = cli.workspace.known
    files = files_of_all(known, form, period, target) if unit is None else {unit: target}
    if not overwrite:
        refuse_present(files.values())
    write_blanks(known, form, period, files, cli.lang, cli.settings.send_to)
