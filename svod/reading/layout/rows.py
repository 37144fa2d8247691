"""Take the rows of a table from its sheet, and account for every non-empty cell below the headings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from schemas.basics.cell import Cell
from schemas.records.reading import LocatedTable, TotalsRow
from svod.reading.layout.context import TableSheet, indented_rows, measures_beside, outline_numbers, titles
from svod.reading.layout.fill_down import Origins, fill_down, find_origins, merged_downwards
from svod.reading.layout.headings import Headings
from svod.reading.layout.reasons import SUMS, UNREAD, Reason
from svod.reading.layout.row_kinds import RowSorter
from svod.reading.layout.under_headings import rows_under_headings
from svod.reading.layout.wording import counts_up, heads_row_numbers, is_white_space, names_what_is_counted, outline_number
from svod.reading.workbook.sheet_scan import Grid, Place

Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The table below its headings, and how its non-empty cells divide: loaded, ignored for a reason, or stray."""

    table: LocatedTable
    loaded: int
    ignored: int
    stray: Places
    unknown: dict[int, int]
    """The number of values under each heading that the form doesn't know, unless these only number the rows."""
    sums: Places = ()
    """The first figure of each totals row without a label."""
    zeros: Places = ()
    """The first figure of each row of nothing but zeros."""
    dittos: Places = ()
    """The first ditto mark in each column."""


def locate_rows(sheet: TableSheet, unanswered: Iterable[int] = ()) -> Body:
    """Take the table's rows from the sheet, without those of a survey that are `unanswered`."""
    grid, headings, filled = sheet.grid, sheet.headings, sheet.filled
    rows = [number for number in range(headings.last + 1, len(grid)) if filled[number]]
    columns = _columns(grid, rows)
    sorter = RowSorter(grid, sheet.form, sheet.table, headings, sheet.merged)
    left_out = sorter.left_out(rows, columns)
    left_out |= rows_under_headings(grid, rows, sheet.table, headings) | dict.fromkeys(unanswered, "unanswered")
    unread = [number for number, reason in left_out.items() if reason in UNREAD]
    ignored = sum(filled[number] for number in left_out) - sum(filled[number] for number in unread)
    own = [number for number in rows if number not in left_out] if left_out else rows
    stray, aside = _outside(sheet, own)
    kept = own
    if stray or aside or headings.unknown:
        known = headings.known
        kept = [number for number in own if any(grid[number][column] != "" for column in known)]
    if kept is not rows:
        columns = _columns(grid, kept)
    unknown = _unknown(grid, own, headings)
    measures = measures_beside(sheet, left_out, own, unknown)
    ignored += aside + sum(map(len, unknown.values())) - len(measures)
    ignored += sum(grid[row][column] != "" for group in headings.repeated.values() for column in group[1:] for row in kept)
    values: dict[str, Sequence[Cell]] = {name: columns[at] if columns else () for name, at in headings.positions.items()}
    origins: Origins = {}
    if sheet.merged or sorter.sources:
        origins = find_origins(grid, headings, kept, merged_downwards(grid, sheet.merged, headings) | sorter.sources)
    located = LocatedTable(
        table=sheet.table.code,
        sheet=sheet.name,
        rows=kept,
        columns=fill_down(grid, sheet.table, values, origins) if origins else values,
        positions=headings.positions,
        origins={cell: origin for cell, origin in origins.items() if not sheet.table.elements[cell[0]].kind.is_figure},
        titles=titles(sheet, kept, left_out),
        numbers=outline_numbers(grid, kept, headings) if headings.unknown else (),
        indented=indented_rows(sheet, kept) if sheet.indented else frozenset(),
        totals_rows=_totals_rows(grid, kept, [row for row, reason in left_out.items() if reason in SUMS], headings),
    )
    loaded = sum(len(column) - column.count("") for column in values.values())
    in_unread = tuple((number, column) for number in unread for column, cell in enumerate(grid[number]) if cell != "")
    counts = {at: len(cells) for at, cells in unknown.items() if not _numbers_rows(headings.unknown[at], cells)}
    body = Body(located, loaded, ignored, (*in_unread, *measures, *stray), counts)
    return _with_doubts(body, sheet, left_out, sorter.sources) if left_out or sorter.sources else body


def _with_doubts(body: Body, sheet: TableSheet, left_out: Mapping[int, Reason], sources: Collection[Place]) -> Body:
    """Return the body with the places of what was read in one of two possible ways."""
    marks = {column: (row, column) for row, column in sorted(sources, reverse=True) if sheet.grid[row][column] != ""}
    sums, zeros = (_first_figures(sheet, left_out, reason) for reason in ("sums", "zeros"))
    return replace(body, sums=sums, zeros=zeros, dittos=tuple(marks.values()))


def _first_figures(sheet: TableSheet, left_out: Mapping[int, Reason], reason: Reason) -> Places:
    """Return the first figure of each row that is left out for this reason."""
    rows = [number for number, why in left_out.items() if why == reason]
    positions = sheet.headings.positions
    columns = sorted(positions[name] for name in positions if sheet.table.elements[name].kind.is_figure) if rows else []
    return tuple((number, next(column for column in columns if sheet.grid[number][column] != "")) for number in rows)


def _columns(grid: Grid, rows: Sequence[int]) -> list[tuple[Cell, ...]]:
    return list(zip(*[grid[number] for number in rows], strict=True))


def _outside(sheet: TableSheet, rows: list[int]) -> tuple[Places, int]:
    """Return the stray cells in columns without a heading, and the number of other cells there.

    Those others number the rows, name what is counted in the column before ("адам"), or are white space.
    """
    grid, headings = sheet.grid, sheet.headings
    after_counts = {at + 1 for name, at in headings.positions.items() if sheet.table.elements[name].kind.is_figure}
    headed = headings.headed
    unheaded = [column for column in range(len(grid[rows[0]]) if rows else 0) if column not in headed]
    places: list[Place] = []
    aside = 0
    for column in unheaded:
        cells = {number: grid[number][column] for number in rows if grid[number][column] != ""}
        if column < min(headed) and counts_up(list(cells.values())):
            aside += len(cells)
        else:
            stray = [
                number
                for number, cell in cells.items()
                if not (is_white_space(cell) or (column in after_counts and names_what_is_counted(cell)))
            ]
            aside += len(cells) - len(stray)
            places.extend((number, column) for number in stray)
    return tuple(sorted(places)), aside


def _unknown(grid: Grid, rows: list[int], headings: Headings) -> dict[int, list[Cell]]:
    """Return the values in each column whose heading the form doesn't know."""
    return {column: [grid[number][column] for number in rows if grid[number][column] != ""] for column in headings.unknown}


def _numbers_rows(heading: str, values: list[Cell]) -> bool:
    return heads_row_numbers(heading) and all(outline_number(cell) is not None for cell in values)


def _totals_rows(grid: Grid, kept: list[int], totals: list[int], headings: Headings) -> tuple[TotalsRow, ...]:
    """Return the totals rows, each with the rows since the one before; one that stands above all rows sums them all."""
    totals_rows: list[TotalsRow] = []
    start = 0
    for number in totals:
        above = sum(1 for row in kept if row < number)
        values = {name: grid[number][column] for name, column in headings.positions.items()}
        totals_rows.append(TotalsRow(number, values, start, above or len(kept)))
        start = above
    return tuple(totals_rows)
