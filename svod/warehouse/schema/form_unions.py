"""Views over the rows of all forms in one shape: contents, what rows are compared by, addends, explanations, corrections."""

from collections.abc import Callable, Iterable, Iterator

from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator, cell_indicators
from schemas.declaration.table import Table
from svod.warehouse.schema.form_tables import columns, literal, loaded_elements, quoted, row_table

# The selects of empty views, for when no form has such rows.
_EMPTY = {
    "content": "workbook := 0, \"table\" := '', reports := false, sheet := '', row := 0, elements := [''], \"values\" := [''], "
    "content := '', cells := ['']",
    "comparable_row": "workbook := 0, sheet := '', content_hash := 0::ubigint, largest_figure := 0::decimal(38, 6)",
    "addend": "workbook := 0, indicator := '', sheet := '', cell := '', value := 0::decimal(38, 6)",
    "explanation": "workbook := 0, code := '', cell := '', explanation := ''",
    "corrected_workbook": "workbook := 0",
}


def across_forms(forms: Iterable[Form]) -> Iterator[str]:
    """The statements that create these views."""
    known = list(forms)
    parts: dict[str, Callable[[Form], Iterable[str]]] = {
        "content": _contents,
        "comparable_row": _comparable_rows,
        "addend": _addends,
        "explanation": _explanations,
        "corrected_workbook": _corrected,
    }
    for view, selects in parts.items():
        nothing = f"select unnest({{{_EMPTY[view].replace(':=', ':')}}}) where false"
        of_versions = (
            of_version(select, form, version) for form in known for version in form.versions for select in selects(version)
        )
        selected = "\nunion all by name\n".join([nothing, *of_versions])
        yield f"create or replace view core.{view} as {selected}"


def of_version(select: str, form: Form, version: Form) -> str:
    """The rows of a select that are of the workbooks judged with a version of a form. If it has only one, all of them."""
    if form.earlier is None:
        return select
    first = list(form.versions)[-1]
    judged_with = f"coalesce(definition, {literal(first.adopted or '')}) = {literal(version.adopted or '')}"
    workbooks = f"select workbook from core.workbook where form = {literal(form.code)} and {judged_with}"
    return f"select * from ({select}) where workbook in ({workbooks})"


def _contents(form: Form) -> Iterator[str]:
    """One row per row of a workbook's table: its elements, their values as text, and their cells."""
    for table in form.all_tables.values():
        reports = table.reports and table is not form.cover
        names = list(loaded_elements(table))
        values = ", ".join(f"{_value(form, table, name)}::varchar" for name in names)
        cells = ", ".join(_cell(form, table, name) for name in names)
        yield (
            f'select reported.workbook, {literal(table.code)} as "table", {reports} as reports, '
            f'reported.sheet, reported."row", {[*names]} as elements, [{values}] as "values", '
            f"[{values}]::varchar as content, [{cells}] as cells {_located(form, table)}"
        )


def _comparable_rows(form: Form) -> Iterator[str]:
    """One row per reported row that says something: rows of different returns are compared by a hash of their values.

    A row of codes and zeros says nothing. The years of dates are left out: a return of last year that was sent again as this
    year's has other years, or it would have been rejected. A row with neither a date nor a text has its largest figure, because
    rows of codes and small figures are alike by chance.
    """
    for table in form.all_tables.values():
        if table.reports and table is not form.cover:
            kinds = {_value(form, table, name): element.kind for name, element in loaded_elements(table).items()}
            figures = [value for value, kind in kinds.items() if kind.is_figure]
            texts = [value for value, kind in kinds.items() if kind.is_free_text]
            dates = [value for value, kind in kinds.items() if kind.sql_type == "date"]
            compared = [f"(100 * month({value}) + day({value}))" if value in dates else value for value in kinds]
            telling = [*(f"{text} is not null" for text in texts), *(f"{figure} > 0" for figure in figures)]
            named = " or ".join(f"{value} is not null" for value in (*texts, *dates)) or "false"
            largest = f"greatest({', '.join(figures)})::decimal(38, 6)" if figures else "null"
            yield (
                f"select reported.workbook, reported.sheet, hash({', '.join([literal(row_table(form, table)), *compared])}) "
                f"as content_hash, case when not ({named}) then {largest} end as largest_figure "
                f"{_rows(form, table)} where {' or '.join(telling) or 'true'}"
            )


def _addends(form: Form) -> Iterator[str]:
    """One row per cell that adds to an indicator."""
    yield from _survey_addends(form)
    for table in form.tables:
        yield from _printed_addends(form, table)
    for table in form.all_tables.values():
        indicators = [
            indicator for indicator in form.own_indicators if indicator.table == table.code and indicator.aggregation != "ratio"
        ]
        if indicators:
            parts = ", ".join(_addend(form, table, indicator) for indicator in indicators)
            yield (
                "select workbook, added.indicator, sheet, added.cell, added.value::decimal(38, 6) as value from ("
                f"select reported.workbook, reported.sheet, unnest([{parts}]) as added "
                f"{_located(form, table)}) where added.value is not null"
            )


def _survey_addends(form: Form) -> Iterator[str]:
    """The same for the answers of a survey: each adds to one of many indicators, which is looked up."""
    if form.survey:
        survey = form.survey
        table = form.all_tables[survey.table]
        question, answer, value = (_value(form, table, name) for name in (survey.question, survey.answer, survey.respondents))
        yield (
            f"select reported.workbook, known.indicator, reported.sheet, {_cell(form, table, survey.respondents)} as cell, "
            f"{value}::decimal(38, 6) as value {_located(form, table)} join core.survey_answer known "
            f"on known.form = {literal(form.code)} and known.question = {question} and known.answer = {answer} "
            f"where {value} is not null"
        )


def _printed_addends(form: Form, table: Table) -> Iterator[str]:
    """The same for the cells of a fixed table: each is an indicator of its own."""
    by_element: dict[str, list[str]] = {}
    for indicator in cell_indicators(table):
        ((line, (row,)),) = indicator.where.items()
        assert indicator.element
        by_element.setdefault(indicator.element, []).append(f"({literal(row)}, {literal(indicator.code)})")
    for name, known in by_element.items():
        value = _value(form, table, name)
        yield (
            f"select reported.workbook, known.indicator, reported.sheet, {_cell(form, table, name)} as cell, "
            f"{value}::decimal(38, 6) as value {_located(form, table)} "
            f"join (values {', '.join(known)}) as known(line, indicator) "
            f"on known.line = {_value(form, table, line)} where {value} is not null"
        )


def _addend(form: Form, table: Table, indicator: Indicator) -> str:
    element = indicator.element or next(iter(loaded_elements(table)))
    value = _value(form, table, indicator.element) if indicator.element else "1"
    chosen = " and ".join(
        f"{_value(form, table, name)} in ({', '.join(map(literal, values))})" for name, values in indicator.where.items()
    )
    counted = f"case when {chosen} then {value} end" if chosen else value
    return f"{{indicator: {literal(indicator.code)}, cell: {_cell(form, table, element)}, value: {counted}}}"


def _value(form: Form, table: Table, element: str) -> str:
    """An element's value in a row. It is qualified, because an element may have the name of another column in these views."""
    return f"reported.{quoted(columns(form, table)[element])}"


def _cell(form: Form, table: Table, element: str) -> str:
    """The address of an element's value: for tables the column's letters and the row, on the cover the whole address."""
    place = f"located.{quoted(element)}"
    return place if table is form.cover else f'{place} || reported."row"'


def _rows(form: Form, table: Table) -> str:
    return f"from core.{quoted(row_table(form, table))} reported"


def _located(form: Form, table: Table) -> str:
    """The rows of a table joined with the places of its elements in their workbook.

    Each place is taken from the map once a workbook, not once a row.
    """
    places = ", ".join(f"places[{literal(name)}] as {quoted(name)}" for name in loaded_elements(table))
    return (
        f'{_rows(form, table)} left join (select workbook as of_workbook, {places} from core.layout where "table" = '
        f"{literal(table.code)}) located on located.of_workbook = reported.workbook"
    )


def _explanations(form: Form) -> Iterator[str]:
    """One row per explanation on a workbook's own sheet of explanations."""
    if form.explanations:
        declared = form.explanations
        table = form.all_tables[declared.table]
        code, cell, text = (_value(form, table, name) for name in (declared.code, declared.cell, declared.text))
        yield f"select reported.workbook, {code} as code, {cell} as cell, {text} as explanation {_rows(form, table)}"


def _corrected(form: Form) -> Iterator[str]:
    """One row per workbook whose cover says that it corrects an earlier return."""
    if form.correction:
        values = ", ".join(map(literal, form.correction.values))
        correction_mark = _value(form, form.cover, form.correction.element)
        yield f"select reported.workbook {_rows(form, form.cover)} where {correction_mark} in ({values})"
