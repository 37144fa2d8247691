"""Serves the published snapshot to analysts on other machines."""

import time
from collections.abc import Callable
from contextlib import suppress

from svod.pipeline.workspace import Workspace
from svod.warehouse.sql_server import SqlServer

_LOOK_SECONDS = 0.5


def serve_snapshot(workspace: Workspace, address: str, token: str, on_start: Callable[[], None]) -> None:
    """Serve the snapshot at HOST:PORT to clients that know the token, until interrupted. Publications follow in a second."""
    server = SqlServer(workspace.warehouse.snapshot, str(workspace.now().tzinfo))
    server.start(address, token)
    on_start()
    with suppress(KeyboardInterrupt):
        while True:
            time.sleep(_LOOK_SECONDS)
            server.follow()
