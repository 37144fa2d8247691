"""Rows that count and of which a text says that they should not: a plan, a part of the row above. Asked, never left out."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from schemas.checks import CHECKS
from schemas.form import Table
from schemas.issue import Issue
from schemas.spelling import key
from schemas.text import Text, fill
from svod.validation.cleaned import all_blank
from svod.validation.judge import Judged

_NO_EVENT = (
    *("жоспар", "жоспарда", "жоспарланған", "жоспарланды", "жоспарланып отыр", "өткізілмеді", "өткізілген жоқ", "болмады"),
    *("кейінге қалдырылды", "план", "в плане", "планируется", "запланировано", "не проведено", "не проводилось"),
    *("мысал", "үлгі", "пример", "образец", "example", "sample"),
    *("не состоялось", "отменено", "перенесено", "plan", "planned", "not held", "cancelled", "canceled", "postponed"),
)
_SAID_OF_NO_EVENT = frozenset(map(key, _NO_EVENT))
_LONGEST = 2 * max(map(len, _NO_EVENT))
_A_PART = re.compile(
    r"\W*(?:(?:оның|онын|соның|сонын|олардың|олардын)\s+ішінде|в\s+том\s+числе|в\s?т\.\s?ч|из\s+(?:них|которых)|"
    r"of\s+(?:which|whom|them)|including|incl\.)",
    re.IGNORECASE,
)
_STARTS = ("он", "со", "ол", "в ", "из", "of", "in", *(text[:2] for text in _NO_EVENT))
# Of most texts one look at how they start is enough.
_FIRST = frozenset(
    said for start in _STARTS for text in (start, f"({start}") for said in (text[:2], text.capitalize()[:2], text.upper()[:2])
) | {"- ", "– ", "— ", "• "}
_COUNTS = Text("орындалған (жол есепке алынды)", "выполненное (строка учтена)", "done (the row counts)")
_ITS_OWN = Text(
    "{row}-жолдың бөлігі емес, жеке жол (есепке алынды)",
    "отдельная строка, а не часть строки {row} (учтена)",
    "a row of its own, not a part of row {row} (it counts)",
)


def check_rows_told_apart(judged: Judged) -> list[Issue]:
    """A query for each row that a text calls a plan, or a part of the row above while no figure of it is more."""
    issues: list[Issue] = []
    for name in _texts(judged.table):
        texts = judged.columns[name]
        if not all_blank(judged.located.columns.get(name, ())):
            for row in [row for row, text in enumerate(texts) if text and text[:2] in _FIRST]:
                issues.extend(_asked(judged, name, row, texts[row]))
    return issues


def _asked(judged: Judged, name: str, row: int, text: str) -> Iterator[Issue]:
    if any(row in rows for rows in judged.refused.values()):
        return
    if key(text.partition(":")[0][:_LONGEST]) in _SAID_OF_NO_EVENT:
        yield _ambiguous(judged, name, row, _COUNTS)
    elif _A_PART.match(text) and (whole := _whole(judged, name, row)) is not None and _is_part(judged, row, whole):
        yield _ambiguous(judged, name, row, fill(_ITS_OWN, {"row": str(judged.located.rows[whole] + 1)}))


def _whole(judged: Judged, name: str, row: int) -> int | None:
    """The nearest row above that is not called a part itself."""
    column: Sequence[str | None] = judged.columns[name]
    return next((above for above in range(row - 1, -1, -1) if not _A_PART.match(column[above] or "")), None)


def _is_part(judged: Judged, row: int, whole: int) -> bool:
    """Whether every figure of a row is at most that of another; then it may be counted in it already."""
    counts = [name for name, element in judged.table.elements.items() if element.kind == "count"]
    pairs = [(judged.columns[name][row], judged.columns[name][whole]) for name in counts]
    return all(part is None or (all_of_it is not None and part <= all_of_it) for part, all_of_it in pairs)


@lru_cache(maxsize=1024)
def _texts(table: Table) -> list[str]:
    """The texts of a table that adds figures up."""
    elements = table.elements.values()
    if not any(element.element.aggregation == "sum" for element in elements):
        return []
    return [element.name for element in elements if element.kind == "text" and not element.element.personal]


def _ambiguous(judged: Judged, name: str, row: int, read: Text) -> Issue:
    return CHECKS["cell.ambiguous"].issue(
        sheet=judged.sheet,
        cell=judged.located.cell(name, row),
        value=judged.columns[name][row],
        column=judged.table.elements[name].labels,
        read=read,
    )
