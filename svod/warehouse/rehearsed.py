"""What a rehearsal compares with what is published: verdicts, totals, and how much each check finds."""

from schemas.basics.exact import Number
from schemas.records.submission import SubmissionStatus
from svod.warehouse.reader import Snapshot


def verdicts(snapshot: Snapshot) -> dict[int, tuple[str, str | None, SubmissionStatus]]:
    """The file, unit and status of every submission, by its number."""
    return {row[0]: row[1:] for row in snapshot.rows("select submission, file, unit, status from main.submission")}


def every_total(snapshot: Snapshot) -> dict[tuple[str, str, str, str], Number | None]:
    """Every regional total by form, period, region and indicator."""
    rows = snapshot.rows("select form, period, region, indicator, value from main.regional_total")
    return {row[:4]: row[4] for row in rows}


def issue_counts(snapshot: Snapshot) -> dict[tuple[str, str, str], int]:
    """How many issues each check finds, by form, period and code."""
    rows = snapshot.rows("select form, period, code, count(*) from main.issue where period is not null group by all")
    return {row[:3]: row[3] for row in rows}
