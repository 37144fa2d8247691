"""Marks at figures: `p` at a total of a period that is open, `r` at what differs from the edition released before."""

from schemas.basics.text import Text, fill
from schemas.records.period_report import Edition

_PROVISIONAL = Text(
    "p – алдын ала деректер: кезең жабылмаған, сандар өзгеруі мүмкін.",
    "p — предварительные данные: период не закрыт, цифры могут измениться.",
    "p: provisional, the period is open and figures may change.",
)
_REVISED = Text(
    "r – нақтыланған сан: {day} шыққан {number}-шығарылымдағыдан өзгеше.",
    "r — уточнённая цифра: отличается от выпуска {number} от {day}.",
    "r: revised, differs from edition {number} of {day}.",
)


class Marks:
    """The marks of an edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._revised_totals = edition.revised_totals
        self._revised = frozenset((one.unit, one.indicator) for one in edition.revised) if edition.since else frozenset()

    @property
    def notes(self) -> list[Text]:
        """What the marks mean that this edition may have."""
        notes = [] if self._edition.closed_at else [_PROVISIONAL]
        if since := self._edition.since:
            notes.append(fill(_REVISED, {"day": since.day, "number": since.number}))
        return notes

    def of_unit(self, unit: str, indicator: str) -> str:
        """The mark of a unit's figure; empty where it has none."""
        return "r" if (unit, indicator) in self._revised else ""

    def of_total(self, indicator: str) -> str:
        """The marks of the region's total."""
        provisional = "" if self._edition.closed_at else "p"
        revised = "r" if indicator in self._revised_totals else ""
        return ", ".join(filter(None, (provisional, revised)))
