"""Decisions about returns, of people and of svod itself. Each is an entry of the ledger, like the receipts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

DecisionKind = Literal[
    "closed",
    "reopened",
    "withdrawn",
    "restored",
    "answered",
    "spelling",
    "adopted",
    "units_adopted",
    "place_adopted",
    "suppressed",
    "rejudged",
    "admitted",
]
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
NAMINGS: tuple[DecisionKind, ...] = ("spelling", "adopted", "units_adopted", "rejudged")
"""The decisions after which returns are read otherwise: those received later, and those rejected for the lack of it."""


ADOPTIONS: tuple[DecisionKind, ...] = ("adopted", "units_adopted", "place_adopted")
"""The decisions that adopt a form, a register of units or a place."""


class Adoption(NamedTuple):
    """What was adopted, by the kind of decision and the hash of the definition, and when that was recorded."""

    kind: DecisionKind
    sha256: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: who made it, when, why and about what. `event` numbers decisions from 1 in order of recording.

    An answer to a query has the check's `code`, the `submission`, `sheet` and `cell` of the query, and the `value` found there.
    An accepted spelling has the spelling in `value`, the name that it stands for in `details`, and the kind of name in `code`.
    An adopted form has the hash of its workbook in `value`, the hash of its definition in `details`, its version in `code` and
    the first period for which it holds in `period`; an adopted register or place has the two hashes alone. A closing has its
    figures and versions in `details`.
    An admitted `submission` was set aside before; it is in the return of the `unit` on its cover from then on.
    What a publication hides is decided by svod itself (`suppressed`): see `schemas/records/suppression.py` for its `details`.
    So is that its version, in `value`, judges the files again on which svod failed (`rejudged`).
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
