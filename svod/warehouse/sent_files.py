"""Reads what a unit sent, and what was found in it."""

from collections.abc import Sequence

from schemas.basics.text import Text
from schemas.records.period_report import FoundIssue
from schemas.records.sent_file import SentFile
from svod.warehouse.reader import ISSUE, Snapshot, found_issue


def sent_files(snapshot: Snapshot, unit: str) -> list[SentFile]:
    """The files that are a unit's or came through its door, the newest first."""
    rows = snapshot.rows(
        "with sent as (select submission, file, sha256, received_at, form, period, revision, status, unit "
        "from main.submission where unit = $1 or door_unit = $1) "
        "select sent.* exclude (unit), count(*) filter (where severity = 'error'), "
        "count(*) filter (where severity = 'query' and explanation is null and sent.status = 'accepted'), "
        "closed_at is not null, unit from sent "
        "left join (select submission, severity, explanation from main.issue) using (submission) "
        "left join core.closing('infinity'::timestamptz) using (form, period) group by all order by submission desc",
        unit,
    )
    return [SentFile(*row) for row in rows]


def revisions_of(snapshot: Snapshot, form: str, period: str) -> list[tuple[Text, SentFile]]:
    """The revisions of all units' returns for a period, each with the name of its unit, in official order."""
    rows = snapshot.rows(
        "select name_kk, name_ru, name_en, submission, file, sha256, received_at, form, period, revision, status "
        f"from {snapshot.as_known('submission', form, period)} sent join main.reporting_unit using (unit) "
        "where revision is not null order by reporting_unit.position, revision"
    )
    return [(Text(*row[:3]), SentFile(*row[3:])) for row in rows]


def issues_of(snapshot: Snapshot, submission: int) -> list[FoundIssue]:
    """What was found in a file: errors first, then queries, each in the order of the sheets."""
    rows = snapshot.rows(
        f"select {ISSUE} from main.issue join core.submission using (submission) where submission = ? "
        "order by severity = 'error' desc, severity = 'query' desc, sheet, length(cell), cell, code",
        submission,
    )
    return [found_issue(row) for row in rows]


def periods_received(snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """The forms and periods for which something was received, the latest period first."""
    return [
        (form, period)
        for form, period in snapshot.rows("select distinct form, period from main.completeness order by period desc, form")
    ]
