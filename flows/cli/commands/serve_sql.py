"""`svod serve-sql`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from schemas.basics.exceptions import WrongSetting
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)
_SHORTEST_TOKEN = 16


def command(context: typer.Context, address: Annotated[str, typer.Option(metavar="address")] = "127.0.0.1:9494") -> None:
    """Serve the snapshot until interrupted. Raises WrongSetting without a token that is long enough."""
    from svod.pipeline.serve_sql import serve_snapshot

    cli: Context = context.obj
    token = cli.settings.sql_token
    secret = token.get_secret_value() if token else ""
    if len(secret) < _SHORTEST_TOKEN:
        raise WrongSetting(TEXTS.fill("no_token", shortest=_SHORTEST_TOKEN))
    serve_snapshot(cli.workspace, address, secret, lambda: cli.note(TEXTS.fill("served_at", address=address)))
