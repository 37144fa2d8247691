"""Reads what was received since a receipt: the files, and what was found in them."""

from schemas.records.period_report import FoundIssue, ReceivedFile
from svod.warehouse.reader import ISSUE, Snapshot, found_issue


def files_since(snapshot: Snapshot, submission: int) -> list[ReceivedFile]:
    """The files received, beginning with a receipt's number."""
    rows = snapshot.rows(
        "select submission, file, form, period, unit, status, count(*) filter (severity = 'error'), count(code) "
        "from (select submission, file, form, period, unit, status from main.submission where submission >= ?) "
        "left join (select submission, severity, code from main.issue) using (submission) group by all order by submission",
        submission,
    )
    return [ReceivedFile(*row) for row in rows]


def issues_since(snapshot: Snapshot, submission: int, most: int) -> dict[int, list[FoundIssue]]:
    """The first `most` issues of each file received from a receipt's number on, by that number: errors first."""
    in_order = "severity = 'error' desc, sheet, length(cell), cell"
    rows = snapshot.rows(
        f"select {ISSUE} from main.issue join main.submission using (submission) where submission >= ? "
        f"qualify row_number() over (partition by submission order by {in_order}) <= ? order by submission, {in_order}",
        submission,
        most,
    )
    issues: dict[int, list[FoundIssue]] = {}
    for row in rows:
        issues.setdefault(row[0], []).append(found_issue(row))
    return issues
