"""`svod reopen`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, FormCode, PeriodText, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import reopen

TEXTS = Texts(__package__)


def command(context: typer.Context, reason: Reason, form: FormCode = None, period: PeriodText = None, by: By = None) -> None:
    """Reopen a closed period: returns received after closing count."""
    cli: Context = context.obj
    chosen_form, chosen_period = cli.asked(form, period).to_decide(cli.workspace)
    outcome = reopen(cli.workspace, chosen_form, chosen_period, actor(by, reason))
    print_line(cli.say(TEXTS.fill("reopened", period=chosen_period)))
    print_reports(cli, outcome.reports)
