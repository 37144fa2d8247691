"""Rows that are parts of another one and count beside it: under a title such as "в том числе", numbered 1.1, or set off."""

import re
from collections.abc import Iterator, Sequence
from itertools import compress, takewhile
from operator import eq

from schemas.basics.cell import a1, row_numbers
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.language.subset_words import begins_a_part, doubt_of_title
from schemas.language.total_words import names_total
from schemas.records.issue import Issue
from schemas.records.reading import Title
from svod.validation.checks import finds
from svod.validation.summed_rows import SummedRows, tells_days
from svod.validation.typed_return import TypedReturn

TEXTS = Texts(__package__)

# How surely rows must add up to the one above them, which they may do by chance.
_SURE = 50
_SURE_BY_ONE_FIGURE = 1000
_SURE_OF_A_BLOCK = 20
_LEAST_PARTS = 2
# "1. Рейды", "1.2. Рынок", "1а) Кафе" → "1", "1.2", "1а"
_NUMBERED = re.compile(r"\s*(\d{1,2}(?:(?:\.\d{1,2})+|[^\W\d_](?=[.)])|(?=[.)])))[.)]?\s+[^\W\d]")
# The first three letters of such a text: "1.2", "12.", "1а)".
_BEGINS_LEVELS = re.compile(r"\d{1,2}(?:\.|[^\W\d_])")
# Texts set off: "   Рынок", "– Рынок", "а) Рынок".
_SET_OFF = re.compile(r"\s{2,}\S|\s*[–—•·*-]\s*[^\W\d]|\s*[^\W\d_]\)\s*\S")


@finds("row.counted_twice")
def parts_of_rows(typed: TypedReturn) -> Iterator[Issue]:
    """Rows that what stands above or beside them, or what they add up to, makes parts of the row above."""
    for rows in typed.summed:
        asked: set[int] = set()
        for title in rows.table.located.titles:
            yield from _under_title(rows, title, asked)
        if tells_days(rows.table.table):
            yield from _beside_wholes(rows, asked)


def _beside_wholes(rows: SummedRows, asked: set[int]) -> Iterator[Issue]:
    """Ask about rows that are numbered beneath another one, and about those that add up to the row above them."""
    numbers = rows.table.located.rows
    for whole, parts in _numbered(rows):
        yield _issue(rows, str(numbers[whole] + 1), parts, asked)
    for whole, parts in _adding_up(rows):
        if asked.isdisjoint(parts):
            yield _issue(rows, str(numbers[whole] + 1), parts, asked)


def _under_title(rows: SummedRows, title: Title, asked: set[int]) -> Iterator[Issue]:
    """Ask about the rows under a title that calls them parts: of the row right above it, or of all rows above."""
    if title.elements is not None or title.place is None or doubt_of_title(title.text) != "part":
        return
    below, above, numbers = range(title.start, title.end), range(title.start), rows.table.located.rows
    if not above:
        return
    if parts := _parts_of(rows, above[-1], below):
        whole = str(numbers[above[-1]] + 1)
    elif sum(rows.counts[row] or 0 for row in below) <= sum(rows.counts[row] or 0 for row in above):
        parts, whole = list(below), row_numbers([numbers[row] for row in above])
    if parts:
        issue = _issue(rows, whole, parts, asked)
        yield issue.model_copy(update={"cell": a1(*title.place), "value": title.text})


def _parts_of(rows: SummedRows, whole: int, below: Sequence[int]) -> list[int]:
    """The rows below that add up to the one above; or all that may be parts of it, up to the first that can't be one."""
    so_far = 0
    for count, row in enumerate(below, 1):
        so_far += rows.counts[row] or 0
        if so_far == rows.counts[whole]:
            return list(below[:count])
    return list(takewhile(lambda row: rows.is_part(row, whole), below))


def _numbered(rows: SummedRows) -> Iterator[tuple[int, list[int]]]:
    """Each row with those that are numbered beneath it: 1 with 1.1 and 1.2; 1 with 1а and 1б; 1 with а and б."""
    at: dict[str, int] = {}
    parts: dict[int, list[int]] = {}
    last = ""
    for row, number in enumerate(rows.table.located.numbers or _numbers_in_texts(rows)):
        whole = at.get(_number_above(number, last))
        if whole is not None and rows.is_part(row, whole):
            parts.setdefault(whole, []).append(row)
        if number:
            at[number] = row
            last = number if number.isdigit() else last
    yield from parts.items()


def _number_above(number: str, last: str) -> str:
    """The number beneath which another one is: 1 for 1.2 and for 1а, the last whole number for а; "" for a whole number."""
    if not number or number.isdigit():
        return ""
    return last if number.isalpha() else number[:-1] if number[-1].isalpha() else number.rpartition(".")[0]


def _numbers_in_texts(rows: SummedRows) -> list[str]:
    """The numbers with which the texts of a column begin, if some are of several levels."""
    for name in rows.texts:
        texts = rows.table.columns[name]
        if not any(map(_BEGINS_LEVELS.match, rows.table.starts(name))):
            continue
        if any(_is_of_levels(text) for text in texts if text):
            return [found[1] if text and (found := _NUMBERED.match(text)) else "" for text in texts]
    return []


def _is_of_levels(text: str) -> bool:
    found = _NUMBERED.match(text)
    return found is not None and not found[1].isdigit()


def _adding_up(rows: SummedRows) -> Iterator[tuple[int, list[int]]]:
    """Each row with those right below it, of its kind, that add up to it: surely, or because their texts are set off."""
    counts, kinds = rows.counts, rows.kinds
    for whole in compress(range(len(kinds)), map(eq, kinds, kinds[1:])):
        so_far, row, count = 0, whole + 1, counts[whole] or 0
        while row < len(counts) and so_far < count and kinds[row] == kinds[whole]:
            so_far += counts[row] or 0
            row += 1
        if count and so_far == count and row - whole > _LEAST_PARTS and _are_parts(rows, whole, range(whole + 1, row)):
            yield whole, list(range(whole + 1, row))


def _are_parts(rows: SummedRows, whole: int, parts: Sequence[int]) -> bool:
    if any(begins_a_part(text) for row in parts for text in rows.texts_of(row)):
        return False  # what says so is asked about by itself
    if any(map(names_total, rows.texts_of(whole))):
        return True
    if all(_is_set_off(rows, row) for row in parts) and not _is_set_off(rows, whole):
        return True
    several, block = len(rows.written(whole)) > 1, _are_block(rows, whole, parts)
    return rows.agreement(whole, parts) >= (_SURE_OF_A_BLOCK if block else _SURE if several else _SURE_BY_ONE_FIGURE)


def _are_block(rows: SummedRows, whole: int, parts: Sequence[int]) -> bool:
    """True if a row and its parts are all that is of one day and kind in that place."""
    beside = [row for row in (whole - 1, parts[-1] + 1) if 0 <= row < len(rows)]
    return all(rows.are_alike(row, whole) for row in parts) and not any(rows.are_alike(row, whole) for row in beside)


def _is_set_off(rows: SummedRows, row: int) -> bool:
    return row in rows.table.located.indented or any(map(_SET_OFF.match, rows.raw_texts_of(row)))


def _issue(rows: SummedRows, whole: str, parts: list[int], asked: set[int]) -> Issue:
    asked.update(parts)
    numbers = rows.table.located.rows
    column = min(rows.table.located.positions.values())
    return CHECKS["row.counted_twice"].issue(
        sheet=rows.table.sheet,
        cell=a1(numbers[parts[0]], column),
        cause=TEXTS.fill("counted_twice.parts", row=whole, rows=row_numbers([numbers[row] for row in parts])),
        sums=rows.adds_up(parts),
    )
