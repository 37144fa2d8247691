"""Provenance notes: the file and cells that a unit's figure comes from."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.basics.clock import written
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.records.period_report import Addend, PeriodReport

TEXTS = Texts(__package__)

_SHOWN = 12


def provenance_note(report: PeriodReport, unit: str, indicator: str, language: Language) -> str:
    """The file, its revision, time of receipt and hash, and the cells that add up to a unit's figure with their values."""
    source = report.sources[unit]
    file_line = TEXTS.fill(
        "note.return",
        file=source.file,
        revision=str(source.revision),
        received=written(source.received_at),
        sha256=source.sha256[:12],
    )
    lines = [file_line.in_(language)]
    if report.values[unit].get(indicator) is None:
        lines.append(TEXTS["note.blank"].in_(language))
    lines.extend(_cells(report.addends.get((unit, indicator), ()), language))
    return "\n".join(lines)


def _cells(addends: Sequence[Addend], language: Language) -> Iterator[str]:
    for sheet, cells in groupby(addends[:_SHOWN], key=lambda addend: addend.sheet):
        listed = [f"{cell.cell} ({cell.value})" for cell in cells]
        yield f"{sheet}: {', '.join(listed)}"
    if len(addends) > _SHOWN:
        yield TEXTS.fill("note.more", count=len(addends) - _SHOWN).in_(language)
