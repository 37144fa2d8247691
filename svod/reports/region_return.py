"""The region's own return: the returns of its units added up in the form's own layout, to be sent one level higher.

Rows that agree in everything but counts and texts, and fill in the same counts, become one row: in labour12 a row a day and
kind. So no date is lost, a blank never becomes a zero, and what holds of the parts and the whole of each row holds of their
sums. Tables whose counts don't all add up, or whose rows are themselves counted, are taken row by row.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form, Table
from schemas.declaration.rule import ControlFigure, RequiredWhen
from schemas.records.period_report import PeriodReport

TEXTS = Texts(__package__)

_Row = dict[str, Any]


def pooled_return(report: PeriodReport, language: Language) -> FilledReturn:
    """The return that the region owes, with everything in it that svod can know."""
    form = report.form
    standing = report.standing.in_(language)
    cover = _cover(report)
    tables = {form.cover.code: FilledTable(rows=(cover,), title=f"{standing} {_by_hand(form, cover, language)}".strip())}
    for table in form.tables:
        rows = [dict(row.values) for row in report.rows[table.code]] if table.reports else []
        filled = _summed_table(form, table, rows, language) if rows and adds_up(form, table) else FilledTable(tuple(rows))
        tables[table.code] = dataclasses.replace(filled, title=standing)
    return FilledReturn(language, tables, file="")


def adds_up(form: Form, table: Table) -> bool:
    """Whether rows of the table may be replaced by their sum."""
    counts = _figures(table)
    counted = any(indicator.table == table.code and indicator.element is None for indicator in form.indicators.values())
    return bool(counts) and not counted and all(element.element.aggregation == "sum" for element in counts)


def _cover(report: PeriodReport) -> _Row:
    form, covers = report.form, [row.values for row in report.rows[report.form.cover.code]]
    cover: _Row = {form.unit_element: report.region.unit}
    cover |= zip(form.period_elements, (report.period.year, report.period.number), strict=False)
    for name, edge in zip(form.within_elements or (), (min, max), strict=False):
        cover[name] = edge((one[name] for one in covers), default=None)  # type: ignore[type-var]  # dates, required
    for element in _figures(form.cover):
        if element.element.aggregation == "sum":
            cover[element.name] = known_sum(one[element.name] for one in covers)
    for rule in form.rules:
        if isinstance(rule, ControlFigure):
            figure, most = report.totals.totals[rule.indicator], form.cover.elements[rule.element].most
            # A figure that the cover has no room for is left out: it only repeats the rows.
            cover[rule.element] = None if figure is None or (most is not None and figure > most) else figure
    if form.nil_element and covers:
        cover[form.nil_element] = all(one[form.nil_element] for one in covers)
    return cover


def _by_hand(form: Form, cover: _Row, language: Language) -> str:
    """Which required values svod can't know."""
    labels = [form.cover.elements[name].labels for name in form.cover.required_columns if cover.get(name) is None]
    return TEXTS.fill("by_hand", labels=labels).in_(language) if labels else ""


def _summed_table(form: Form, table: Table, rows: Sequence[_Row], language: Language) -> FilledTable:
    """The sums with their total; a text that is not kept has no column.

    Answers have no total, as they are of different questions; nor have bare counts, among which no label can stand.
    """
    summed = tuple(_summed(form, table, rows, language))
    order = tuple(name for name in table.elements if name in summed[0])
    answers = form.survey and table.code == form.survey.table
    bare = all(table.elements[name].kind.is_figure for name in order)
    return FilledTable(summed, order=order, totals_label=None if answers or bare else total_label().in_(language))


def _summed(form: Form, table: Table, rows: Sequence[_Row], language: Language) -> Iterator[_Row]:
    """The sums of the rows, in the order of the codes and dates that they agree in."""
    counts = _figures(table)
    others = [element for element in table.elements.values() if not element.kind.is_figure]
    keys = [element for element in others if not element.kind.is_free_text]
    needed = {rule.element for rule in form.rules if isinstance(rule, RequiredWhen) and rule.table == table.code}
    texts = [one for one in others if one.kind.is_free_text and (one.required or one.name in needed)]
    groups: dict[tuple[Any, ...], list[_Row]] = {}
    for row in rows:
        place = (*(_place(element, row[element.name]) for element in keys), *(row[count.name] is None for count in counts))
        groups.setdefault(place, []).append(row)
    for _, group in sorted(groups.items(), key=lambda item: item[0]):
        for held in _as_one_row_holds(group, counts):
            yield {
                **{element.name: held[0][element.name] for element in keys},
                **{element.name: known_sum(row[element.name] for row in held) for element in counts},
                **{element.name: _joined([row[element.name] for row in held], element, language) for element in texts},
            }


def _place(element: DataElement, value: Any) -> tuple[bool, Any]:
    """Where a value stands among the element's: codes in the order of their list, blanks last."""
    if value is None:
        return True, 0
    return False, list(element.codes or ()).index(value) if element.codes else value


def _as_one_row_holds(rows: Sequence[_Row], counts: Sequence[DataElement]) -> Iterator[list[_Row]]:
    """The rows in as few parts as may be, none of which adds up to more than one row of a return may say."""
    part: list[_Row] = []
    sums: Counter[str] = Counter()
    for row in rows:
        values = {element.name: row[element.name] or 0 for element in counts}
        if part and any(count.most is not None and sums[count.name] + values[count.name] > count.most for count in counts):
            yield part
            part, sums = [], Counter()
        part.append(row)
        sums.update(values)
    yield part


def _joined(texts: Sequence[str | None], element: DataElement, language: Language) -> str | None:
    """The first of the texts, and how many others there are."""
    different = list(dict.fromkeys(filter(None, texts)))
    if len(different) < 2:
        return different[0] if different else None
    more = len(different) - 1
    room = (element.max_length or 0) - len(TEXTS.fill("and_more", first="", count=more).in_(language))
    first = different[0] if len(different[0]) <= room or not element.max_length else different[0][: room - 1] + "…"
    return TEXTS.fill("and_more", first=first, count=more).in_(language)


def _figures(table: Table) -> list[DataElement]:
    return [element for element in table.elements.values() if element.kind.is_figure]


def total_label() -> Text:
    """What a row of totals is called."""
    return TEXTS["total"]


def known_sum(values: Iterable[Any]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
