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
    """Open a closed period again: what came after closing counts."""
    own: Context = context.obj
    declared, named = own.asked(form, period).to_decide(own.workspace)
    outcome = reopen(own.workspace, declared, named, actor(by, reason))
    print_line(own.say(TEXTS.fill("reopened", period=named)))
    print_reports(own, outcome.reports)
