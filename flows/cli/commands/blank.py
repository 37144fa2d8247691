"""`svod blank`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.form_verdict import declared_in
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    period: Annotated[str, typer.Option("--year", "--period", metavar="period")],
    target: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    unit: Annotated[str | None, typer.Argument(metavar="unit")] = None,
    every_unit: Annotated[bool, typer.Option("--all")] = False,
    form_or_file: Annotated[str | None, typer.Option("--form", metavar="form_or_file")] = None,
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the blank of a unit into a file, or those of all units into a folder.

    The form may be one that isn't adopted yet: its workbook is given instead of its code.
    """
    from svod.pipeline.blanks import files_of_all, refuse_present, write_blanks

    cli: Context = context.obj
    if every_unit is (unit is not None):
        raise typer.BadParameter(cli.say(TEXTS["one_unit_or_all"]))
    workspace, form = cli.at_hand, form_or_file
    if form_or_file is not None and form_or_file not in workspace.known.forms and Path(form_or_file).exists():
        from svod.pipeline.preview import known_with

        definition = declared_in(cli, Path(form_or_file))
        workspace, form = replace(workspace, known=known_with(workspace.known, definition)), definition.code
    files = files_of_all(workspace.known, form, period, target) if unit is None else {unit: target}
    if not overwrite:
        refuse_present(files.values())
    write_blanks(workspace, form, period, files, cli.lang, cli.settings.send_to)
