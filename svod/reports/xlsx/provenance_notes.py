"""Provenance notes: what a reader is told of a unit's figure, down to the cells of the workbook that it comes from."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.basics.clock import written
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.records.period_report import Addend, PeriodReport

TEXTS = Texts(__package__)

_SHOWN = 12


def provenance_note(report: PeriodReport, unit: str, indicator: str, language: Language) -> str:
    """The file, its revision, receipt and hash, and the cells that make up a unit's figure with what each adds."""
    source = report.sources[unit]
    told = TEXTS.fill(
        "note.return",
        file=source.file,
        revision=str(source.revision),
        received=written(source.received_at),
        sha256=source.sha256[:12],
    )
    lines = [told.in_(language)]
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
