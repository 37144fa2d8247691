"""Reads what a period waits for clerks to correct or explain."""

from collections.abc import Sequence
from typing import Any

from schemas.basics.text import Text
from schemas.checks.catalogue import CHECKS
from schemas.records.open_issue import OpenIssue
from schemas.records.unplaced_return import UnplacedReturn
from svod.warehouse.reader import Snapshot
from svod.warehouse.unplaced import unplaced_returns

_NOBODY_ASKED = ("withdrawn", "no_workbook")
"""The states of files of unknown units for which nobody is asked any more."""


def open_issues(snapshot: Snapshot, form: str, period: str) -> list[OpenIssue]:
    """The open queries of current returns, and the errors of returns rejected since, in official order.

    A file in no unit's return has one issue: the error why its unit isn't known, or the query why it is set aside.
    """
    rows = snapshot.rows(
        "with rejected as ("
        f"select submission, workbook, unit, file, received_at from {snapshot.as_known('door_rejection', form, period)}), "
        "sent as (select submission, unit, file, received_at, stands_rejected and not is_withdrawn as is_rejected "
        f"from {snapshot.as_known('judged_submission', form, period)} where unit is not null and not came_after_closing "
        "union all select submission, unit, file, received_at, true from rejected), "
        "judged as (select *, row_number() over (partition by unit order by received_at desc, submission desc) = 1 as is_last "
        "from sent), "
        "found as ("
        "select submission, status, severity, code, sheet, cell, value, message_kk, message_ru, message_en, explanation "
        f"from {snapshot.as_known('issue', form, period)} union all by name "
        "select rejected.submission, severity, code, sheet, cell, value, message_kk, message_ru, message_en "
        "from rejected join core.issue using (workbook)) "
        "select submission, judged.unit, name_kk, name_ru, name_en, file, received_at, severity, code, sheet, cell, value, "
        "message_kk, message_ru, message_en from found "
        "join judged using (submission) join main.reporting_unit on reporting_unit.unit = judged.unit "
        "where if(is_rejected, is_last and severity = 'error', "
        "status = 'accepted' and severity = 'query' and explanation is null) "
        "order by reporting_unit.position, submission, sheet, length(cell), cell, code, value"
    )
    unplaced = unplaced_returns(snapshot, form, period)
    asked = [file for file in unplaced if file.state not in _NOBODY_ASKED]
    return [*map(_open_issue, rows), *map(_of_no_return, asked)]


def _open_issue(row: Sequence[Any]) -> OpenIssue:
    submission, unit, name_kk, name_ru, name_en, file, received_at, severity, code, sheet, cell, value, *message = row
    return OpenIssue(
        submission=submission,
        unit=unit,
        likely_unit=None,
        name=Text(name_kk, name_ru, name_en),
        file=file,
        received_at=received_at,
        severity=severity,
        code=code,
        sheet=sheet,
        cell=cell,
        value=value,
        message=Text(*message),
    )


def _of_no_return(file: UnplacedReturn) -> OpenIssue:
    return OpenIssue(
        submission=file.submission,
        unit=None,
        likely_unit=file.unit,
        name=file.name,
        file=file.file,
        received_at=file.received_at,
        severity=CHECKS[file.code].severity,
        code=file.code,
        sheet=None,
        cell=None,
        value=None,
        message=file.message,
    )
