"""`svod run`."""

import typer

from flows.cli.context import Context
from flows.cli.outcome import print_next, print_outcome
from flows.cli.output import print_line, working
from flows.prefect_defaults import quiet_prefect
from schemas.basics.texts import Texts
from svod.pipeline.deadlines import empty_night
from svod.pipeline.last_run import record_run
from svod.pipeline.run import Due, Outcome, receive

TEXTS = Texts(__package__)


def command(context: typer.Context) -> None:
    """Do the nightly run once. Prefect starts only if there is work. Exits with 1 if a report could not be written."""
    cli: Context = context.obj
    with working(cli.say(TEXTS["receiving"])):
        due = receive(cli.workspace)
    outcome = Outcome(due=due)
    if not due.nothing:
        outcome = _run_flow(cli)
        print_outcome(cli, outcome)
        print_next(cli, outcome)
    elif due.intake.receipts:
        print_line(cli.say(outcome.sentence))
    else:
        print_line(cli.say(TEXTS.fill("raw_is_empty", folder=cli.workspace.storage.raw)))
    _print_remarks(cli, due, outcome)
    if due.nothing:
        record_run(cli.workspace)  # else the flow has done so
    raise typer.Exit(int(outcome.lacks_reports))


def _print_remarks(cli: Context, due: Due, outcome: Outcome) -> None:
    """Print what was not received, and what follows if nothing was."""
    if not outcome.due.receipts:
        for remark in empty_night(cli.workspace):
            cli.note(remark)
    for file in due.intake.waiting:
        cli.note(TEXTS.fill("still_written", file=file))
    for file in due.intake.closed:
        cli.note(TEXTS.fill("no_permission", file=file))
    for file in due.intake.links:
        cli.note(TEXTS.fill("link", file=file))


def _run_flow(cli: Context) -> Outcome:
    quiet_prefect("CRITICAL")  # what goes wrong is told by this command, in one sentence
    with working(cli.say(TEXTS["starting"])):
        from flows.consolidate import consolidate_returns
        from flows.prefect_server import answering_server

    with answering_server():
        outcome = consolidate_returns(data=str(cli.settings.data), lang=cli.lang)
    assert isinstance(outcome, Outcome)
    return outcome
