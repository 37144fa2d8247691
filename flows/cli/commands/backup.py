"""`svod backup`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import refuse_present
from flows.cli.options import Overwrite
from flows.cli.output import print_line, progress
from flows.settings import Settings
from schemas.basics.texts import Texts
from svod.pipeline.backup import count_stored, write_backup

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    backup_file: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Overwrite = False,
) -> None:
    """Write the ledger, the stored bytes and the settings into one file, and read it again to prove it."""
    cli: Context = context.obj
    if not overwrite:
        refuse_present(backup_file)
    workspace = cli.workspace
    backup_file.parent.mkdir(parents=True, exist_ok=True)
    with progress(cli.say(TEXTS["copying"]), count_stored(workspace)) as advance:
        made = write_backup(workspace, Settings.read().as_toml(), backup_file, advance)
    print_line(cli.say(TEXTS.fill("backed_up", file=backup_file, receipts=made.receipts, files=made.files)))
