"""Writes answers to stdout, and remarks to stderr, as the terminal can show them."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any, Literal, Protocol
from unicodedata import category

import typer

from schemas.basics.exact import exact_json

Look = Literal["bold", "red", "yellow", "green"]
_LOOKS: Mapping[Look | None, int] = {"bold": 1, "red": 31, "yellow": 33, "green": 32}


@dataclass
class _Status:
    """What the last line of the terminal shows of the work that goes on."""

    text: str = ""


_STATUS = _Status()


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


def columns_of_terminal() -> int | None:
    """How many characters a line of the terminal has. None if stdout isn't one, and lines may have any length."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def styled(text: str, look: Look | None) -> str:
    """A text with its look, if stdout is a terminal that shows it. NO_COLOR takes colours away."""
    shows = look and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not shows or (look != "bold" and os.environ.get("NO_COLOR")):
        return text
    return f"\x1b[{_LOOKS[look]}m{text}\x1b[0m"


def print_line(text: str, look: Look | None = None) -> None:
    """Print a line. Control characters that a clerk typed could command the terminal, so they are replaced by �."""
    print(styled(harmless(text), look))


def print_sentence(text: str, indent: str = "", look: Look | None = None) -> None:
    """Print a line that may be long: on a terminal it goes on below, behind the indent, and no word is cut."""
    width = columns_of_terminal()
    if width is None:
        print_line(indent + text, look)
        return
    further = f"{indent}    "
    for line in wrap(harmless(text), max(width, 20), initial_indent=indent, subsequent_indent=further, break_on_hyphens=False):
        print_line(line, look)


def harmless(text: str) -> str:
    """A text without characters that command a terminal."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cf") else char for char in text)


def note(text: str) -> None:
    """Write a remark to stderr: stdout has only the answer."""
    show_status("")
    sys.stderr.write(harmless(text) + "\n")


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
def working(text: str) -> Iterator[None]:
    """Show on the last line of the terminal what is being done, until it is done."""
    show_status(f"{text}…")
    try:
        yield
    finally:
        show_status("")


def show_status(text: str) -> None:
    """Show a line on stderr that the next one replaces, if it is a terminal that can do so."""
    if text != _STATUS.text and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        _STATUS.text = text
        sys.stderr.write(f"\r\x1b[K{harmless(text)[: get_terminal_size().columns - 1]}")
        sys.stderr.flush()


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show on stderr, if that is a terminal, that work goes on: a bar if there are 20 files or more."""
    if total < 20 or not sys.stderr.isatty():
        with working(label):
            yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)
