"""`svod serve`."""

import typer

from flows.cli.context import Context
from flows.prefect_defaults import quiet_prefect
from schemas.basics.exceptions import NoServer
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def command(context: typer.Context) -> None:
    """Keep the nightly schedule until interrupted. Raises NoServer where no server is set or none answers."""
    own: Context = context.obj
    quiet_prefect()
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():
        raise NoServer(TEXTS["no_prefect_server"])
    with get_client(sync_client=True) as client:
        if client.api_healthcheck() is not None:
            raise NoServer(TEXTS["no_prefect_server"])
    from flows.deployments import serve_flows

    own.note(TEXTS.fill("schedule", schedule=own.settings.schedule))
    serve_flows(str(own.settings.data.resolve()), own.settings.schedule, own.lang)
