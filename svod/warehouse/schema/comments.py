"""The comments that the catalogue shows for relations and columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources

from svod.warehouse.schema.form_tables import literal, quoted

UNCOMMENTED = """
    select schema_name, table_name, 'table', null from duckdb_tables() where not internal and comment is null
    union all
    select schema_name, view_name, 'view', null from duckdb_views() where not internal and comment is null
    union all
    select schema_name, table_name, 'column', column_name
    from duckdb_columns()
    where not internal and comment is null and database_name = current_database()
    order by all
"""
"""The relations and columns without a comment, as schema, relation, kind (table, view or column) and column."""

_MACRO = "macro table"


def published_comments(zone: str) -> Iterator[str]:
    """The statements that comment the published relations and their columns. `zone` is that of local days."""
    yield from (_published(row, zone) for row in _rows("comments.csv") if row["kind"] != _MACRO)


def macro_comments(zone: str) -> Iterator[str]:
    """The statements that comment the published macros, which the pipeline's own file has too."""
    yield from (_published(row, zone) for row in _rows("comments.csv") if row["kind"] == _MACRO)


def _published(row: Mapping[str, str], zone: str) -> str:
    comment = row["comment"].replace("{zone}", zone)
    return _comment(row["kind"], row["schema"], row["relation"], row["column"], comment)


def inner_comments(uncommented: Iterable[tuple[str, str, str, str | None]]) -> Iterator[str]:
    """The statements that comment inner relations and columns, for the rows that UNCOMMENTED selects.

    Columns of inner relations are commented by name alone: a name means the same in all of them.
    """
    comments = {(row["relation"], row["column"]): row["comment"] for row in _rows("inner_comments.csv")}
    for schema, relation, kind, column in uncommented:
        comment = comments.get(("", column) if column else (f"{schema}.{relation}", ""))
        if comment:
            yield _comment(kind, schema, relation, column, comment)


def _comment(kind: str, schema: str, relation: str, column: str | None, comment: str) -> str:
    what = f"{kind} {schema}.{quoted(relation)}" + (f".{quoted(column)}" if column else "")
    return f"comment on {what} is {literal(comment)}"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with resources.files("svod.warehouse").joinpath("sql", name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)
