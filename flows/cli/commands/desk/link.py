"""`svod desk link`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, HeadName, UnitOrNone
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.links import make_link

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    unit: UnitOrNone = None,
    head: HeadName = None,
    days: Annotated[int, typer.Option("--days", metavar="number", min=1, max=3660)] = 365,
    by: By = None,
) -> None:
    """Print a new link to a unit's page, or to the head's page in a name."""
    cli: Context = context.obj
    if (unit is None) == (head is None):
        raise typer.BadParameter(cli.say(TEXTS["unit_or_head"]))
    settings = cli.settings
    secret, link = make_link(cli.workspace, unit, head, days, actor(by, head).by)
    address = settings.desk_url or f"http://127.0.0.1:{settings.desk_port}"
    print_line(f"{address}/{'u' if unit else 'h'}/{secret}")
    cli.note(TEXTS.fill("link_made", name=cli.workspace.known.units.names_of(unit) if unit else head, until=link.until.date()))
