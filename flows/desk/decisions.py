"""What people decide on the desk's pages, done as the commands do it. Each is called in the process that keeps the books."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schemas.declaration.form import Form
from svod.pipeline.decisions import (
    Actor,
    Return,
    admit,
    answer,
    close,
    placed_return,
    reopen,
    restore,
    restore_file,
    withdraw,
    withdraw_file,
)
from svod.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Decided:
    """A form of a page that somebody sent: what it is about, and who sent it why.

    `unit`, `code` and `cell` name a query, `submission` a file, `waived` and `waived_files` what a period is closed without.
    """

    form: str
    period: str
    by: str
    reason: str
    unit: str = ""
    code: str = ""
    cell: str = ""
    submission: int = 0
    waived: Sequence[str] = ()
    waived_files: Sequence[int] = ()

    @property
    def actor(self) -> Actor:
        """Who decides and why. Raises NothingSaid if there is no reason."""
        return Actor(self.by, self.reason)


def explain_query(workspace: Workspace, decided: Decided) -> None:
    """Explain a query."""
    place = "" if decided.cell == "-" else decided.cell
    answer(workspace, Return(_form(workspace, decided), decided.period, decided.unit), decided.code, place, decided.actor)


def withdraw_sent(workspace: Workspace, decided: Decided) -> None:
    """Withdraw a revision, or a file in no unit's return, by the number of its receipt."""
    if placed := placed_return(workspace, decided.submission):
        withdraw(workspace, *placed, decided.actor)
    else:
        withdraw_file(workspace, decided.submission, decided.actor)


def _restore_sent(workspace: Workspace, decided: Decided) -> None:
    if placed := placed_return(workspace, decided.submission):
        restore(workspace, *placed, decided.actor)
    else:
        restore_file(workspace, decided.submission, decided.actor)


def _admit_file(workspace: Workspace, decided: Decided) -> None:
    admit(workspace, decided.submission, decided.actor)


def _close_period(workspace: Workspace, decided: Decided) -> None:
    form = _form(workspace, decided)
    close(workspace, form, decided.period, decided.waived, decided.actor, decided.waived_files)


def _reopen_period(workspace: Workspace, decided: Decided) -> None:
    reopen(workspace, _form(workspace, decided), decided.period, decided.actor)


def _form(workspace: Workspace, decided: Decided) -> Form:
    return workspace.known.form_for(decided.form, decided.period)


OF_THE_HEAD: Mapping[str, Callable[[Workspace, Decided], None]] = {
    "answer": explain_query,
    "withdraw": withdraw_sent,
    "restore": _restore_sent,
    "admit": _admit_file,
    "close": _close_period,
    "reopen": _reopen_period,
}
"""What the head may decide, by the word that a form sends."""
