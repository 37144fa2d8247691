"""What people decide about returns: each act is an event, kept for ever beside the receipts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

EventKind = Literal["closed", "reopened", "withdrawn", "restored", "answered", "spelling"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: who did it, when and why, and what it is about. `event` numbers acts from 1 in order of recording.

    A query is answered by its check's `code`, the `submission`, `sheet` and `cell` it stands in, and the `value` found
    there. A spelling is accepted as `value` for what `details` names, of the kind that `code` says. `details` of a closing
    are its figures and versions.
    """

    event: int
    kind: EventKind
    recorded_at: datetime
    by: str
    reason: str | None = None
    form: str | None = None
    period: str | None = None
    unit: str | None = None
    submission: int | None = None
    code: str | None = None
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    details: str | None = None
