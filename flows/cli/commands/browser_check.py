"""`svod browser-check`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.new_file import write_new


def command(
    context: typer.Context,
    target: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
    overwrite: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the page that checks returns in a browser, with the forms, units and spellings known here."""
    from flows.browser.page import carried_from, page
    from flows.browser.parts import Parts

    cli: Context = context.obj
    parts, workspace = Parts.of_environment(), cli.at_hand
    write_new(cli, target, lambda: page(carried_from(workspace), parts, workspace.now().date()).encode(), overwrite=overwrite)
