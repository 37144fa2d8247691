"""Read the files of a warehouse without changing them: what they contain, and whether they are damaged."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.records.decision import Decision
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.warehouse.assertions import BrokenAssertion, broken_assertions
from svod.warehouse.database_file import first_line
from svod.warehouse.schema.form_tables import literal, quoted
from svod.warehouse.watermark import LOADED_STATE, ledger_mark, loaded_entries

_TABLES = "select schema_name, table_name from duckdb_tables() where not internal order by all"
# duckdb would look for a table that an earlier version's file lacks among the variables of this program.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"python_enable_replacements": False}
_COMPARED = ("submission", "indicator_value", "regional_total", "survey_share", "issue", "unplaced_return")
"""Relations that are tables in the snapshot, and follow from what is loaded."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """The contents of a file of the warehouse, or duckdb's message if it can't be read.

    `mark` is None if an earlier version made it.
    """

    damage: str | None = None
    mark: LedgerMark | None = None
    entries: list[Receipt | Decision] | None = None


def inspect(path: Path) -> Inspected:
    """Read every block of a file. duckdb checks their checksums."""
    try:
        with duckdb.connect(str(path), read_only=True, config=_CONFIG) as connection:
            for schema, table in connection.execute(_TABLES).fetchall():
                connection.execute(f"select bit_xor(hash(found)) from {schema}.{quoted(table)} found").fetchall()
            try:
                return Inspected(mark=ledger_mark(connection), entries=loaded_entries(connection))
            except duckdb.CatalogException:
                return Inspected()
    except duckdb.Error as error:
        return Inspected(damage=first_line(error))


def is_made_of(snapshot: Path, work: Path) -> bool:
    """True if the snapshot was made from the pipeline's own file in its present state."""
    with duckdb.connect(str(work), read_only=True) as loaded, duckdb.connect(str(snapshot), read_only=True) as published:
        return loaded.execute(LOADED_STATE).fetchall() == published.execute(LOADED_STATE).fetchall()


def differing(snapshot: Path, work: Path) -> list[str]:
    """The published relations that differ from what the pipeline's own file gives."""
    with duckdb.connect(str(work), read_only=True) as connection:
        connection.execute(f"attach {literal(str(snapshot))} as published (read_only)")
        return [name for name in _COMPARED if _differs(connection, name)]


def broken(snapshot: Path) -> list[BrokenAssertion]:
    """The assertions that don't hold of a snapshot."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        return broken_assertions(connection)


def _differs(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    published, follows = f"from published.main.{name}", f"from as_of.{name}('infinity'::timestamptz, null, null)"
    asked = f"select exists (({published}) except all ({follows})) or exists (({follows}) except all ({published}))"
    ((differs,),) = connection.execute(asked).fetchall()
    return bool(differs)
