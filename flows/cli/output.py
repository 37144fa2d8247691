"""Writing answers: JSON to stdout alone, tables for people, plain columns when piped."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from unicodedata import category

import typer

from schemas.basics.text import Language, write


class Advance(Protocol):
    """Tells a progress bar how much more is done."""

    def __call__(self, count: int, /) -> None:
        """So many more."""


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]], language: Language | None) -> None:
    """A table: with lines on a terminal, plain columns when piped. Numbers stand right, without a language as SQL has them."""
    written = [
        ["" if value is None else _harmless(write(value, language) if language else str(value)) for value in row]
        for row in rows
    ]
    numbers = [bool(rows) and all(isinstance(row[at], int | float | None) for row in rows) for at in range(len(headings))]
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
    """A line on stdout. What a clerk typed may hold characters that command a terminal or turn its text: they are shown."""
    print(_harmless(text))


def _harmless(text: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cf") else char for char in text)


def note(text: str) -> None:
    """A remark on stderr, so that stdout holds the answer alone."""
    sys.stderr.write(_harmless(text) + "\n")


@contextmanager
def done_where_nobody_reads() -> Iterator[None]:
    """End well where whoever read stdout has seen enough, as `head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written must go somewhere when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """A progress bar on stderr, on a terminal and for many files only."""
    if total < 20 or not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)
