"""Queries that users write: one statement, answered with unique column names or refused with duckdb's own message."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import duckdb

from schemas.basics.exact import trimmed
from schemas.basics.exceptions import QueryRefused
from schemas.basics.near import nearest_name
from schemas.basics.text import joined
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS = Texts(__package__)

_NO_RELATION = re.compile(r'Table with name "?([\w.]+)"? does not exist')
_OF_DUCKDB = re.compile(r'Did you mean "[^"]*"\?\n')


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query and its columns, with unique names."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def answered(connection: duckdb.DuckDBPyConnection, sql: str, local: Callable[[datetime], datetime]) -> Answer:
    """Answer a query, moments in local time. Raises QueryRefused if it can't be answered."""
    with _refusals(connection):
        result = connection.execute(_one_statement(sql))
        return Answer(_distinct(column[0] for column in result.description or ()), exact_rows(result, local=local))


def exact_rows(
    result: duckdb.DuckDBPyConnection, most: int | None = None, local: Callable[[datetime], datetime] | None = None
) -> list[tuple[Any, ...]]:
    """The rows of a result, or the first `most`, with decimals as figures: 57 and 0.3 for 57.000000 and 0.300000.

    `local` turns moments into local time.
    """
    of_type: dict[str, Callable[[Any], Any]] = {"decimal": trimmed} | ({"timestamp with time zone": local} if local else {})
    types = [column[1].id for column in result.description or ()]
    turned = {place: of_type[name] for place, name in enumerate(types) if name in of_type}
    rows = result.fetchall() if most is None else result.fetchmany(most)
    if not turned:
        return rows
    return [
        tuple(turned[place](value) if place in turned and value is not None else value for place, value in enumerate(row))
        for row in rows
    ]


def answered_by_arrow(connection: duckdb.DuckDBPyConnection, sql: str) -> "pa.Table":
    """Answer a query with an Arrow table. Raises QueryRefused if it can't be answered."""
    with _refusals(connection):
        table = connection.execute(_one_statement(sql)).to_arrow_table()
        return table.rename_columns(_distinct(table.column_names))


def _one_statement(sql: str) -> duckdb.Statement:
    """The only statement in the SQL: duckdb would return just the last of several. Raises QueryRefused if there are several."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise QueryRefused(TEXTS.fill("one_statement", count=len(statements)))
    return statements[0]


@contextmanager
def _refusals(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Refuse with duckdb's own message; for an unknown relation, with the published one that it may mean."""
    try:
        yield
    except duckdb.Error as error:
        message, missing = str(error), _NO_RELATION.search(str(error))
        if missing is None:
            raise QueryRefused(TEXTS.fill("not_answered", error=message)) from error
        # Duckdb knows its own tables too, and takes them for likelier: "pragma_database_list" for "raids".
        told = TEXTS.fill("not_answered", error=_OF_DUCKDB.sub("", message))
        published = _published(connection)
        near = nearest_name(missing[1].rpartition(".")[2], published)
        more = (
            TEXTS.fill("near_relation", name=published[near])
            if near
            else TEXTS.fill("relations", names=sorted(published.values()))
        )
        raise QueryRefused(joined(told, more, by="\n")) from error


def _published(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The published relations as queries name them, by their names without a schema; those of earlier revisions left out."""
    rows = connection.execute(
        "select schema_name, name from (select schema_name, view_name as name from duckdb_views() where not internal "
        "union all select schema_name, table_name from duckdb_tables()) where schema_name not in ('core', 'now', 'history')"
    ).fetchall()
    return {name: f"{'svod' if schema == 'main' else schema}.{name}" for schema, name in rows}


def _distinct(names: Iterable[str]) -> list[str]:
    """Make repeated names unique as duckdb does in tables: total, total become total, total_1."""
    given = list(names)
    taken = set(given)
    unique: list[str] = []
    for name in given:
        free = (f"{name}_{number}" for number in count(1))
        unique.append(name if name not in unique else next(candidate for candidate in free if candidate not in taken))
        taken.add(unique[-1])
    return unique
