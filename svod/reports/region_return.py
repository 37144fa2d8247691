"""The region's own return: its units' returns added up in the form's layout, to be sent one level higher.

Rows that have equal codes and dates, and counts in the same cells, become one row: in labour12 a row for each day and kind.
So no date is lost, a blank never becomes a zero, and where parts add up to a whole in every row they do so in the sums.
A table isn't summed if some of its figures can't be added up, or if an indicator counts its rows or takes the largest of them.
Its rows are copied.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from schemas.basics.exact import Number
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.expressions.meaning import control_figures, sometimes_required
from schemas.records.period_report import PeriodReport

TEXTS = Texts(__package__)

_Row = dict[str, Any]


def pooled_return(report: PeriodReport, language: Language) -> FilledReturn:
    """The return of the region, with every value that svod can compute."""
    form = report.form
    state_line = report.standing.in_(language)
    cover = _cover(report)
    tables = {form.cover.code: FilledTable(rows=(cover,), title=f"{state_line} {_by_hand(form, cover, language)}".strip())}
    for table in form.tables:
        rows = [dict(row.values) for row in report.rows[table.code]] if table.reports else []
        if table.row_element:
            filled = FilledTable(tuple(printed_sums(report, table)))
        else:
            filled = _summed_table(form, table, rows, language) if rows and adds_up(form, table) else FilledTable(tuple(rows))
        tables[table.code] = dataclasses.replace(filled, title=state_line)
    return FilledReturn(language, tables, file="")


def printed_sums(report: PeriodReport, table: Table) -> Iterator[_Row]:
    """Each printed row of a fixed table with its sums; no rows if nobody has reported. What can't be added up stays blank."""
    line = str(table.row_element)
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in report.rows[table.code]:
        by_code.setdefault(str(row.values[line]), []).append(row.values)
    added = [element.name for element in _figures(table) if element.kind.adds_up]
    for printed in table.printed if by_code else ():
        found = by_code.get(printed.code, [])
        yield {line: printed.code} | {name: known_sum(row[name] for row in found) for name in added}


def adds_up(form: Form, table: Table) -> bool:
    """True if rows of the table may be replaced by their sum."""
    counts = _figures(table)
    own = [indicator for indicator in form.indicators.values() if indicator.table == table.code]
    needs_rows = any((indicator.element is None) is (indicator.aggregation == "sum") for indicator in own)
    return bool(counts) and not needs_rows and all(element.element.aggregation == "sum" for element in counts)


def _cover(report: PeriodReport) -> _Row:
    form, covers = report.form, [row.values for row in report.rows[report.form.cover.code]]
    cover: _Row = {form.unit_element: report.region.unit}
    cover |= zip(form.period_elements, (report.period.year, report.period.number), strict=False)
    for name, edge in zip(form.within_elements or (), (min, max), strict=False):
        cover[name] = edge((row[name] for row in covers), default=None)  # type: ignore[type-var]  # dates, required
    for element in _figures(form.cover):
        if element.element.aggregation == "sum":
            cover[element.name] = known_sum(row[element.name] for row in covers)
    for name, indicator in control_figures(form).items():
        figure, most = report.totals.totals[indicator.code], form.cover.elements[name].most
        # A figure too large for its cell on the cover is left out: it only repeats the rows.
        cover[name] = None if figure is None or (most is not None and figure > most) else figure
    if form.nil_element and covers:
        cover[form.nil_element] = all(row[form.nil_element] for row in covers)
    return cover


def _by_hand(form: Form, cover: _Row, language: Language) -> str:
    """The labels of the required values that a person has to fill in, as a sentence."""
    labels = [form.cover.elements[name].labels for name in form.cover.required_columns if cover.get(name) is None]
    return TEXTS.fill("by_hand", labels=labels).in_(language) if labels else ""


def _summed_table(form: Form, table: Table, rows: Sequence[_Row], language: Language) -> FilledTable:
    """The summed rows with their total. Texts that nobody requires have no column.

    Survey answers have no total because they belong to different questions. A table of counts alone has no total either,
    because its label would have no cell.
    """
    summed = tuple(_summed(form, table, rows, language))
    order = tuple(name for name in table.elements if name in summed[0])
    answers = form.survey and table.code == form.survey.table
    only_counts = all(table.elements[name].kind.is_figure for name in order)
    return FilledTable(summed, order=order, totals_label=None if answers or only_counts else total_label().in_(language))


def _summed(form: Form, table: Table, rows: Sequence[_Row], language: Language) -> Iterator[_Row]:
    """The sums of the rows, in the order of their codes and dates."""
    counts = _figures(table)
    others = [element for element in table.elements.values() if not element.kind.is_figure]
    keys = [element for element in others if not element.kind.is_free_text]
    needed = sometimes_required(form, table.code)
    texts = [element for element in others if element.kind.is_free_text and (element.required or element.name in needed)]
    groups: dict[tuple[Any, ...], list[_Row]] = {}
    for row in rows:
        group_key = (*(_place(element, row[element.name]) for element in keys), *(row[count.name] is None for count in counts))
        groups.setdefault(group_key, []).append(row)
    for _, group in sorted(groups.items(), key=lambda item: item[0]):
        for part in _as_one_row_holds(group, counts):
            yield {
                **{element.name: part[0][element.name] for element in keys},
                **{element.name: known_sum(row[element.name] for row in part) for element in counts},
                **{element.name: _joined([row[element.name] for row in part], element, language) for element in texts},
            }


def _place(element: DataElement, value: Any) -> tuple[bool, Any]:
    """The sort key of a value: codes in the order of their list, blanks last."""
    if value is None:
        return True, 0
    return False, list(element.codes or ()).index(value) if element.codes else value


def _as_one_row_holds(rows: Sequence[_Row], counts: Sequence[DataElement]) -> Iterator[list[_Row]]:
    """Split the rows into as few parts as possible, so that no part's sum exceeds the most that one row may state."""
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
    """The first text and the number of other ones."""
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
    """The label of a row of totals."""
    return TEXTS["total"]


def known_sum(values: Iterable[Any]) -> Number | None:
    """The sum of the known values. None if there are none."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
