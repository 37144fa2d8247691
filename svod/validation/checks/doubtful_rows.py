"""Rows that count although a text says that they should not: a plan, or a part of the row above. They are queried."""

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.language.measures import states_measure
from schemas.language.name_key import key
from schemas.language.subset_words import begins_a_part
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)

_NO_EVENT = (
    *("жоспар", "жоспарда", "жоспарланған", "жоспарланды", "жоспарланып отыр", "өткізілмеді", "өткізілген жоқ", "болмады"),
    *("кейінге қалдырылды", "план", "в плане", "планируется", "запланировано", "не проведено", "не проводилось"),
    *("мысал", "үлгі", "пример", "образец", "example", "sample"),
    *("өткізілмеген", "жоспарланған іс-шара", "өткен жыл", "өткен жылғы", "былтырғы", "есепке алынбайды"),
    *("запланирован", "запланировано на потом", "запланированное мероприятие", "запланированные мероприятия"),
    *("не проведён", "не проведена", "не проведены", "не состоялся", "не состоялась", "отменён", "отменена", "перенесён"),
    *("перенесена", "прошлый год", "прошлого года", "за прошлый год", "аппг", "не учитывать", "last year", "previous year"),
    *("не состоялось", "отменено", "перенесено", "plan", "planned", "not held", "cancelled", "canceled", "postponed"),
)
_NO_EVENT_KEYS = frozenset(map(key, _NO_EVENT))
_LONGEST = 2 * max(map(len, _NO_EVENT))
# Most texts begin otherwise and need no second look. The first three letters of "(в т. ч. учащиеся" are "(в ".
_START = itemgetter(slice(3))
_PARTS_START = ("оны", "соны", "олар", "в т", "вт.", "из ", "of ", "incl")
_MEASURES_START = ("мың", "тыс", "in t", "thou")
_STARTS = frozenset(
    _START(cased)
    for start in (*_PARTS_START, *_MEASURES_START, *_NO_EVENT)
    for before in ("", "(", "- ", "– ", "— ", "• ")
    for cased in (before + start, before + start.capitalize(), before + start.upper())
)


@finds("cell.ambiguous")
def doubtful_rows(typed: TypedReturn) -> Iterator[Issue]:
    """Rows whose text says that nothing was held, or that they are a part of the row above, if the figures fit."""
    for code, name in _texts(typed.form):
        if (table := typed.tables.get(code)) is not None:
            texts = table.columns[name]
            if not _STARTS.isdisjoint(table.starts(name)):
                rows = [row for row, text in enumerate(texts) if text and _START(text) in _STARTS]
                yield from _doubtful(table, name, rows)


def _doubtful(table: TypedTable, name: str, rows: list[int]) -> Iterator[Issue]:
    refused_rows = table.refused_rows
    whole_of: dict[int, int] = {}
    for row in rows:
        text = table.columns[name][row]
        if begins_a_part(text):
            # If there are several parts in a row, the whole is the row above the first one.
            whole = whole_of[row] = whole_of.get(row - 1, row - 1)
            if whole >= 0 and row not in refused_rows and _is_part(table, row, whole):
                whole_row = str(table.located.rows[whole] + 1)
                yield _ambiguous(table, name, row, TEXTS.fill("doubtful_rows.row_of_its_own", row=whole_row))
        elif row not in refused_rows and len(text) <= _LONGEST and key(text) in _NO_EVENT_KEYS:
            yield _ambiguous(table, name, row, TEXTS["doubtful_rows.held"])
        elif row not in refused_rows and len(text) <= _LONGEST and states_measure(text):
            yield _ambiguous(table, name, row, TEXTS["doubtful_rows.whole_counts"])


def _is_part(table: TypedTable, row: int, whole: int) -> bool:
    """True if no figure of a row is more than the whole's, so the whole may already include it."""
    figures = [name for name, element in table.table.elements.items() if element.kind.is_figure]
    pairs = [(table.columns[name][row], table.columns[name][whole]) for name in figures]
    return all(part is None or (total is not None and part <= total) for part, total in pairs)


@lru_cache(maxsize=64)
def _texts(form: Form) -> tuple[tuple[str, str], ...]:
    """The tables whose figures add up, each with its elements that are free texts and not personal."""
    return tuple(
        (table.code, element.name)
        for table in form.tables
        if any(element.element.aggregation == "sum" for element in table.elements.values())
        for element in table.elements.values()
        if element.kind.is_free_text and not element.is_personal
    )


def _ambiguous(table: TypedTable, name: str, row: int, read: Text) -> Issue:
    return CHECKS["cell.ambiguous"].issue(**table.place(name, row), value=table.columns[name][row], read=read)
