"""Which rows under the headings are the table's: not blank ones, totals rows, nor signatures and notes below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.form import Form, Table
from schemas.spelling import key, words
from schemas.table import Cell, LocatedTable, TotalsRow
from svod.reading.book import Grid
from svod.reading.headings import Headings

_TOTALS_WORDS = frozenset(words("барлығы жиыны жиынтығы қорытынды итого итог всего total totals sum"))
_TOTALS_LABEL_WORDS = 6
_FIGURE = re.compile(r"\W*\d")


@dataclass(frozen=True, slots=True)
class Body:
    """The located table, and how many non-empty cells stand in the rows left out."""

    table: LocatedTable
    left_out: int
    stray: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rows are looked for: the form, the table, its headings."""

    form: Form
    table: Table
    headings: Headings

    @property
    def figures(self) -> list[int]:
        """The columns in which counts and dates stand."""
        elements = self.table.elements
        return [at for name, at in self.headings.positions.items() if elements[name].kind in ("count", "date")]


def locate_rows(grid: Grid, filled: Sequence[int], sheet: str, form: Form, table: Table, headings: Headings) -> Body:
    """Take the table's rows from the grid. `filled` counts the non-empty cells of each row of the grid."""
    first = headings.row + 1
    rows = [number for number in range(first, len(grid)) if filled[number]]
    columns = list(zip(*[grid[number] for number in rows], strict=True))
    keyed = [headings.positions[name] for name in table.keyed if name in headings.positions]
    suspects = _suspects(columns, rows, keyed, form) if rows else []
    totals = [number for number in suspects if _is_totals_row(grid[number], keyed)]
    apart = _notes(grid, filled, rows, suspects, _Place(form, table, headings)).union(totals) if suspects else set()
    if rows and _is_numbering(grid[rows[0]]):
        apart.add(rows[0])
    stray = _stray(grid, [number for number in rows if number not in apart], headings)
    # A row of stray cells alone is no row of the table; what is stray in it is told once.
    bare = {number for number in {row for row, _ in stray} if not any(grid[number][at] != "" for at in headings.headed)}
    left_out = sum(filled[number] for number in apart)
    apart |= bare
    kept = rows
    if apart:
        kept = [number for number in rows if number not in apart]
        columns = list(zip(*[grid[number] for number in kept], strict=True))
    located = LocatedTable(
        table=table.code,
        sheet=sheet,
        rows=kept,
        columns={name: columns[at] if columns else () for name, at in headings.positions.items()},
        positions=headings.positions,
        totals_rows=_totals_rows(grid, kept, totals, headings),
    )
    return Body(located, left_out, stray)


def rows_above(grid: Grid, filled: Sequence[int], table: Table, headings: Headings) -> tuple[tuple[int, int], ...]:
    """The cells of rows above the headings that look like the table's: figures or dates where they belong, and more."""
    figures = [at for name, at in headings.positions.items() if table.elements[name].kind in ("count", "date")]
    rows = [
        number
        for number in range(headings.row)
        if filled[number] > 2 and any(grid[number][at] != "" and type(grid[number][at]) is not str for at in figures)
    ]
    return tuple((number, at) for number in rows for at, cell in enumerate(grid[number]) if cell != "")


def _suspects(columns: Sequence[Sequence[Cell]], rows: list[int], keyed: list[int], form: Form) -> list[int]:
    """Rows that may not be the table's: a cell that they must have is blank, or holds a word for totals or a signature."""
    odd: set[Cell] = set()
    for at in keyed:
        if str in set(map(type, columns[at])):
            odd.update(cell for cell in set(columns[at]) if type(cell) is str and _is_odd(cell, form))
    if not odd:
        return []
    cells = zip(*[columns[at] for at in keyed], strict=True)
    return [number for number, row in zip(rows, cells, strict=True) if not odd.isdisjoint(row)]


@lru_cache(maxsize=1 << 15)
def _is_odd(text: str, form: Form) -> bool:
    return not text or is_totals_label(text) or _signs(text, form)


@lru_cache(maxsize=1 << 15)
def is_totals_label(text: str) -> bool:
    """Whether a text names a totals row: a few words, one of which means a total."""
    said = words(text)
    return len(said) <= _TOTALS_LABEL_WORDS and not _TOTALS_WORDS.isdisjoint(said)


def _is_totals_row(row: Sequence[Cell], keyed: list[int]) -> bool:
    """A row with a totals label and nothing else where every row of the table must have something."""
    if not any(type(cell) is str and is_totals_label(cell) for cell in row):
        return False
    return all(cell == "" or (type(cell) is str and is_totals_label(cell)) for cell in (row[at] for at in keyed))


def _notes(
    grid: Grid,
    filled: Sequence[int],
    rows: list[int],
    suspects: list[int],
    place: _Place,
) -> set[int]:
    """The lines of text after the table's last row: set off by a blank or totals row, or named as on the cover."""
    suspected = set(suspects)
    after = next((at for at in range(len(rows), 0, -1) if rows[at - 1] not in suspected), 0)
    notes: set[int] = set()
    for number in rows[after:]:
        row = grid[number]
        texts = [cell for cell in row if cell != ""]
        signed = any(type(cell) is str and _signs(cell, place.form) for cell in texts)
        if len(texts) > 3 or any(type(cell) is not str or key(cell) in place.table.code_keys for cell in texts):
            notes.clear()
        elif signed:
            notes.add(number)
        elif any(_FIGURE.match(str(row[at])) for at in place.figures):
            # Text, but where figures stand, and beginning with one: a row of the table that was typed as text.
            notes.clear()
        elif not filled[number - 1] or number - 1 in suspected or notes:
            notes.add(number)
    return notes


def _signs(text: str, form: Form) -> bool:
    """Whether a text is, or begins with, a label of the cover: who prepared the return, who approved it, a phone."""
    return key(text.partition(":")[0]) in form.cover.element_keys


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on, as printed forms have it under the headings."""
    numbers = [str(cell).removesuffix(".0") for cell in row if cell != ""] if row[0] in (1, "1") else []
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _totals_rows(grid: Grid, kept: list[int], totals: list[int], headings: Headings) -> tuple[TotalsRow, ...]:
    if not totals:
        return ()
    found: list[TotalsRow] = []
    start = 0
    for number in totals:
        end = sum(1 for row in kept if row < number)
        values = {name: grid[number][at] for name, at in headings.positions.items()}
        found.append(TotalsRow(number, values, start, end))
        start = end
    return tuple(found)


def _stray(grid: Grid, rows: list[int], headings: Headings) -> tuple[tuple[int, int], ...]:
    """Non-empty cells of the rows in columns that have no heading."""
    width = len(grid[rows[0]]) if rows else 0
    unheaded = [at for at in range(width) if at not in headings.headed]
    return tuple((number, at) for number in rows for at in unheaded if grid[number][at] != "") if unheaded else ()
