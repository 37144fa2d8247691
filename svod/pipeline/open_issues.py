"""What a period still waits for clerks to correct or explain."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.declaration.form import Form
from schemas.records.open_issue import OpenIssue
from schemas.units.register import UnitRegister
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace
from svod.warehouse.open_issues import open_issues as read_open_issues


@dataclass(frozen=True, slots=True)
class OpenIssues:
    """The open queries and the errors of rejected files for a period, in official order."""

    form: Form
    period: str
    issues: Sequence[OpenIssue]


def open_issues(workspace: Workspace, asked: Asked) -> OpenIssues:
    """The open issues of all units, or of one and those below it, as they are now or as of a moment. Raises UnknownName."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        (unit,) = (None,) if asked.unit is None else asked.units(workspace.known)
        issues = read_open_issues(snapshot, form.code, period)
        own = issues if unit is None else [issue for issue in issues if _is_of(issue, unit, workspace.known.units)]
        return OpenIssues(form, period, own)


def _is_of(issue: OpenIssue, unit: str, register: UnitRegister) -> bool:
    """True if an issue is, or is likely to be, of a unit or of one below it."""
    own = issue.unit or issue.likely_unit
    return own is not None and unit in (own, *register.above(own))
