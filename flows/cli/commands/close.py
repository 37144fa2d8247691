"""`svod close`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, FormCode, PeriodText, Waived
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import close

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    form: FormCode = None,
    period: PeriodText = None,
    waived: Waived = None,
    waived_files: Annotated[list[int] | None, typer.Option("--waive-file", metavar="number", min=1)] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="reason")] = None,
    by: By = None,
) -> None:
    """Close a period: its totals become final."""
    cli: Context = context.obj
    chosen_form, chosen_period = cli.asked(form, period).to_decide(cli.workspace)
    outcome = close(cli.workspace, chosen_form, chosen_period, waived or [], actor(by, reason), waived_files or [])
    print_line(cli.say(TEXTS.fill("closed", period=chosen_period)))
    print_reports(cli, outcome.reports)
