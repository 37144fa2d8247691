"""The submissions of a unit for a period, and the decisions about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.declaration.form import Form
from schemas.records.decision import Decision
from schemas.records.submission import SubmissionOf
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Revisions:
    """The submissions of a unit for a form and period by revision, and the decisions about them in order."""

    form: Form
    period: str
    sent: Sequence[SubmissionOf]
    decisions: Sequence[Decision]

    def revision_of(self, decision: Decision) -> int:
        """The number of the revision that a decision is about."""
        return next(submission.revision for submission in self.sent if submission.submission == decision.submission)


def revisions(workspace: Workspace, asked: Asked, unit: str) -> Revisions:
    """The submissions of a unit as they are now or as of a moment. Raises UnknownName."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        sent = snapshot.submissions(form.code, period, workspace.known.unit(unit))
    submissions = {submission.submission for submission in sent}
    decisions = [
        decision
        for decision in workspace.storage.ledger.decisions()
        if decision.submission in submissions and (asked.moment is None or decision.recorded_at <= asked.moment)
    ]
    return Revisions(form, period, sent, decisions)
