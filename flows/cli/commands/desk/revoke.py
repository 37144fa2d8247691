"""`svod desk revoke`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, HeadName, UnitOrNone
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.links import revoke_links

TEXTS = Texts(__package__)


def command(context: typer.Context, unit: UnitOrNone = None, head: HeadName = None, by: By = None) -> None:
    """Revoke all links of a unit, or of a head by name."""
    cli: Context = context.obj
    if (unit is None) == (head is None):
        raise typer.BadParameter(cli.say(TEXTS["unit_or_head"]))
    revoked = revoke_links(cli.workspace, unit, head, actor(by, head).by)
    print_line(cli.say(TEXTS.fill("revoked", count=len(revoked))))
