"""What the commands share that record a decision: who decides about what, and which revision counts then."""

import getpass
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.exceptions import NothingSaid
from schemas.basics.texts import Texts
from svod.pipeline.decisions import Actor, Return, current_revision

if TYPE_CHECKING:
    from svod.pipeline.asked import Asked

TEXTS = Texts(__package__)


def actor(by: str | None, reason: str | None) -> Actor:
    """Who decides: the system's user, unless another is named. Raises NothingSaid where nobody is, or a text is blank."""
    if by is None:
        try:
            by = getpass.getuser()
        except (KeyError, OSError):  # a user whom the system has no name for, as in a container
            raise NothingSaid(TEXTS["nameless"]) from None
    return Actor(by, reason)


def return_of(own: Context, asked: "Asked", unit: str) -> Return:
    """The return that a unit owes for the form and period asked about."""
    return Return(*asked.to_decide(own.workspace), unit)


def print_what_counts(own: Context, of: Return) -> None:
    """Say which revision counts now: an earlier one may take the place of what was taken out, even with the same content."""
    revision = current_revision(own.workspace, of)
    if revision is None:
        print_line(own.say(TEXTS.fill("none_counts", unit=of.unit)))
    else:
        print_line(own.say(TEXTS.fill("counts_now", unit=of.unit, revision=revision)))
