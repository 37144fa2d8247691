"""Find the rows that head a table's columns, and the column of each element."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.basics.cell import Cell
from schemas.declaration.table import Table
from schemas.language.measures import rescales, says_own_scale
from schemas.language.total_words import is_totals_label
from svod.reading.layout.wording import element_named, is_hint, part_named
from svod.reading.workbook.sheet_scan import Grid

Texts = tuple[str, ...]

# Rows that may head a table together with the row that names most elements, as offsets from that: a row of groups below it,
# above it, two above it, or one on each side.
_BESIDE = ((0, 1), (-1, 0), (-2, 0), (-1, 1))

# If this many elements are named twice, a second table stands beside the first.
_SECOND_TABLE = 3

# The first rows of a form's returns are alike, so their layouts are cached. Further down it costs less to look at the texts
# alone.
_LAID_OUT_AT_ONCE = 10


@dataclass(slots=True)
class Headings:
    """The heading rows of a table, from `first` to `last`, counted from zero.

    `positions` are the columns of the elements, `unknown` the columns with headings that the form doesn't know, `repeated` the
    columns of elements that are named more than once. `lowest` is the row of each column's lowest heading.
    """

    first: int
    last: int
    positions: dict[str, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[str, list[int]] = field(default_factory=dict)
    lowest: dict[int, int] = field(default_factory=dict)
    known: frozenset[int] = field(init=False)
    """The columns whose heading the form knows."""
    headed: frozenset[int] = field(init=False)
    """The columns that have a heading, whether or not the form knows it."""

    def __post_init__(self) -> None:
        self.known = frozenset(self.positions.values()).union(*self.repeated.values())
        self.headed = self.known.union(self.unknown)


@dataclass(slots=True)
class _Layout:
    positions: dict[str, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[str, list[int]] = field(default_factory=dict)


def find_headings(grid: Grid, table: Table) -> Headings | None:
    """Return the row that names most of the table's elements, with the group headings beside it.

    None if no row names two elements, or the only one.
    """
    best: _Layout | None = None
    best_row = 0
    least = min(2, len(table.elements))
    for number, row in enumerate(grid):
        if number >= _LAID_OUT_AT_ONCE and not _names_some(table, row):
            continue
        layout = _layout(table, (_texts(row),))
        if len(layout.positions) >= least and (best is None or len(layout.positions) > len(best.positions)):
            best, best_row = layout, number
            if all(name in best.positions for name in table.required_columns):
                break
    return _with_groups(grid, table, best_row, best) if best else None


def names_by_column(table: Table, row: Sequence[Cell]) -> dict[int, str]:
    """Return the elements that the texts of a row name, by column."""
    named = ((column, element_named(table, cell)) for column, cell in enumerate(row) if type(cell) is str and cell)
    return {column: name for column, name in named if name is not None}


def _names_some(table: Table, row: Sequence[Cell]) -> bool:
    return len(set(names_by_column(table, row).values())) >= min(2, len(table.elements))


def _texts(row: Sequence[Cell]) -> Texts:
    return tuple([cell.strip() if type(cell) is str else "" for cell in row])


def _with_groups(grid: Grid, table: Table, number: int, best: _Layout) -> Headings:
    """Return the headings with those rows beside the best one that help to name more elements."""
    first = last = number
    for above, below in _BESIDE:
        start, end = number + above, number + below
        if start >= 0 and end < len(grid) and all(_may_head(grid[row]) for row in range(start, end + 1)):
            wider = _layout(table, tuple(_texts(grid[row]) for row in range(start, end + 1)))
            if len(wider.positions) > len(best.positions):
                best, first, last = wider, start, end
    lowest = {column: row for row in range(first, last + 1) for column, cell in enumerate(grid[row]) if cell != ""}
    return Headings(first, last, best.positions, best.unknown, best.repeated, lowest)


def _may_head(row: Sequence[Cell]) -> bool:
    return set(map(type, row)) == {str} and any(row)


@lru_cache(maxsize=1024)
def _layout(table: Table, rows: tuple[Texts, ...]) -> _Layout:
    """Return which columns the elements have under these heading rows; those of the first of two tables side by side.

    Cached: the returns of one form have few different headings. Callers don't change it.
    """
    layout = _Layout()
    for column, (texts, own) in enumerate(zip(_by_column(rows), zip(*rows, strict=True), strict=True)):
        if not any(own):
            continue
        name = _name(table, [text for text in texts if text])
        if name is None:
            layout.unknown[column] = " ".join(filter(None, own))
        elif name in layout.positions:
            layout.repeated.setdefault(name, [layout.positions[name]]).append(column)
        else:
            layout.positions[name] = column
    if len(layout.repeated) >= _SECOND_TABLE:
        layout.repeated.clear()
    _add_parts(table, layout, rows)
    return layout


def _add_parts(table: Table, layout: _Layout, rows: tuple[Texts, ...]) -> None:
    """Add columns that name a part in other words than the form, unless two columns name the same part."""
    lowest = {column: next(row[column] for row in reversed(rows) if row[column]) for column in layout.unknown}
    named = {column: part_named(table, text) for column, text in lowest.items()}
    for column, name in named.items():
        if name and name not in layout.positions and list(named.values()).count(name) == 1:
            layout.positions[name] = column
            del layout.unknown[column]


def _by_column(rows: tuple[Texts, ...]) -> list[Texts]:
    """Return the texts above each column from top to bottom. A group heading counts for all columns with a text below it.

    >>> _by_column((("Күні", "Қатысушылар", ""), ("", "оқушылар", "ата-аналар")))
    [('Күні', ''), ('Қатысушылар', 'оқушылар'), ('Қатысушылар', 'ата-аналар')]
    """
    filled: list[Texts] = [rows[-1]]
    for row in reversed(rows[:-1]):
        group = ""
        groups = []
        for text, below in zip(row, filled[0], strict=True):
            group = text or group
            groups.append(text or (group if below else ""))
        filled.insert(0, tuple(groups))
    return list(zip(*filled, strict=True))


def _name(table: Table, texts: list[str]) -> str | None:
    """Return the element that the headings of a column name, read together in either order, or from the second or third on.

    ["Қатысушылар", "оқушылар"] may name it as "Қатысушылар оқушылар", "оқушылар Қатысушылар" or "оқушылар". A lowest heading
    such as "барлығы" or "адам" is left out: it is the group's own total.
    """
    stated = " ".join(filter(rescales, texts))
    name = _named(table, texts)
    return name if name and (not stated or says_own_scale(stated, (table.elements[name].scale,))) else None


def _named(table: Table, texts: list[str]) -> str | None:
    """Return the element that these headings name, whatever they say that it is measured in."""
    for start in range(len(texts)):
        tail = texts[start:]
        name = element_named(table, " ".join(tail)) or element_named(table, " ".join(tail[::-1]))
        if name is not None:
            return name
    while len(texts) > 1 and (is_totals_label(texts[-1]) or is_hint(texts[-1]) or rescales(texts[-1])):
        texts = texts[:-1]
        name = element_named(table, " ".join(texts)) or element_named(table, texts[-1])
        if name is not None:
            return name
    return None
