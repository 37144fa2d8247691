"""`svod init`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.data_folder import make_data_folder

TEXTS = Texts(__package__)


def command(
    context: typer.Context, new_folder: Annotated[Path | None, typer.Argument(metavar="folder", readable=False)] = None
) -> None:
    """Make a data folder, by default the one in the settings. One that is there already stays as it is."""
    cli: Context = context.obj
    root = new_folder or cli.settings.data
    places = {"folder": str(root), "raw": str(root / "raw")}
    if make_data_folder(root):
        print_line(cli.say(TEXTS.fill("made_folder", **places)))
    else:
        print_line(cli.say(TEXTS.fill("is_made", **places)))
