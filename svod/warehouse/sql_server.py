"""A read-only SQL server over the snapshot, for several analysts on their own machines. It follows each publication."""

import socket
from collections.abc import Sequence
from contextlib import suppress
from importlib import resources
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from schemas.basics.exceptions import NoServer, WrongSetting
from schemas.basics.texts import Texts
from svod.warehouse.reader import nothing_published
from svod.warehouse.schema.form_tables import literal

TEXTS = Texts(__package__)

_EXTENSIONS = ("httpfs", "quack")
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",
}
# duckdb's own parser judges what a client may send: one statement that only selects, and only from these functions. A pattern
# over the text would miss EXPLAIN ANALYZE, WITH, or a SELECT that calls a function such as read_csv.
_MAY_SELECT_FROM = (
    "duckdb_columns",
    "duckdb_constraints",
    "duckdb_databases",
    "duckdb_functions",
    "duckdb_schemas",
    "duckdb_tables",
    "duckdb_types",
    "duckdb_views",
    "generate_series",
    "range",
    "total_as_of",
    "unnest",
)
_ONLY_READS = f"""
    create macro main.only_reads(session, query) as (
        with parsed as (select json_serialize_sql(query::varchar)::json as tree)
        select
            not (tree ->> 'error')::boolean
            and json_array_length(tree -> 'statements') = 1
            and list_has_all({list(_MAY_SELECT_FROM)}, json_extract_string(tree, '$..function.function_name'))
        from parsed
    )
"""
# Analysts write svod.regional_total. In the snapshot's own file that relation is main.regional_total.
_TABLES = """
    select format('{}."{}"', own, table_name), format('{}."{}"', schema_name, table_name)
    from duckdb_tables(), unnest(if(schema_name = 'main', ['main', 'svod'], [schema_name])) owner(own)
    where database_name = ?
    order by all
"""
_COMMENTS = """
    with commented(schema, relation, "column", comment) as (
        select schema_name, table_name, null, comment from duckdb_tables() where database_name = $1
        union all
        select schema_name, view_name, null, comment from duckdb_views() where database_name = $1
        union all
        select schema_name, table_name, column_name, comment from duckdb_columns() where database_name = $1
    )
    select
        format(
            'comment on {} {}."{}"{} is {}',
            if("column" is null, 'view', 'column'), own, relation, ifnull(format('."{}"', "column"), ''),
            concat('''', replace(comment, '''', ''''''), '''')
        )
    from commented, unnest(if(schema = 'main', ['main', 'svod'], [schema])) owner(own)
    where comment is not null
    order by all
"""
_DEFINITIONS = """
    select regexp_replace(sql, '^CREATE VIEW', 'create or replace view')
    from duckdb_views()
    where database_name = $1 and not internal
    union all
    select format('create or replace view svod."{0}" as from main."{0}"', view_name)
    from duckdb_views()
    where database_name = $1 and not internal and schema_name = 'main'
    union all
    select
        format(
            'create or replace macro "{}"."{}"({}) as {} {}',
            own, function_name, array_to_string(parameters, ', '), if(function_type = 'table_macro', 'table', ''),
            macro_definition
        )
    from duckdb_functions(), unnest(if(schema_name = 'main', ['main', 'svod'], [schema_name])) owner(own)
    where database_name = $1 and not internal
    order by all
"""


class SqlServer:
    """An SQL server over the published snapshot. Clients can reach neither files nor the network, and can't change anything."""

    def __init__(self, snapshot: Path, zone: str) -> None:
        self._snapshot = snapshot.resolve()
        self._state: tuple[int, int] | None = None
        self._attached: list[str] = []
        self._numbers = count(1)
        self._fingerprint: str | None = None
        self._tables: list[tuple[str, str]] = []
        self._comments: list[str] = []
        self._connection = duckdb.connect(config=_CONFIG)
        self._connection.execute("create schema svod")
        self._connection.execute(f"set global TimeZone = {literal(zone)}")

    def start(self, address: str, token: str) -> None:
        """Serve at HOST:PORT to clients that know the token."""
        if not self._snapshot.exists():
            raise nothing_published()
        for name in _EXTENSIONS:
            self._connection.execute(f"load {literal(extension_file(name))}")
        self._serve_published()
        self._connection.execute(_ONLY_READS)
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set quack_authorization_function = 'only_reads'")
        _refuse_taken(address)
        serve = f"call quack_serve({literal(f'quack:{address}')}, token => {literal(token)}, allow_other_hostname => true)"
        self._connection.execute(serve)
        self._connection.execute("set lock_configuration = true")

    def follow(self) -> None:
        """Serve the current publication. If it can't be read, keep serving the previous one."""
        with suppress(OSError, duckdb.Error):
            self._serve_published()

    def _serve_published(self) -> None:
        """Switch to the current publication in one transaction, so each query sees either the old one or the new one."""
        status = self._snapshot.stat()
        state = status.st_ino, status.st_mtime_ns
        if state == self._state:
            return
        name = f"published_{next(self._numbers)}"
        self._connection.execute(f"attach {literal(str(self._snapshot))} as {name} (read_only)")
        self._connection.begin()
        try:
            self._point_to(name)
            self._connection.commit()
        except duckdb.Error:
            self._connection.rollback()
            self._connection.execute(f"detach {name}")
            raise
        self._state = state
        self._attached.append(name)
        # A query that is being prepared may still refer to the previous publication.
        for old in self._attached[:-2]:
            self._connection.execute(f"detach {old}")
        del self._attached[:-2]

    def _point_to(self, name: str) -> None:
        """Point the views to a publication's tables. Its views and macros are defined anew only if they changed."""
        ((fingerprint,),) = self._rows(f"select fingerprint from {name}.core.reference_state")
        if fingerprint != self._fingerprint:
            self._tables = self._rows(_TABLES, name)
            for (schema,) in self._rows("select schema_name from duckdb_schemas() where database_name = ?", name):
                self._connection.execute(f"create schema if not exists {schema}")
        self._connection.execute(
            ";".join(f"create or replace view {own} as from {name}.{table}" for own, table in self._tables)
        )
        if fingerprint != self._fingerprint:
            self._define([definition for (definition,) in self._rows(_DEFINITIONS, name)])
            self._comments = [comment for (comment,) in self._rows(_COMMENTS, name)]
            self._fingerprint = fingerprint
        self._connection.execute(";".join(self._comments))

    def _define(self, definitions: Sequence[str]) -> None:
        """Run definitions in any order: those that failed because they use a later one are repeated at the end."""
        failed: list[str] = []
        for definition in definitions:
            try:
                self._connection.execute(definition)
            except duckdb.CatalogException:
                failed.append(definition)
        if len(failed) == len(definitions):
            self._connection.execute(failed[0])
        if failed:
            self._define(failed)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, list(values)).fetchall()


def extension_file(name: str) -> str:
    """The path of an extension's file in its Python package, so that nothing is downloaded."""
    try:
        folder = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        raise NoServer(TEXTS["not_installed"]) from None
    return str(folder.joinpath("extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension"))


def _refuse_taken(address: str) -> None:
    """Raise WrongSetting if the port is taken: the server itself would share it with another program without a word."""
    host, _, port = address.rpartition(":")
    try:
        # A port above 65535, such as 99999, would leave the socket of create_server open.
        number = range(1 << 16).index(int(port))
        with socket.create_server((host.strip("[]"), number), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, ValueError, OverflowError) as error:
        raise WrongSetting(TEXTS.fill("address_taken", address=address)) from error
