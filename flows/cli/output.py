"""Writes answers: JSON, tables for people, plain columns if piped. Only answers go to stdout."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from types import NoneType
from typing import Any, Protocol
from unicodedata import category

import typer

from schemas.basics.exact import exact_json
from schemas.basics.text import Language, write

_NUMBERS = (int, float, Decimal, NoneType)


class Advance(Protocol):
    """Moves a progress bar on."""

    def __call__(self, count: int, /) -> None:
        """Move on by a count."""


def print_json(value: Any) -> None:
    """Print one JSON document. If stdout can't hold every character, those beyond ASCII are escaped."""
    text = exact_json(value, indent=2, default=str)
    if not (sys.stdout.encoding or "").lower().startswith("utf"):
        text = "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)
    sys.stdout.write(f"{text}\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]], language: Language | None) -> None:
    """Print a table with lines, or plain columns if piped. Without a language, values are written as in SQL."""
    written = [
        ["" if value is None else _harmless(write(value, language) if language else str(value)) for value in row]
        for row in rows
    ]
    numbers = [bool(rows) and all(isinstance(row[column], _NUMBERS) for row in rows) for column in range(len(headings))]
    if sys.stdout.isatty():
        _print_on_terminal(headings, written, numbers)
    else:
        _print_columns([headings, *written], numbers)


def _print_columns(rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            text.rjust(width) if right else text.ljust(width) for text, width, right in zip(row, widths, numbers, strict=True)
        ]
        print("  ".join(cells).rstrip())


def _print_on_terminal(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, right in zip(headings, numbers, strict=True):
        table.add_column(heading, justify="right" if right else "left")
    for row in rows:
        table.add_row(*map(RichText, row))
    Console(highlight=False).print(table)


def print_line(text: str) -> None:
    """Print a line. Control characters that a clerk typed could command the terminal, so they are replaced by �."""
    print(_harmless(text))


def _harmless(text: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cf") else char for char in text)


def note(text: str) -> None:
    """Write a remark to stderr: stdout has only the answer."""
    sys.stderr.write(_harmless(text) + "\n")


@contextmanager
def done_where_nobody_reads() -> Iterator[None]:
    """End without an error if the reader of stdout stops reading, as `head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # stdout is flushed once more when the process ends, so it must lead somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show a progress bar on stderr, if that is a terminal and there are 20 files or more."""
    if total < 20 or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)
