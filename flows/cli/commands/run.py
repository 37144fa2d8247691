"""`svod run`."""

import typer

from flows.cli.context import Context
from flows.cli.outcome import print_outcome
from flows.cli.output import print_line
from flows.prefect_defaults import quiet_prefect
from schemas.basics.texts import Texts
from svod.pipeline.run import Outcome, receive

TEXTS = Texts(__package__)


def command(context: typer.Context) -> None:
    """Do the nightly run once. Prefect starts only when there is something to do. Ends with 1 where a report lacks."""
    own: Context = context.obj
    due = receive(own.workspace)
    found = Outcome(due=due)
    if not due.nothing:
        found = _run_flow(own)
        print_outcome(own, found)
    elif due.intake.receipts:
        print_line(own.say(found.sentence))
    else:
        print_line(own.say(TEXTS.fill("raw_is_empty", folder=own.workspace.storage.raw)))
    for file in due.intake.waiting:
        own.note(TEXTS.fill("still_written", file=file))
    for file in due.intake.closed:
        own.note(TEXTS.fill("no_permission", file=file))
    for file in due.intake.links:
        own.note(TEXTS.fill("link", file=file))
    raise typer.Exit(int(found.lacks_reports))


def _run_flow(own: Context) -> Outcome:
    quiet_prefect()
    from flows.consolidate import consolidate_returns

    found = consolidate_returns(data=str(own.settings.data), lang=own.lang)
    assert isinstance(found, Outcome)
    return found
