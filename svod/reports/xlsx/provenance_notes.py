"""Passports: what a reader is told of a unit's figure, down to the cells of the workbook that it comes from."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemas.basics.clock import written
from schemas.basics.text import Language, Text, fill
from schemas.records.period_report import Addend, Edition

_SHOWN = 12
_RETURN = Text(
    "Файл: {file}\n{revision}-нұсқа, келген уақыты {received}\nsha256: {sha256}…",
    "Файл: {file}\nРедакция {revision}, получена {received}\nsha256: {sha256}…",
    "File: {file}\nRevision {revision}, received {received}\nsha256: {sha256}…",
)
_MORE = Text("тағы {count} ұяшық", "и ещё ячеек: {count}", "and {count} more cells")
_BLANK = Text("Есепте көрсетілмеген.", "В отчёте не указано.", "The return does not say.")


def passport(edition: Edition, unit: str, indicator: str, language: Language) -> str:
    """The file, its revision, receipt and hash, and the cells that make up a unit's figure with what each adds."""
    source = edition.sources[unit]
    told = fill(
        _RETURN,
        {
            "file": source.file,
            "revision": str(source.revision),
            "received": written(source.received_at),
            "sha256": source.sha256[:12],
        },
    )
    lines = [told.in_(language)]
    if edition.values[unit].get(indicator) is None:
        lines.append(_BLANK.in_(language))
    lines.extend(_cells(edition.addends.get((unit, indicator), ()), language))
    return "\n".join(lines)


def _cells(addends: Sequence[Addend], language: Language) -> Iterator[str]:
    for sheet, cells in groupby(addends[:_SHOWN], key=lambda addend: addend.sheet):
        listed = [f"{one.cell} ({one.value})" for one in cells]
        yield f"{sheet}: {', '.join(listed)}"
    if len(addends) > _SHOWN:
        yield fill(_MORE, {"count": len(addends) - _SHOWN}).in_(language)
