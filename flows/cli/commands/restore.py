"""`svod restore`: a withdrawn return, or a whole data folder from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.decision import actor, chosen_return, print_what_counts
from flows.cli.options import By, FormCode, PeriodText, Revision, Submission
from flows.cli.outcome import print_reports
from flows.cli.output import print_line, progress
from schemas.basics.clock import written
from schemas.basics.texts import Texts
from svod.pipeline.decisions import restore, restore_file

TEXTS = Texts(__package__)

_BACKUP = ".zip"


def command(
    context: typer.Context,
    unit_or_backup: Annotated[str | None, typer.Argument(metavar="unit_or_file")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="reason")] = None,
    revision: Revision = None,
    submission: Submission = None,
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    """Restore a withdrawn revision and print which one counts then.

    With --submission, restore what came as a file: a revision, or a rejected file that is in no unit's return. With the file of
    a backup, make the data folder anew.
    """
    cli: Context = context.obj
    if unit_or_backup is not None and Path(unit_or_backup).suffix.lower() == _BACKUP:
        _restore_backup(cli, Path(unit_or_backup))
        return
    if reason is None:
        raise typer.BadParameter(cli.say(TEXTS["reason_needed"]))
    unit = None if unit_or_backup is None else cli.workspace.known.unit(unit_or_backup)
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


def _restore_backup(cli: Context, file: Path) -> None:
    """Make the data folder of a backup, rebuild its warehouse, and print what it has."""
    from flows.workspace import open_workspace
    from svod.pipeline.backup import unpack
    from svod.pipeline.rebuild import count_workbooks, rebuild

    folder = cli.settings.data
    made = unpack(file, folder)
    workspace = open_workspace(cli.settings)
    with progress(cli.say(TEXTS["checking"]), count_workbooks(workspace)) as advance:
        outcome = rebuild(workspace, advance)
    print_line(cli.say(TEXTS.fill("backup_restored", folder=folder, receipts=made.receipts, made_at=written(made.moment))))
    print_reports(cli, outcome.reports)
