"""`svod desk`: serves the pages on which returns are handed in, and makes the links that lead to them."""

import logging
from importlib.util import find_spec

import typer

from flows.cli.context import Context
from schemas.basics.exceptions import NoServer
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def command(context: typer.Context) -> None:
    """Serve the desk until interrupted, unless one of its commands is named. Raises NoServer without the extra."""
    if context.invoked_subcommand is not None:
        return
    if not find_spec("python_multipart"):
        raise NoServer(TEXTS["extra_missing"])
    from flows.desk.serve import serve_desk
    from flows.run_log import logged_to

    cli: Context = context.obj
    with logged_to(logging.StreamHandler(), cli.lang):
        serve_desk(cli.settings, lambda address: cli.note(TEXTS.fill("served_at", address=address)))
