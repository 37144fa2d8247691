"""`svod completion`."""

from typing import Annotated, Literal

import typer
from typer._completion_shared import get_completion_script

from flows.cli.app import COMPLETES

Shell = Literal["bash", "zsh", "fish"]


def command(_: typer.Context, shell: Annotated[Shell, typer.Argument()]) -> None:
    """Print the script by which a shell completes commands and options. They are found when Tab is pressed."""
    typer.echo(get_completion_script(prog_name="svod", complete_var=COMPLETES, shell=shell))
