"""duckdb's files: what lies beside one, and what duckdb says of one that it can't open."""

from pathlib import Path


def wal_of(database: Path) -> Path:
    """The file beside a database that holds what was written to it and isn't part of it yet."""
    return database.with_name(f"{database.name}.wal")


def first_line(error: Exception) -> str:
    """The first line of what duckdb says; the others are advice to programmers."""
    return str(error).partition("\n")[0]
