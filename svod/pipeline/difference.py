"""The differences between two revisions of a return: cells, rows, indicators, the region's total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.basics.exact import Number, trimmed
from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.period_report import Change
from schemas.records.submission import SubmissionOf
from schemas.records.total import RegionalTotals
from svod.pipeline.asked import Asked
from svod.pipeline.decisions import listed_revisions
from svod.pipeline.workspace import Workspace
from svod.warehouse.levels import compared_sums, totals_above
from svod.warehouse.revised import changes

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes between two revisions of a unit's return.

    `figures` are the unit's current ones, `totals` those that its return adds to. None if it is a sum that is only compared.
    """

    form: Form
    period: str
    earlier: int
    later: int
    changes: Sequence[Change]
    figures: Mapping[str, Number | None]
    totals: RegionalTotals | None

    def region(self, change: Change) -> tuple[Number | None, Number | None]:
        """The region's total of a changed indicator, computed with the earlier revision and with the later one.

        None if neither the revision nor another unit has a figure, if it is no sum, or if the return adds to no total.
        """
        assert change.element
        if self.totals is None or self.form.indicators[change.element].aggregation != "sum":
            return None, None
        total = self.totals.totals[change.element] or 0
        others = total - (self.figures.get(change.element) or 0)
        values = [None if value is None else trimmed(Decimal(value)) for value in (change.old, change.new)]
        before, after = (others or None if value is None else trimmed(others + value) for value in values)
        return before, after


def difference(workspace: Workspace, asked: Asked, unit: str, pair: tuple[int, int] | None) -> Difference:
    """Compare two revisions, by default the last two accepted ones. Raises UnknownName."""
    with workspace.warehouse.reader() as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        sent = snapshot.submissions(form.code, period, workspace.known.unit(unit))
        compared = pair or _last_pair(sent)
        loaded = {submission.revision for submission in sent if submission.status != "rejected"}
        if compared is None or not set(compared) <= loaded:
            raise UnknownName(TEXTS.fill("no_pair", unit=unit, revisions=listed_revisions(sent)))
        return Difference(
            form,
            period,
            *compared,
            changes(snapshot, form.code, period, unit, *compared),
            snapshot.values(form.code, period, unit),
            None if unit in compared_sums(snapshot, form.code, period) else totals_above(snapshot, form.code, period, unit),
        )


def _last_pair(sent: Sequence[SubmissionOf]) -> tuple[int, int] | None:
    """The current revision and the one that it replaced, in order of receipt."""
    counted = sorted(
        (submission for submission in sent if submission.status in ("accepted", "superseded")),
        key=lambda submission: (submission.received_at, submission.submission),
    )
    return (counted[-2].revision, counted[-1].revision) if len(counted) > 1 else None
