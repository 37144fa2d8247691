"""Serves the desk on this machine until interrupted. A proxy in front of it has the certificate and the public address."""

from collections.abc import Callable
from functools import partial

import uvicorn

from flows.desk.app import application
from flows.desk.books import BooksProcess
from flows.desk.readings import Readings
from flows.desk.visit import Desk, Verdicts
from flows.settings import Settings
from flows.workspace import open_workspace
from svod.pipeline.check import prepare_to_check
from svod.pipeline.data_folder import require_data_folder
from svod.pipeline.doors import Doors
from svod.pipeline.links import Entrance

_HOST = "127.0.0.1"


def serve_desk(settings: Settings, on_ready: Callable[[str], None]) -> None:
    """Serve the pages. `on_ready` is called with the address on this machine. What waits to be loaded is loaded first.

    Addresses are logged nowhere: they hold what lets people in. Raises UnknownName if there is no data folder.
    """
    require_data_folder(settings.data)
    opened = partial(open_workspace, settings)
    workspace, books = opened(), BooksProcess(opened)
    desk = Desk(
        Entrance(workspace),
        Doors(workspace),
        Readings(opened),
        books,
        Verdicts(settings.workers),
        settings.desk_url or settings.send_to,
    )
    server = uvicorn.Config(
        application(desk),
        host=_HOST,
        port=settings.desk_port,
        access_log=False,
        log_config=None,
        server_header=False,
        forwarded_allow_ips=_HOST,
    )
    try:
        books.load_soon()
        prepare_to_check(workspace.executor)
        on_ready(f"http://{_HOST}:{settings.desk_port}")
        uvicorn.Server(server).run()
    finally:
        books.close()
