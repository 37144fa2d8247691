"""Compares two warehouse files relation by relation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from schemas.basics.exact import Number
from svod.warehouse.schema.form_tables import literal, quoted

_TABLES = """
    -- the wording of messages depends on the version of svod that found the issue
    select
        table_name,
        string_agg('"' || column_name || '"', ', ' order by column_name) filter (where not starts_with(column_name, 'message_'))
    from duckdb_columns() join duckdb_tables() using (database_name, schema_name, table_name)
    where database_name = 'present' and schema_name = 'core'
        and table_name not in ('migration', 'macro', 'reference_state', 'identity', 'ledger_mark')
    group by table_name
    order by table_name
"""
_CLOSED = """
    select form, period, details
    from core.decision semi join core.closing('infinity'::timestamptz) using (form, period)
    where kind = 'closed' qualify row_number() over (partition by form, period order by event desc) = 1
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A relation, and how many rows only one of the two files has."""

    relation: str
    only_present: int
    only_made: int


def differences(present: Path, made: Path) -> list[Difference]:
    """The tables that differ, and the closed periods whose totals differ from those recorded at closing."""
    with duckdb.connect(config={"storage_compatibility_version": "v1.5.0"}) as connection:
        connection.execute(f"attach '{_quoted(present)}' as present (read_only)")
        connection.execute(f"attach '{_quoted(made)}' as made (read_only)")
        compared = [
            Difference(
                table,
                _only(connection, f"present.core.{quoted(table)}", f"made.core.{quoted(table)}", columns),
                _only(connection, f"made.core.{quoted(table)}", f"present.core.{quoted(table)}", columns),
            )
            for table, columns in connection.execute(_TABLES).fetchall()
        ]
    return [difference for difference in compared if difference.only_present or difference.only_made] + closed_otherwise(made)


def _only(connection: duckdb.DuckDBPyConnection, here: str, there: str, columns: str) -> int:
    counted = f"select count(*) from (select {columns} from {here} except all select {columns} from {there})"
    row = connection.execute(counted).fetchone()
    assert row is not None
    return int(row[0])


def closed_otherwise(made: Path) -> list[Difference]:
    """The closed periods whose totals are not those recorded at closing."""
    differences = []
    with duckdb.connect(str(made), read_only=True) as connection:
        for form, period, details in connection.execute(_CLOSED).fetchall():
            totals = f"as_of.regional_total('infinity'::timestamptz, {literal(form)}, {literal(period)})"
            now = connection.execute(f"select region, indicator, value from {totals}").fetchall()
            changed_count = sum(then != value for then, value in _then_and_now(json.loads(details, parse_float=Decimal), now))
            if changed_count:
                differences.append(Difference(f"closed {form} {period}", changed_count, changed_count))
    return differences


def _then_and_now(
    recorded: Mapping[str, Any], now: Sequence[tuple[str, str, Number | None]]
) -> Iterator[tuple[Number | None, Number | None]]:
    """Each total as recorded at closing and as it is now.

    A closing recorded before there were several regions names none: its totals belong to the only region that has figures.
    One recorded before there were levels doesn't name those above the regions.
    """
    if "regions" in recorded:
        for region, indicator, value in now:
            if region in recorded["regions"]:
                yield recorded["regions"][region]["totals"].get(indicator), value
        return
    known: dict[str, Number | None] = {}
    for _, indicator, value in now:
        known[indicator] = value if known.get(indicator) is None else known[indicator]
    for indicator, value in known.items():
        yield recorded["totals"].get(indicator), value


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
