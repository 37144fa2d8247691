"""`svod admit`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, Number, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import admit

TEXTS = Texts(__package__)


def command(context: typer.Context, number: Number, reason: Reason, by: By = None) -> None:
    """Admit a file that was set aside into the return of the unit on its cover."""
    cli: Context = context.obj
    outcome, place = admit(cli.workspace, number, actor(by, reason))
    print_line(cli.say(TEXTS.fill("admitted", submission=str(number), file=place.file, unit=place.cover_unit)))
    print_reports(cli, outcome.reports)
