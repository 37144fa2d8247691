"""`svod units adopt`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, OneFile, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from flows.cli.units_verdict import print_units_verdict
from schemas.basics.texts import Texts
from svod.pipeline.adopt_units import adopt_units

TEXTS = Texts(__package__)


def command(context: typer.Context, units_file: OneFile, reason: Reason, by: By = None) -> None:
    """Adopt a register of units. Returns that were rejected because their unit wasn't known are judged again."""
    cli: Context = context.obj
    checked, outcome = adopt_units(cli.workspace, units_file, actor(by, reason))
    if checked.register is None or outcome is None:
        print_units_verdict(cli, units_file, checked)
        raise typer.Exit(1)
    counts = {"units": len(checked.register.units), "owing": len(checked.register.owing)}
    print_line(cli.say(TEXTS.fill("adopted", **counts)))
    print_reports(cli, outcome.reports)
