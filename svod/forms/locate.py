"""Finds the sheets of a form workbook, and on them the columns by their headings, or the values by their labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.basics.cell import Cell, a1
from schemas.checks.catalogue import CHECKS
from schemas.declaration.table import Table
from schemas.language.name_key import key, nearest
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable
from svod.forms.form_workbook import FORM_SHEET

Grid = Sequence[Sequence[Cell]]
"""A sheet's values from A1 on."""

GUIDE_MARK = "svod"
"""A sheet whose first cell begins so explains the others, or holds the lists behind their drop-downs."""

CSV = ".csv"
"""The ending of a file that is a sheet."""

_FIRST_ROWS = 10


@dataclass(slots=True)
class Located:
    """The sheets of a workbook as tables of raw values, and what was found wrong on the way."""

    tables: dict[str, LocatedTable] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def locate(sheets: Mapping[str, Grid], tables: Mapping[str, Table], command: str) -> Located:
    """Locate the tables in a workbook's sheets by name. A sheet that is none of them is an issue.

    `command` is the one that writes such a workbook.
    """
    located = Located()
    by_key = {key(name): table for table in tables.values() for name in (table.code, *table.sheet.all)}
    for name, grid in sheets.items():
        table = by_key.get(key(name.removesuffix(CSV)))
        if table is None:
            if any(cell != "" for row in grid for cell in row) and not str(grid[0][0]).startswith(GUIDE_MARK):
                located.issues.append(_unknown_sheet(name, tables))
        elif table.code in located.tables:
            located.issues.append(CHECKS["declaration.sheet_twice"].issue(sheet=name, other=located.tables[table.code].sheet))
        else:
            located.tables[table.code] = (_values if table.code == FORM_SHEET else locate_columns)(
                name, grid, table, located.issues
            )
    for table in tables.values():
        if table.required and table.code not in located.tables:
            located.issues.append(CHECKS["declaration.sheet_missing"].issue(sheet_name=table.sheet, command=command))
    return located


def _unknown_sheet(name: str, tables: Mapping[str, Table]) -> Issue:
    likely = nearest(name.removesuffix(CSV), [name for table in tables.values() for name in table.sheet.all])
    expected = [table.sheet for table in tables.values()]
    return CHECKS["declaration.unknown_sheet"].issue(sheet=name, value=name, suggestion=likely, expected=expected)


def locate_columns(name: str, grid: Grid, table: Table, issues: list[Issue]) -> LocatedTable:
    """Locate a list: the headings are in the row that has most of them, and the rows that are not blank below it."""
    counts: list[int] = [len(table.element_keys.keys() & set(map(_key, row))) for row in grid[:_FIRST_ROWS]]
    most = max(counts, default=0)
    head = counts.index(most) if most else 0
    positions: dict[str, int] = {}
    unknown: list[Issue] = []
    for column, heading in enumerate(grid[head] if grid else ()):
        element = table.element_keys.get(_key(heading))
        if element is not None and element not in positions:
            positions[element] = column
        elif heading != "":
            unknown.append(_unknown(name, (head, column), heading, table, positions))
    rows = [row for row in range(head + 1, len(grid)) if any(grid[row][column] != "" for column in positions.values())]
    issues.extend([*unknown, *_missing(name, table, positions, unknown)])
    columns: dict[str, Sequence[Cell]] = {element: [grid[row][column] for row in rows] for element, column in positions.items()}
    return LocatedTable(table.code, name, rows, columns, positions)


def _values(name: str, grid: Grid, table: Table, issues: list[Issue]) -> LocatedTable:
    """The sheet about the whole form: labels in the first column that has any, each with its value in the next one."""
    places: dict[str, tuple[int, int]] = {}
    unknown: list[Issue] = []
    for place, label in _labels(grid, table):
        element = table.element_keys.get(_key(label))
        if element is not None and element not in places:
            places[element] = place[0], place[1] + 1
        else:
            unknown.append(_unknown(name, place, label, table, places))
    values: dict[str, Sequence[Cell]] = {element: [_at(grid, place)] for element, place in places.items()}
    issues.extend([*unknown, *_missing(name, table, places, unknown)])
    return LocatedTable(table.code, name, [0], values, places=places)


def _labels(grid: Grid, table: Table) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells of the column with the labels, from the first label that is known."""
    width = len(grid[0]) if grid else 0
    counts = [sum(_key(cells[column]) in table.element_keys for cells in grid) for column in range(width)]
    if not counts or not max(counts):
        return
    column = counts.index(max(counts))
    first = next(row for row, cells in enumerate(grid) if _key(cells[column]) in table.element_keys)
    for row in range(first, len(grid)):
        if grid[row][column] != "":
            yield (row, column), grid[row][column]


def _missing(name: str, table: Table, found: Mapping[str, object], unknown: Sequence[Issue]) -> Iterator[Issue]:
    """The issue of required columns that the sheet doesn't have, also not under a misspelt heading."""
    misspelt = {table.element_keys.get(_key(issue.suggestion)) for issue in unknown}
    missing = [element for element in table.required_columns if element not in found and element not in misspelt]
    if missing:
        labels = [table.elements[element].labels for element in missing]
        yield CHECKS["declaration.column_missing"].issue(sheet=name, columns=labels)


def _unknown(name: str, place: tuple[int, int], heading: Cell, table: Table, known: Mapping[str, object]) -> Issue:
    """The issue of a heading that no column has, or that stands twice."""
    twice = table.element_keys.get(_key(heading)) in known
    names = [name for element in table.elements.values() for name in element.names]
    return CHECKS["declaration.column_twice" if twice else "declaration.unknown_column"].issue(
        sheet=name, cell=a1(*place), value=heading, suggestion=None if twice else nearest(str(heading), names)
    )


def _key(cell: Cell) -> str:
    return key(cell) if isinstance(cell, str) else ""


def _at(grid: Grid, place: tuple[int, int]) -> Cell:
    row = grid[place[0]]
    return row[place[1]] if place[1] < len(row) else ""
