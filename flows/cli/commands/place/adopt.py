"""`svod place adopt`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, OneFile, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from flows.cli.place_verdict import print_place_verdict
from schemas.basics.texts import Texts
from svod.pipeline.adopt_place import adopt_place

TEXTS = Texts(__package__)


def command(context: typer.Context, place_file: OneFile, reason: Reason, by: By = None) -> None:
    """Adopt a place. The reports of open periods are written anew."""
    cli: Context = context.obj
    checked, outcome = adopt_place(cli.workspace, place_file, actor(by, reason))
    if checked.place is None or outcome is None:
        print_place_verdict(cli, place_file, checked)
        raise typer.Exit(1)
    print_line(cli.say(TEXTS["adopted"]))
    print_reports(cli, outcome.reports)
