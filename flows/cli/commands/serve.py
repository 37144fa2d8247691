"""`svod serve`."""

import typer

from flows.cli.context import Context
from flows.prefect_defaults import quiet_prefect
from schemas.basics.exceptions import NoServer
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def command(context: typer.Context) -> None:
    """Keep the nightly schedule until interrupted. Raises NoServer if no server is set or it doesn't answer."""
    cli: Context = context.obj
    quiet_prefect()
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():
        raise NoServer(TEXTS["no_prefect_server"])
    with get_client(sync_client=True) as client:
        if client.api_healthcheck() is not None:
            raise NoServer(TEXTS["no_prefect_server"])
    from flows.deployments import serve_flows

    cli.note(TEXTS.fill("schedule", schedule=cli.settings.schedule))
    serve_flows(str(cli.settings.data.resolve()), cli.settings.schedule, cli.lang)
