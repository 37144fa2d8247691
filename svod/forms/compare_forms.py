"""What changed between two versions of a form, in words, and whether returns or series break by it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from schemas.basics.text import Text, fill
from schemas.basics.texts import Texts
from schemas.declaration.definition import CodeDefinition, ColumnDefinition, FormDefinition, RowDefinition
from schemas.declaration.indicator import Indicator

TEXTS = Texts(__package__)

_Part = TypeVar("_Part")

_WORDING = ("labels", "meaning", "measure", "spellings")
_ABOUT_THE_FORM = (
    "period_type", "period_elements", "unit_element", "due_date", "due_days", "due_rule", "window",
    "within_elements", "nil_element", "correction", "explanations", "survey", "rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormChange:
    """One change. It `breaks` if a return of the old version is refused by it, or figures are no longer comparable.

    `wording` changes what people read and nothing else.
    """

    message: Text
    breaks: bool = False
    wording: bool = False


def form_changes(old: FormDefinition, new: FormDefinition) -> list[FormChange]:
    """The changes from one version of a form to another, in the order of the workbook's sheets."""
    return [*_of_the_form(old, new), *_of_tables(old, new), *_of_lists(old, new), *_of_indicators(old, new)]


def _of_the_form(old: FormDefinition, new: FormDefinition) -> Iterator[FormChange]:
    if (old.title, old.spellings) != (new.title, new.spellings):
        yield _change("title", wording=True, name=new.title)
    if old.report != new.report:
        yield _change("report", wording=True)
    for name in _ABOUT_THE_FORM:
        if getattr(old, name) != getattr(new, name):
            yield _change(f"form.{name}", breaks=name == "period_type")


def _of_tables(old: FormDefinition, new: FormDefinition) -> Iterator[FormChange]:
    before, after = ({table.code: table for table in form.tables} for form in (old, new))
    for code in _gone(before, after):
        yield _change("table_removed", breaks=True, table=before[code].sheet)
    for code, table in after.items():
        was = before.get(code)
        if was is None:
            yield _change("table_added", breaks=table.required, table=table.sheet)
            continue
        if was.sheet != table.sheet:
            yield _change("sheet_renamed", wording=True, old=was.sheet, new=table.sheet)
        if (was.required, was.reports, was.once) != (table.required, table.reports, table.once):
            yield _change("table_changed", breaks=table.required and not was.required, table=table.sheet)
        yield from _of_rows({row.code: row for row in was.rows}, {row.code: row for row in table.rows}, table.sheet)
        yield from _of_columns(_by_name(was.columns), _by_name(table.columns), table.sheet)


def _of_rows(before: Mapping[str, RowDefinition], after: Mapping[str, RowDefinition], table: Text) -> Iterator[FormChange]:
    for code in _gone(before, after):
        yield _change("row_removed", breaks=True, table=table, row=code)
    for code, row in after.items():
        was = before.get(code)
        if was is None:
            yield _change("row_added", breaks=True, table=table, row=code)
        elif (was.part_of, was.exact, was.not_asked) != (row.part_of, row.exact, row.not_asked):
            yield _change("row_changed", breaks=True, table=table, row=code)
        elif was != row:
            yield _change("row_wording", wording=True, table=table, row=code)


def _of_columns(
    before: Mapping[str, ColumnDefinition], after: Mapping[str, ColumnDefinition], table: Text
) -> Iterator[FormChange]:
    for name in _gone(before, after):
        yield _change("column_removed", breaks=True, table=table, column=before[name].element.labels)
    for name, column in after.items():
        was = before.get(name)
        if was is None:
            yield _change("column_added", breaks=column.required, table=table, column=column.element.labels)
        else:
            yield from _of_column(was, column, {"table": table, "column": column.element.labels})


def _of_column(was: ColumnDefinition, column: ColumnDefinition, about: Mapping[str, Any]) -> Iterator[FormChange]:
    if was.kind != column.kind or was.codes != column.codes:
        yield _change("column_kind", breaks=True, **about)
    if was.required != column.required:
        yield _change("column_required" if column.required else "column_optional", breaks=column.required, **about)
    if _limits(was) != _limits(column):
        yield _change("column_limits", breaks=_is_narrower(column, was), **about)
    if _without_wording(was.element) != _without_wording(column.element):
        yield _change("column_element", breaks=True, **about)
    elif was.element != column.element:
        yield _change("column_wording", wording=True, **about)


def _of_lists(old: FormDefinition, new: FormDefinition) -> Iterator[FormChange]:
    before, after = ({each.name: {code.code: code for code in each.codes} for each in form.lists} for form in (old, new))
    for name, codes in after.items():
        were = before.get(name, {})
        for code in _gone(were, codes):
            yield _change("code_removed", breaks=True, list=name, code=were[code].labels)
        for code, entry in codes.items():
            if code not in were:
                yield _change("code_added", list=name, code=entry.labels)
                continue
            if _validity(were[code]) != _validity(entry):
                yield _change("code_validity", list=name, code=entry.labels)
            if (were[code].labels, were[code].spellings) != (entry.labels, entry.spellings):
                yield _change("code_wording", wording=True, list=name, code=entry.labels)


def _validity(code: CodeDefinition) -> tuple[str | None, ...]:
    return code.valid_from, code.valid_to, code.successor


def _of_indicators(old: FormDefinition, new: FormDefinition) -> Iterator[FormChange]:
    before, after = ({indicator.code: indicator for indicator in form.indicators} for form in (old, new))
    for code in _gone(before, after):
        yield _change("indicator_removed", breaks=True, indicator=before[code].labels)
    for code, indicator in after.items():
        was = before.get(code)
        if was is None:
            yield _change("indicator_added", indicator=indicator.labels)
        elif _computed(was) != _computed(indicator):
            yield _change("indicator_changed", breaks=True, indicator=indicator.labels)
        elif (was.labels, was.meaning) != (indicator.labels, indicator.meaning):
            yield _change("indicator_wording", wording=True, indicator=indicator.labels)


def _change(name: str, /, *, breaks: bool = False, wording: bool = False, **values: Any) -> FormChange:
    return FormChange(fill(TEXTS.group("change")[name], values), breaks, wording)


def _gone(before: Mapping[str, _Part], after: Mapping[str, _Part]) -> list[str]:
    return [name for name in before if name not in after]


def _by_name(columns: Sequence[ColumnDefinition]) -> dict[str, ColumnDefinition]:
    return {column.name: column for column in columns}


def _limits(column: ColumnDefinition) -> tuple[Any, ...]:
    return column.least, column.most, column.longest, column.default


def _is_narrower(column: ColumnDefinition, was: ColumnDefinition) -> bool:
    """True if a value that was allowed no longer is."""
    return (
        (column.least is not None and (was.least is None or column.least > was.least))
        or (column.most is not None and (was.most is None or column.most < was.most))
        or (column.longest is not None and (was.longest is None or column.longest < was.longest))
        or column.default != was.default
    )


def _without_wording(element: Any) -> dict[str, Any]:
    return {name: getattr(element, name) for name in element.__dataclass_fields__ if name not in _WORDING}


def _computed(indicator: Indicator) -> dict[str, Any]:
    return indicator.model_dump(exclude={"labels", "meaning"})
