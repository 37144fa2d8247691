"""The sign in place of a hidden figure, and the note on it."""

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.period_report import PeriodReport

TEXTS = Texts(__package__)


def hidden_sign() -> Text:
    """What is shown instead of a hidden figure, the same in all languages."""
    return TEXTS["hidden"]


def hidden_note(report: PeriodReport) -> Text | None:
    """The note that explains why some figures are hidden. None if none may be."""
    last = report.hidden.last
    return None if last is None else TEXTS.fill("hidden_note", last=last)
