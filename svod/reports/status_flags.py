"""Status flags beside figures: `p` for provisional, while the period is open; `r` for revised since the previous release."""

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.period_report import PeriodReport

TEXTS = Texts(__package__)


class StatusFlags:
    """The status flags of a period's report."""

    def __init__(self, report: PeriodReport) -> None:
        self._report = report
        self._revised_totals = report.revised_totals
        self._revised = frozenset((figure.unit, figure.indicator) for figure in report.revised) if report.since else frozenset()

    @property
    def notes(self) -> list[Text]:
        """What the flags that this report may contain mean."""
        notes = [] if self._report.closed_at else [TEXTS["provisional"]]
        if since := self._report.since:
            notes.append(TEXTS.fill("revised", day=since.day, number=since.number))
        return notes

    def of_unit(self, unit: str, indicator: str) -> str:
        """The flag of a unit's figure, or ""."""
        return "r" if (unit, indicator) in self._revised else ""

    def of_total(self, indicator: str) -> str:
        """The flags of the region's total, for example "p, r"."""
        provisional = "" if self._report.closed_at else "p"
        revised = "r" if indicator in self._revised_totals else ""
        return ", ".join(filter(None, (provisional, revised)))
