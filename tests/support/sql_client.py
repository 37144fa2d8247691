"""An analyst's program on another machine: duckdb with its Quack client, and one that keeps querying while returns come in."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from svod.warehouse.sql_server import extension_file
from tests.support.publications import FIGURES

TOKEN = "a secret of the tests"

Ask = Callable[[str], list[tuple[Any, ...]]]


def client() -> duckdb.DuckDBPyConnection:
    """A duckdb that can query a Quack server."""
    connection = duckdb.connect()
    for name in ("httpfs", "quack"):
        connection.execute(f"load '{extension_file(name)}'")
    return connection


def asker(address: str, token: str = TOKEN) -> Ask:
    """A function that sends a query to the server."""
    connection = client()

    def ask(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute("from quack_query(?, ?, token => ?)", [f"quack:{address}", sql, token]).fetchall()

    return ask


def keep_asking(ask: Ask, until: Path) -> None:
    """Print the first answer at once. Go on querying until a file exists, then print all answers."""
    answers = ask(FIGURES)
    print(json.dumps(answers, default=int), flush=True)
    while not until.exists():
        answers.append(ask(FIGURES)[0])
        time.sleep(0.05)
    print(json.dumps(answers, default=int))


if __name__ == "__main__":
    keep_asking(asker(sys.argv[1]), Path(sys.argv[2]))
