"""Reads the files that are in no unit's return."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemas.basics.text import Text
from schemas.records.unplaced_return import UnplacedReturn
from svod.warehouse.reader import Snapshot


class Place(NamedTuple):
    """Whose return a received file is, and which revision of it. None where it isn't known.

    `cover_unit` is the unit on the cover of a file that is set aside.
    """

    file: str
    form: str | None
    period: str | None
    unit: str | None
    revision: int | None
    is_placed: bool
    is_withdrawn: bool
    is_set_aside: bool
    cover_unit: str | None


def unplaced_returns(snapshot: Snapshot, form: str, period: str) -> list[UnplacedReturn]:
    """The files that stand under a period and are in no unit's return, in the order of their receipts."""
    rows = snapshot.rows(
        "select submission, file, sha256, received_at, likely_unit, code, state, "
        "name_kk, name_ru, name_en, message_kk, message_ru, message_en "
        f"from {snapshot.as_known('unplaced_return', form, period)} "
        "left join main.reporting_unit on unit = likely_unit order by submission"
    )
    return [_unplaced_return(row) for row in rows]


def _unplaced_return(row: Sequence[Any]) -> UnplacedReturn:
    submission, file, sha256, received_at, unit, code, state, *texts = row
    name = None if unit is None else Text(*texts[:3])
    return UnplacedReturn(submission, file, sha256, received_at, unit, name, code, Text(*texts[3:]), state)


def place_of(snapshot: Snapshot, submission: int) -> Place | None:
    """The place of a received file by the number of its receipt. None if there is no such receipt."""
    rows = snapshot.rows(
        "select file, form, period, unit, revision, "
        "revision is not null and submission not in (select submission from main.unplaced_return), "
        "submission in (select submission from core.withdrawal('infinity'::timestamptz)), is_set_aside, cover_unit "
        "from now.judged_submission where submission = ?",
        submission,
    )
    return Place(*rows[0]) if rows else None
