"""duckdb's files: the file beside one, and what duckdb says if it can't open one."""

from pathlib import Path


def wal_of(database: Path) -> Path:
    """The file beside a database with changes that are not in the database file yet."""
    return database.with_name(f"{database.name}.wal")


def first_line(error: Exception) -> str:
    """The first line of duckdb's message. The others are advice for programmers."""
    return str(error).partition("\n")[0]
