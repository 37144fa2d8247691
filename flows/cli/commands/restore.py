"""`svod restore`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor, chosen_return, print_what_counts
from flows.cli.options import By, FormCode, PeriodText, Reason, Revision, Submission, UnitOrNone
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import restore, restore_file

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    reason: Reason,
    unit: UnitOrNone = None,
    revision: Revision = None,
    submission: Submission = None,
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    """Restore a withdrawn revision and print which one counts then.

    With --submission, restore what came as a file: a revision, or a rejected file that is in no unit's return.
    """
    cli: Context = context.obj
    chosen = chosen_return(cli, cli.asked(form, period), unit, revision, submission)
    if isinstance(chosen, int):
        outcome, file = restore_file(cli.workspace, chosen, actor(by, reason))
        print_line(cli.say(TEXTS.fill("file_restored", submission=str(chosen), file=file)))
    else:
        of, revision = chosen
        outcome, sent = restore(cli.workspace, of, revision, actor(by, reason))
        print_line(cli.say(TEXTS.fill("restored", unit=of.unit, revision=sent.revision)))
        print_what_counts(cli, of)
    print_reports(cli, outcome.reports)
