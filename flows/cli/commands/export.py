"""`svod export`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.output import print_line, working
from schemas.basics.texts import Texts
from svod.pipeline.export import export_published
from svod.pipeline.run import decide_suppression

TEXTS = Texts(__package__)


def command(context: typer.Context, folder: Annotated[Path, typer.Option("-o", metavar="folder", readable=False)]) -> None:
    """Write the published relations into a folder and print how many there are."""
    cli: Context = context.obj
    decide_suppression(cli.workspace)
    with working(cli.say(TEXTS["exporting"])):
        count = export_published(cli.workspace, folder, cli.settings.licence)
    print_line(cli.say(TEXTS.fill("exported", count=count, folder=folder)))
