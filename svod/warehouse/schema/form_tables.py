"""The tables that follow from a form's declaration: their names, columns and comments."""

from collections.abc import Iterable, Iterator
from typing import Literal

from schemas.basics.text import Text
from schemas.declaration.element import DataElement, Kind
from schemas.declaration.form import Form, Table

NOW = "'infinity'::timestamptz, null, null"
"""The arguments of a relation's macro for what is known now, of every form and period."""

SqlType = Literal["bigint", "date", "varchar", "boolean"]

_SQL_TYPES: dict[Kind, SqlType] = {
    "count": "bigint",
    "date": "date",
    "text": "varchar",
    "code": "varchar",
    "truth": "boolean",
    "unit": "varchar",
}
_WHERE = {
    "unit": Text("есеп тапсырған бірліктің коды", "код сдавшего отчёт", "code of the unit that reported"),
    "period": Text("есепті кезең", "отчётный период", "period reported on"),
    "revision": Text("есептің нұсқасы", "редакция отчёта", "revision of the return"),
    "sheet": Text("парақ", "лист", "sheet of the workbook"),
    "row": Text("парақтағы жол", "строка листа", "row of the sheet"),
}


def row_table(form: Form, table: Table) -> str:
    """The name of the table that holds the rows of every accepted workbook."""
    return f"{form.code}_{table.code}"


def loaded_elements(table: Table) -> dict[str, DataElement]:
    """The elements that go into the warehouse: personal data stays in the workbook as received."""
    return {name: element for name, element in table.elements.items() if not element.element.personal}


def column_types(table: Table) -> dict[str, SqlType]:
    """The columns of the row table, by name."""
    columns: dict[str, SqlType] = {"workbook": "bigint", "sheet": "varchar", "row": "bigint"}
    return columns | {name: _SQL_TYPES[element.kind] for name, element in loaded_elements(table).items()}


def row_tables(forms: Iterable[Form]) -> Iterator[str]:
    """The statements that make the tables of every form's rows, where they or some of their columns aren't there yet."""
    for form in forms:
        for table in form.all_tables.values():
            yield from _row_table(form, table)


def form_views(form: Form) -> Iterator[str]:
    """The statements that make a form's published views and say what they hold."""
    yield f"create schema if not exists {form.code}"
    for table in form.all_tables.values():
        yield from _view(form, table, f"{form.code}.{table.code}", "is_current")
        yield from _view(form, table, f"history.{row_table(form, table)}", "is_change or is_withdrawn or is_after_closing")


def _row_table(form: Form, table: Table) -> Iterator[str]:
    name = f"core.{row_table(form, table)}"
    types = column_types(table)
    yield f"create table if not exists {name} ({', '.join(f'{quoted(col)} {kind}' for col, kind in types.items())})"
    for column, kind in types.items():
        yield f"alter table {name} add column if not exists {quoted(column)} {kind}"


def _view(form: Form, table: Table, view: str, chosen: str) -> Iterator[str]:
    elements = loaded_elements(table)
    # A cover's unit and period are those of the return itself.
    own = {"unit", "period", "revision"}
    columns = ", ".join(quoted(name) for name in ("sheet", "row", *(name for name in elements if name not in own)))
    yield (
        f"create or replace view {view} as select w.unit, w.period, w.revision, {columns} "
        f"from core.{row_table(form, table)} join core.judged_submission({NOW}) w using (workbook) "
        f"where {chosen}"
    )
    yield f"comment on view {view} is {literal(_joined(table.grain))}"
    meanings = {name: element.element.meaning or element.labels for name, element in elements.items()} | _WHERE
    for name, meaning in meanings.items():
        yield f"comment on column {view}.{quoted(name)} is {literal(_joined(meaning))}"


def _joined(text: Text) -> str:
    return " | ".join(text.all)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal, for comments: they take no parameters."""
    return "'" + text.replace("'", "''") + "'"
