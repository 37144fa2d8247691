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
    settings = cli.settings
    quiet_prefect("WARNING")
    from flows.prefect_server import answering_server, is_server_set

    if not is_server_set():
        raise NoServer(TEXTS["no_prefect_server"])
    with answering_server():
        from flows.deployments import serve_flows

        zone = cli.workspace.now().tzinfo
        cli.note(TEXTS.fill("schedule", schedule=settings.schedule, zone=zone))
        serve_flows(str(settings.data.resolve()), settings.schedule, str(zone), cli.lang)
