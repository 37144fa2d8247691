"""What commands that record a decision have in common: who decides, about what, and which revision counts afterwards."""

import getpass
from typing import TYPE_CHECKING

import typer

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.exceptions import NothingSaid
from schemas.basics.texts import Texts
from svod.pipeline.decisions import Actor, Return, current_revision, placed_return

if TYPE_CHECKING:
    from svod.pipeline.asked import Asked

TEXTS = Texts(__package__)


def actor(by: str | None, reason: str | None) -> Actor:
    """Who decides, by default the system's user. Raises NothingSaid if there is no name or a text is blank."""
    if by is None:
        try:
            by = getpass.getuser()
        except (KeyError, OSError):  # the system has no name for the user, as in some containers
            raise NothingSaid(TEXTS["nameless"]) from None
    return Actor(by, reason)


def return_of(cli: Context, asked: "Asked", unit: str) -> Return:
    """A unit's return for the form and period that the user asked about."""
    return Return(*asked.to_decide(cli.workspace), unit)


def chosen_return(
    cli: Context, asked: "Asked", unit: str | None, revision: int | None, submission: int | None
) -> tuple[Return, int | None] | int:
    """The return and revision that the user chose, or the number of a file that is in no unit's return."""
    if submission is None:
        if unit is None:
            raise typer.BadParameter(cli.say(TEXTS["unit_or_submission"]))
        return return_of(cli, asked, unit), revision
    if (unit, revision, asked.form, asked.period) != (None, None, None, None):
        raise typer.BadParameter(cli.say(TEXTS["submission_alone"]))
    return placed_return(cli.workspace, submission) or submission


def print_what_counts(cli: Context, of: Return) -> None:
    """Print which revision counts now: it may be an earlier one, even with the same content."""
    revision = current_revision(cli.workspace, of)
    if revision is None:
        print_line(cli.say(TEXTS.fill("none_counts", unit=of.unit)))
    else:
        print_line(cli.say(TEXTS.fill("counts_now", unit=of.unit, revision=revision)))
