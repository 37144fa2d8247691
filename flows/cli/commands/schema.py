"""`svod schema`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.output import print_json


def command(context: typer.Context, form: Annotated[str, typer.Argument(metavar="code")]) -> None:
    """Print the JSON Schema of a form's rows."""
    from schemas.declaration.json_schema import json_schema

    cli: Context = context.obj
    print_json(json_schema(cli.at_hand.known.form(form), cli.lang))
