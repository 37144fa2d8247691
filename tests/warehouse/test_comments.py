"""Each relation, column and macro of a warehouse has a comment."""

from pathlib import Path

import duckdb
import pytest

from svod.warehouse.schema.comments import UNCOMMENTED

MACROS = """
    select schema_name, function_name from duckdb_functions()
    where not internal and database_name = current_database() and comment is null
"""


@pytest.mark.parametrize("file", ["svod.duckdb", "work.duckdb"])
def test_nothing_is_without_its_comment(sample: Path, file: str) -> None:
    with duckdb.connect(str(sample / "data/warehouse" / file), read_only=True) as warehouse:
        assert warehouse.execute(UNCOMMENTED).fetchall() == []
        assert warehouse.execute(MACROS).fetchall() == []
