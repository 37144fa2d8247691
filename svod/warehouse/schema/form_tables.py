"""The tables and views of a form, derived from its declaration: names, columns, comments."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table

TEXTS = Texts(__package__)

_WHERE = TEXTS.group("where")
"""The columns that say where a row was reported, with their meanings."""


def row_table(form: Form, table: Table) -> str:
    """The name of the table with a form table's rows from all accepted workbooks."""
    return f"{form.code}_{table.code}"


def loaded_elements(table: Table) -> dict[str, DataElement]:
    """The elements that are loaded: personal data stays in the workbook."""
    return {name: element for name, element in table.elements.items() if not element.is_personal}


def columns(form: Form, table: Table) -> dict[str, str]:
    """The column of each loaded element, by the element's name.

    A column has the element's name, unless svod's own column has it: the element `sheet` has the column `sheet_`, the element
    `sheet_` the column `sheet__`. The unit on the cover is the return's own unit.
    """
    return {name: name if table is form.cover and name == form.unit_element else _free(name) for name in loaded_elements(table)}


def column_types(form: Form, table: Table) -> dict[str, str]:
    """The SQL types of the row table's columns, by name."""
    types: dict[str, str] = {"workbook": "bigint", "sheet": "varchar", "row": "bigint"}
    elements = loaded_elements(table)
    return types | {column: elements[name].kind.sql_type for name, column in columns(form, table).items()}


def row_tables(forms: Iterable[Form]) -> Iterator[str]:
    """The statements that create each form's row tables, or add the columns that are missing.

    The rows of all versions of a form are in one table, the columns of earlier versions first.
    """
    for form in forms:
        for version in reversed(list(form.versions)):
            for table in version.all_tables.values():
                yield from _row_table(version, table)


def form_views(form: Form) -> Iterator[str]:
    """The statements that create a form's published views with their comments. They have the columns of all versions."""
    schema = quoted(form.code)
    yield f"create schema if not exists {schema}"
    for code in dict.fromkeys(code for version in form.versions for code in version.all_tables):
        versions = [(version, version.all_tables[code]) for version in form.versions if code in version.all_tables]
        history = f"history.{quoted(row_table(*versions[0]))}"
        yield from _view(versions, f"{schema}.{quoted(code)}", "w.is_current")
        yield from _view(versions, history, "w.is_change or w.is_withdrawn or w.is_after_closing")


def _row_table(form: Form, table: Table) -> Iterator[str]:
    name = f"core.{quoted(row_table(form, table))}"
    types = column_types(form, table)
    yield f"create table if not exists {name} ({', '.join(f'{quoted(col)} {kind}' for col, kind in types.items())})"
    for column, kind in types.items():
        yield f"alter table {name} add column if not exists {quoted(column)} {kind}"
    yield f"comment on table {name} is {literal(commented(table.grain))}"
    elements = loaded_elements(table)
    for element, column in columns(form, table).items():
        yield f"comment on column {name}.{quoted(column)} is {literal(commented(_meaning(elements[element], column)))}"


def _view(versions: Sequence[tuple[Form, Table]], view: str, chosen: str) -> Iterator[str]:
    """A view over a table as it is in the versions that have it, the latest first."""
    meanings: dict[str, Text] = {}
    for form, table in versions:
        elements = loaded_elements(table)
        for name, column in columns(form, table).items():
            if column not in _WHERE:
                meanings.setdefault(column, _meaning(elements[name], column))
    selected = ", ".join(f"reported.{quoted(column)}" for column in ("sheet", "row", *meanings))
    yield (
        f"create view {view} as select w.unit, w.period, w.revision, {selected} "
        f"from core.{quoted(row_table(*versions[0]))} reported "
        f"join now.judged_submission w on w.workbook = reported.workbook where {chosen}"
    )
    yield f"comment on view {view} is {literal(commented(versions[0][1].grain))}"
    for column, meaning in (*meanings.items(), *_WHERE.items()):
        yield f"comment on column {view}.{quoted(column)} is {literal(commented(meaning))}"


def _free(name: str) -> str:
    plain = name.rstrip("_").lower()
    return f"{name}_" if plain == "workbook" or plain in _WHERE else name


def _meaning(element: DataElement, column: str) -> Text:
    meaning = element.element.meaning or element.labels
    if element.scale != 1 and element.measure:
        meaning = joined(meaning, element.measure, by=", ")
    return meaning if column == element.name else TEXTS.fill("renamed", meaning=meaning, name=element.name)


def commented(text: Text) -> str:
    """A text as comments have it, in every language."""
    return " | ".join(text.all)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal, for comments, which take no parameters."""
    return "'" + text.replace("'", "''") + "'"
