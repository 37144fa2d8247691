"""The rows of a table: those under its headings that are neither left out for a reason nor out of its columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from schemas.basics.cell import Cell
from schemas.declaration.form import Form, Table
from schemas.language.measures import rescales
from schemas.records.reading import LocatedTable, TotalsRow
from svod.reading.layout.fill_down import Origins, find_origins, merged_downwards, spread
from svod.reading.layout.headings import Headings
from svod.reading.layout.row_kinds import SUMS, UNREAD, Reason, RowSorter, is_numbering
from svod.reading.layout.wording import counts_up, is_running_number, names_what_is_counted, ordinal, shows_nothing
from svod.reading.workbook.sheet_scan import Grid, Merged

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Place:
    """Where a table's rows are looked for. `filled` counts the non-empty cells of each row of the grid."""

    sheet: str
    grid: Grid
    form: Form
    table: Table
    headings: Headings
    merged: Sequence[Merged]

    @cached_property
    def filled(self) -> list[int]:
        """The number of non-empty cells of each row."""
        return [len(row) - row.count("") for row in self.grid]


@dataclass(frozen=True, slots=True)
class Body:
    """The located table; its non-empty cells that are loaded, those left out for a reason, those that are neither."""

    table: LocatedTable
    loaded: int
    ignored: int
    stray: Places
    unknown: dict[int, int]
    """How many values stand under each heading that the form doesn't know, but for one that numbers the rows."""
    sums: Places = ()
    """The first figure of each row that nobody labelled and that sums the rows above it."""
    zeros: Places = ()
    """The first figure of each row that holds zeros alone."""
    dittos: Places = ()
    """The first mark in each column that refers to the row above."""


def locate_rows(place: Place) -> Body:
    """Take the table's rows from the grid."""
    grid, headings, filled = place.grid, place.headings, place.filled
    rows = [number for number in range(headings.last + 1, len(grid)) if filled[number]]
    columns = _columns(grid, rows)
    sorter = RowSorter(grid, place.form, place.table, headings, place.merged)
    left_out = sorter.left_out(rows, columns)
    if rows and is_numbering(grid[rows[0]]):
        left_out[rows[0]] = "numbering"
    unread = [number for number, reason in left_out.items() if reason in UNREAD]
    ignored = sum(filled[number] for number in left_out) - sum(filled[number] for number in unread)
    own = [number for number in rows if number not in left_out] if left_out else rows
    stray, aside = _outside(place, own)
    kept = own
    if stray or aside or headings.unknown:
        known = headings.known
        kept = [number for number in own if any(grid[number][at] != "" for at in known)]
    if kept is not rows:
        columns = _columns(grid, kept)
    unknown = _unknown(grid, own, headings)
    ignored += aside + sum(map(len, unknown.values()))
    ignored += sum(grid[row][at] != "" for group in headings.repeated.values() for at in group[1:] for row in kept)
    values: dict[str, Sequence[Cell]] = {name: columns[at] if columns else () for name, at in headings.positions.items()}
    origins: Origins = {}
    if place.merged or sorter.spread:
        origins = find_origins(grid, headings, kept, merged_downwards(grid, place.merged, headings) | sorter.spread)
    located = LocatedTable(
        table=place.table.code,
        sheet=place.sheet,
        rows=kept,
        columns=spread(grid, place.table, values, origins) if origins else values,
        positions=headings.positions,
        origins={of: origin for of, origin in origins.items() if not place.table.elements[of[0]].kind.is_figure},
        totals_rows=_totals_rows(grid, kept, [row for row, reason in left_out.items() if reason in SUMS], headings),
    )
    loaded = sum(len(column) - column.count("") for column in values.values())
    apart = tuple((number, at) for number in unread for at, cell in enumerate(grid[number]) if cell != "")
    asked = {at: len(found) for at, found in unknown.items() if not _numbers_rows(headings.unknown[at], found)}
    body = Body(located, loaded, ignored, (*apart, *stray), asked)
    return _with_doubts(body, place, left_out, sorter.spread) if left_out or sorter.spread else body


def _with_doubts(body: Body, place: Place, left_out: Mapping[int, Reason], said_above: Collection[tuple[int, int]]) -> Body:
    """The body with what was read in one of two possible ways."""
    marks = {at: (number, at) for number, at in sorted(said_above, reverse=True) if place.grid[number][at] != ""}
    sums, zeros = (_first_figures(place, left_out, reason) for reason in ("sums", "zeros"))
    return replace(body, sums=sums, zeros=zeros, dittos=tuple(marks.values()))


def rows_above(place: Place) -> Places:
    """The cells above the headings of rows that look like the table's, and those that say that its figures are no counts."""
    elements = place.table.elements
    figures = [at for name, at in place.headings.positions.items() if elements[name].kind.is_figure or elements[name].is_date]
    rows = [
        number
        for number in range(place.headings.first)
        if place.filled[number] > 2
        and any(place.grid[number][at] != "" and type(place.grid[number][at]) is not str for at in figures)
    ]
    return tuple(
        (number, at)
        for number in range(place.headings.first)
        for at, cell in enumerate(place.grid[number])
        if cell != "" and (number in rows or (type(cell) is str and rescales(cell)))
    )


def _first_figures(place: Place, left_out: Mapping[int, Reason], reason: Reason) -> Places:
    """The first figure of each row left out for a reason."""
    rows = [number for number, why in left_out.items() if why == reason]
    at = place.headings.positions
    columns = sorted(at[name] for name in at if place.table.elements[name].kind.is_figure) if rows else []
    return tuple((number, next(at for at in columns if place.grid[number][at] != "")) for number in rows)


def _columns(grid: Grid, rows: Sequence[int]) -> list[tuple[Cell, ...]]:
    return list(zip(*[grid[number] for number in rows], strict=True))


def _outside(place: Place, rows: list[int]) -> tuple[Places, int]:
    """Non-empty cells in columns without a heading; those that number rows, name what is counted or are spaces are counted."""
    grid, headings = place.grid, place.headings
    counts = {at + 1 for name, at in headings.positions.items() if place.table.elements[name].kind.is_figure}
    headed = headings.headed
    unheaded = [at for at in range(len(grid[rows[0]]) if rows else 0) if at not in headed]
    places: list[tuple[int, int]] = []
    aside = 0
    for at in unheaded:
        found = [number for number in rows if grid[number][at] != ""]
        if at < min(headed) and counts_up([grid[number][at] for number in found]):
            aside += len(found)
        else:
            said = {number: grid[number][at] for number in found}
            stray = [
                number
                for number, cell in said.items()
                if not (shows_nothing(cell) or (at in counts and names_what_is_counted(cell)))
            ]
            aside += len(found) - len(stray)
            places.extend((number, at) for number in stray)
    return tuple(sorted(places)), aside


def _unknown(grid: Grid, rows: list[int], headings: Headings) -> dict[int, list[Cell]]:
    """The values that stand in each column that the form doesn't know."""
    return {at: [grid[number][at] for number in rows if grid[number][at] != ""] for at in headings.unknown}


def _numbers_rows(heading: str, values: list[Cell]) -> bool:
    return is_running_number(heading) and all(ordinal(cell) is not None for cell in values)


def _totals_rows(grid: Grid, kept: list[int], totals: list[int], headings: Headings) -> tuple[TotalsRow, ...]:
    """What the totals rows say; one that stands above all rows sums them all."""
    found: list[TotalsRow] = []
    start = 0
    for number in totals:
        above = sum(1 for row in kept if row < number)
        values = {name: grid[number][at] for name, at in headings.positions.items()}
        found.append(TotalsRow(number, values, start, above or len(kept)))
        start = above
    return tuple(found)
