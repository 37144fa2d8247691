"""What people decide about returns: each decision is an entry of the ledger, beside the receipts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

DecisionKind = Literal["closed", "reopened", "withdrawn", "restored", "answered", "spelling"]
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: who made it, when and why, and what it is about. `event` numbers decisions from 1 in order of recording.

    A query is answered by its check's `code`, the `submission`, `sheet` and `cell` it stands in, and the `value` found
    there. A spelling is accepted as `value` for what `details` names, of the kind that `code` says. `details` of a closing
    are its figures and versions.
    """

    event: int
    kind: DecisionKind
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
