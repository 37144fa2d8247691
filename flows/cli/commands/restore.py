"""`svod restore`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor, print_what_counts, return_of
from flows.cli.options import By, FormCode, PeriodText, Reason, Revision, UnitCode
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import restore

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    unit: UnitCode,
    reason: Reason,
    revision: Revision = None,
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    """Restore a withdrawn revision and print which one counts then."""
    cli: Context = context.obj
    of = return_of(cli, cli.asked(form, period), unit)
    outcome, chosen = restore(cli.workspace, of, revision, actor(by, reason))
    print_line(cli.say(TEXTS.fill("restored", unit=unit, revision=chosen.revision)))
    print_what_counts(cli, of)
    print_reports(cli, outcome.reports)
