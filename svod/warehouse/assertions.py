"""What must hold of every snapshot before it is published: selects of the rows that break it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.basics.exceptions import DataDamaged
from schemas.basics.texts import Texts
from svod.warehouse.schema.statements import assertions, meaning
from svod.warehouse.user_query import exact_rows

TEXTS = Texts(__package__)

_ROWS = 3
"""How many rows that break an assertion are shown."""


@dataclass(frozen=True, slots=True)
class BrokenAssertion:
    """An assertion that doesn't hold: its name, what should hold, and the first rows that break it."""

    name: str
    meaning: str
    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]

    @property
    def first_rows(self) -> str:
        """The rows in one line: `unit=akzhar, period=2026; unit=esil, period=2026`."""
        return "; ".join(
            ", ".join(f"{column}={value}" for column, value in zip(self.columns, row, strict=True)) for row in self.rows
        )


def broken_assertions(connection: duckdb.DuckDBPyConnection) -> list[BrokenAssertion]:
    """The assertions that don't hold of a snapshot."""
    broken = []
    for name, select in assertions().items():
        result = connection.execute(select)
        columns = [column[0] for column in result.description or ()]
        rows = exact_rows(result, _ROWS)
        if rows:
            broken.append(BrokenAssertion(name, meaning(select), columns, rows))
    return broken


def stop_if_broken(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise DataDamaged if an assertion doesn't hold of a snapshot."""
    broken = broken_assertions(connection)
    if broken:
        names = ", ".join(assertion.name for assertion in broken)
        raise DataDamaged(TEXTS.fill("broken", names=names, first=broken[0].name, rows=broken[0].first_rows))
