"""Gives a command's answer in the format asked for, on stdout or in a file. `svod totals -o totals.xlsx` writes a workbook."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import typer

from flows.cli.context import Context
from flows.cli.new_file import refuse_present, say_written
from flows.cli.options import AnswerFormat
from flows.cli.output import print_json
from flows.cli.table import print_rows
from schemas.basics.texts import Texts
from schemas.records.listing import Listing
from svod.files import replacing
from svod.pipeline.listing_formats import FORMATS

TEXTS = Texts(__package__)

_ENDINGS: Mapping[str, AnswerFormat] = {
    ".txt": "table",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".parquet": "parquet",
}
"""The formats that a file's name asks for by its ending."""

_NOT_FOR_TERMINALS = ("xlsx", "parquet")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The format in which an answer is wanted, and the file that it goes into, None for stdout."""

    format: AnswerFormat
    file: Path | None


def wanted(cli: Context, written_as: AnswerFormat | None, as_json: bool, file: Path | None, overwrite: bool) -> Wanted:
    """What the options ask for: `--format`, else the ending of the file's name. A file that is there stays, unless told to.

    Raises BadParameter if the ending is of no format, or there is no file for one that terminals don't show.
    """
    form: AnswerFormat | None = "json" if as_json else written_as
    if file is None:
        if form in _NOT_FOR_TERMINALS:
            raise typer.BadParameter(cli.say(TEXTS.fill("needs_a_file", format=form)))
        return Wanted(form or "table", None)
    form = form or _ENDINGS.get(file.suffix.lower())
    if form is None:
        endings = ", ".join(_ENDINGS)
        raise typer.BadParameter(cli.say(TEXTS.fill("unknown_ending", file=str(file), endings=endings)))
    if not overwrite:
        refuse_present(file)
    return Wanted(form, file)


def give(
    cli: Context,
    how: Wanted,
    listing: Callable[[], Listing],
    as_json: Callable[[], object],
    print_it: Callable[[], None],
    *,
    as_in_sql: bool = False,
) -> None:
    """Give an answer: as a listing in most formats, as JSON, or as the command prints it for people."""
    if how.format in FORMATS:
        with _binary(how.file) as file:
            FORMATS[how.format](listing(), cli.lang, file)
    else:
        with _text(how.file):
            if how.format == "json":
                print_json(as_json())
            elif how.format == "line":
                print_rows(cli, listing(), as_in_sql=as_in_sql)
            else:
                print_it()
    if how.file:
        say_written(cli, how.file)


@contextmanager
def _binary(file: Path | None) -> Iterator[BinaryIO]:
    """Bytes that go to stdout, or into a file that is replaced only by a whole answer."""
    if file is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    with replacing(file) as unfinished, unfinished.open("wb") as target:
        yield target


@contextmanager
def _text(file: Path | None) -> Iterator[None]:
    """Send what is printed into a file, which is replaced only by a whole answer."""
    if file is None:
        yield
        return
    with replacing(file) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as target, redirect_stdout(target):
        yield
