"""What a unit sent for a period, revision by revision, and what was decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.declaration.form import Form
from schemas.records.decision import Event
from schemas.records.submission import SubmissionOf
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Revisions:
    """The submissions of a unit for a form and period by revision, and the decisions about them in order."""

    form: Form
    period: str
    sent: Sequence[SubmissionOf]
    decisions: Sequence[Event]

    def revision_of(self, decision: Event) -> int:
        """The number of the revision that a decision is about."""
        return next(one.revision for one in self.sent if one.submission == decision.submission)


def revisions(workspace: Workspace, asked: Asked, unit: str) -> Revisions:
    """What a unit sent, as it is or as it was known at a moment. Raises UnknownName."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        sent = snapshot.submissions(form.code, period, workspace.known.unit(unit))
    submissions = {one.submission for one in sent}
    decisions = [
        event
        for event in workspace.storage.ledger.events()
        if event.submission in submissions and (asked.moment is None or event.recorded_at <= asked.moment)
    ]
    return Revisions(form, period, sent, decisions)
