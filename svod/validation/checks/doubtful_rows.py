"""Rows that count and of which a text says that they should not: a plan, a part of the row above. Asked, never left out."""

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.language.name_key import key
from schemas.language.subset_words import begins_a_part
from schemas.records.issue import Issue
from svod.validation.typed_table import Judged, Tables

TEXTS = Texts(__package__)

_NO_EVENT = (
    *("жоспар", "жоспарда", "жоспарланған", "жоспарланды", "жоспарланып отыр", "өткізілмеді", "өткізілген жоқ", "болмады"),
    *("кейінге қалдырылды", "план", "в плане", "планируется", "запланировано", "не проведено", "не проводилось"),
    *("мысал", "үлгі", "пример", "образец", "example", "sample"),
    *("не состоялось", "отменено", "перенесено", "plan", "planned", "not held", "cancelled", "canceled", "postponed"),
)
_SAID_OF_NO_EVENT = frozenset(map(key, _NO_EVENT))
_LONGEST = 2 * max(map(len, _NO_EVENT))
# Of most texts one look at how they start is enough.
_START = itemgetter(slice(3))
_PARTS_START = ("оны", "соны", "олар", "в т", "вт.", "из ", "of ", "incl")
_FIRST = frozenset(
    _START(cased)
    for start in (*_PARTS_START, *_NO_EVENT)
    for before in ("", "(", "- ", "– ", "— ", "• ")
    for cased in (before + start, before + start.capitalize(), before + start.upper())
)


def check_rows_told_apart(form: Form, tables: Tables) -> list[Issue]:
    """A query for each row that a text calls a plan, or a part of the row above while no figure of it is more."""
    issues: list[Issue] = []
    for code, name in _texts(form):
        if (judged := tables.get(code)) is not None:
            texts = judged.columns[name]
            if not _FIRST.isdisjoint(map(_START, filter(None, set(texts)))):
                rows = [row for row, text in enumerate(texts) if text and _START(text) in _FIRST]
                issues.extend(_asked(judged, name, rows))
    return issues


def _asked(judged: Judged, name: str, rows: list[int]) -> Iterator[Issue]:
    refused = set().union(*judged.refused.values())
    wholes: dict[int, int] = {}
    for row in rows:
        text = judged.columns[name][row]
        if begins_a_part(text):
            # Several parts in a row are parts of the row above the first.
            whole = wholes[row] = wholes.get(row - 1, row - 1)
            if whole >= 0 and row not in refused and _is_part(judged, row, whole):
                yield _ambiguous(
                    judged, name, row, TEXTS.fill("doubtful_rows.row_of_its_own", row=str(judged.located.rows[whole] + 1))
                )
        elif row not in refused and len(text) <= _LONGEST and key(text) in _SAID_OF_NO_EVENT:
            yield _ambiguous(judged, name, row, TEXTS["doubtful_rows.held"])


def _is_part(judged: Judged, row: int, whole: int) -> bool:
    """Whether every figure of a row is at most that of another; then it may be counted in it already."""
    counts = [name for name, element in judged.table.elements.items() if element.kind.is_figure]
    pairs = [(judged.columns[name][row], judged.columns[name][whole]) for name in counts]
    return all(part is None or (all_of_it is not None and part <= all_of_it) for part, all_of_it in pairs)


@lru_cache(maxsize=64)
def _texts(form: Form) -> tuple[tuple[str, str], ...]:
    """The texts of the tables that add figures up: table and element."""
    return tuple(
        (table.code, element.name)
        for table in form.tables
        if any(element.element.aggregation == "sum" for element in table.elements.values())
        for element in table.elements.values()
        if element.kind.name == "text" and not element.element.personal
    )


def _ambiguous(judged: Judged, name: str, row: int, read: Text) -> Issue:
    return CHECKS["cell.ambiguous"].issue(
        sheet=judged.sheet,
        cell=judged.located.cell(name, row),
        value=judged.columns[name][row],
        column=judged.table.elements[name].labels,
        read=read,
    )
