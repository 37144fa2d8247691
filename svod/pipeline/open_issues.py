"""What a period still waits for clerks to correct or explain."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.declaration.form import Form
from schemas.records.open_issue import OpenIssue
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace
from svod.warehouse.open_issues import open_issues as read_open_issues


@dataclass(frozen=True, slots=True)
class OpenIssues:
    """The open queries and the errors of rejected files for a period, in official order."""

    form: Form
    period: str
    issues: Sequence[OpenIssue]


def open_issues(workspace: Workspace, asked: Asked, unit: str | None) -> OpenIssues:
    """The open issues of all units or one, as they are now or as of a moment. Raises UnknownName."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        code = None if unit is None else workspace.known.unit(unit)
        return OpenIssues(form, period, read_open_issues(snapshot, form.code, period, code))
