"""Marks at figures: `p` at a total of a period that is open, `r` at what differs from the edition released before."""

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.period_report import Edition

TEXTS = Texts(__package__)


class Marks:
    """The marks of an edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._revised_totals = edition.revised_totals
        self._revised = frozenset((one.unit, one.indicator) for one in edition.revised) if edition.since else frozenset()

    @property
    def notes(self) -> list[Text]:
        """What the marks mean that this edition may have."""
        notes = [] if self._edition.closed_at else [TEXTS["provisional"]]
        if since := self._edition.since:
            notes.append(TEXTS.fill("revised", day=since.day, number=since.number))
        return notes

    def of_unit(self, unit: str, indicator: str) -> str:
        """The mark of a unit's figure; empty where it has none."""
        return "r" if (unit, indicator) in self._revised else ""

    def of_total(self, indicator: str) -> str:
        """The marks of the region's total."""
        provisional = "" if self._edition.closed_at else "p"
        revised = "r" if indicator in self._revised_totals else ""
        return ", ".join(filter(None, (provisional, revised)))
