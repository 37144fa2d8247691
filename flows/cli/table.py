"""Prints a listing as a table that fits the terminal, or each of its rows as lines."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from types import NoneType
from typing import Any

from flows.cli.context import Context
from flows.cli.output import columns_of_terminal, harmless, print_line, print_sentence
from schemas.basics.clock import written
from schemas.basics.text import write
from schemas.basics.texts import Texts
from schemas.records.listing import Column, Listing, for_people
from svod.pipeline.listing_formats import as_sql

TEXTS = Texts(__package__)

_NUMBERS = (int, float, Decimal, NoneType)
_GAP = 2
_LONGEST_PART = 20
_PARTS = re.compile(r"(?<=[ /_])")
"""Where a long text is broken: "2026-06-12/Аккайынский_район.xlsx" after the slash and the underscore, not within the date."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column as it is printed: its heading, its cells as text, and whether they are numbers."""

    column: Column
    heading: str
    cells: Sequence[str]
    is_number: bool
    breaks: bool

    @property
    def natural(self) -> int:
        """The width in which nothing is broken."""
        return max(map(len, (self.heading, *self.cells)))

    @property
    def comfortable(self) -> int:
        """The width in which texts take about two lines, and numbers and moments one."""
        return max(self.least, -(-self.natural // 2)) if self.breaks else self.least

    @property
    def least(self) -> int:
        """The width in which only texts without spaces are broken within a word."""
        longest = max((len(part.rstrip()) for part in _PARTS.split(self.heading)), default=1)
        if not self.breaks:
            return max(longest, *map(len, self.cells), 1)
        parts = (len(part.rstrip()) for cell in self.cells for part in _PARTS.split(cell))
        return max(longest, min(max(parts, default=1), _LONGEST_PART))


def print_table(cli: Context, listing: Listing, *, as_in_sql: bool = False) -> None:
    """Print a listing as a table. `as_in_sql` leaves its values as SQL writes them: its author knows what they mean.

    On a terminal that is too narrow, texts are broken into two lines; where that isn't enough, columns are left out, and named
    below.
    """
    shown = _shown(cli, listing, as_in_sql=as_in_sql)
    width = columns_of_terminal()
    if width is None:
        _print(shown, [one.natural for one in shown])
        return
    kept = _kept(shown, width)
    _print(kept, _widths(kept, width), ruled=True)
    if hidden := [one.heading for one in shown if one not in kept]:
        print_sentence(cli.say(TEXTS.fill("columns_hidden", count=len(hidden), names=hidden)))


def print_rows(cli: Context, listing: Listing, *, as_in_sql: bool = False) -> None:
    """Print each row as lines: a heading and its value."""
    shown = _shown(cli, listing, as_in_sql=as_in_sql)
    indent = max(len(one.heading) for one in shown) + _GAP
    width = columns_of_terminal()
    for row in range(len(listing.rows)):
        if row:
            print_line("")
        for one in shown:
            lines = [one.cells[row]] if width is None else broken(one.cells[row], max(width - indent, _LONGEST_PART))
            for heading, line in zip_longest([one.heading], lines, fillvalue=""):
                print_line((heading.ljust(indent) + line).rstrip())


def broken(text: str, width: int) -> list[str]:
    """A text in lines of at most this width, broken at spaces, slashes and underscores, within a word only if it is longer.

    >>> broken("2026-06-12/Аккайынский_район.xlsx", 16)
    ['2026-06-12/', 'Аккайынский_', 'район.xlsx']
    """
    lines = [""]
    for part in _PARTS.split(text):
        if len(lines[-1]) + len(part.rstrip()) > width:
            lines.append("")
        pieces = [part[place : place + width] for place in range(0, len(part.rstrip()) or 1, width)]
        lines[-1] += pieces[0] if len(pieces) > 1 else part
        lines.extend(pieces[1:])
    return [line.rstrip() for line in lines if line] or [""]


def _shown(cli: Context, listing: Listing, *, as_in_sql: bool) -> list[_Shown]:
    text_of: Callable[[Any], str] = (
        (lambda value: str(as_sql(value))) if as_in_sql else (lambda value: _text(cli, for_people(value)))
    )
    found = []
    for place, column in enumerate(listing.columns):
        values = [row[place] for row in listing.rows]
        cells = ["" if value is None else harmless(text_of(value)) for value in values]
        numbers = bool(values) and all(isinstance(value, _NUMBERS) for value in values)
        texts = any(isinstance(value, str) or not isinstance(value, (*_NUMBERS, datetime)) for value in values)
        found.append(_Shown(column, write(column.heading, cli.lang), cells, numbers, texts))
    return found


def _text(cli: Context, value: object) -> str:
    return written(value) if isinstance(value, datetime) else write(value, cli.lang)


def _kept(shown: Sequence[_Shown], width: int) -> list[_Shown]:
    """The columns that fit: those of the highest rank are left out first."""
    kept = list(shown)
    while sum(one.comfortable + _GAP for one in kept) - _GAP > width:
        place, last = max(enumerate(kept), key=lambda each: (each[1].column.rank, each[0]))
        if not last.column.rank:
            break
        del kept[place]
    return kept


def _widths(kept: Sequence[_Shown], width: int) -> list[int]:
    """The width of each column: the widest are narrowed first, to two lines, then to words, then as far as they must be."""
    widths = [min(one.natural, width) for one in kept]
    room = width - _GAP * (len(kept) - 1)
    for floors in ([one.comfortable for one in kept], [one.least for one in kept], [1] * len(kept)):
        while sum(widths) > room:
            loose = [place for place, floor in enumerate(floors) if widths[place] > floor]
            if not loose:
                break
            widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _print(shown: Sequence[_Shown], widths: Sequence[int], *, ruled: bool = False) -> None:
    right = [one.is_number for one in shown]
    for line in _lines([one.heading for one in shown], widths, right):
        print_line(line, "bold")
    if ruled:
        encoding = sys.stdout.encoding or "ascii"
        rule = "─" if "─".encode(encoding, "ignore") else "-"
        print_line(rule * (sum(widths) + _GAP * (len(widths) - 1)))
    for cells in zip(*(one.cells for one in shown), strict=True):
        for line in _lines(cells, widths, right):
            print_line(line)


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """The lines of a row, which has as many as its longest cell."""
    columns = [broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = [
            part.rjust(width) if to_right else part.ljust(width)
            for part, width, to_right in zip(parts, widths, right, strict=True)
        ]
        yield (" " * _GAP).join(padded).rstrip()
