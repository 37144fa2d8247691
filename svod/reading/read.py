"""One workbook: opened, its form recognised, its tables located, every non-empty cell accounted for."""

from collections.abc import Collection

from schemas.checks import CHECKS
from schemas.form import LISTS_SHEET, Form, Table
from schemas.issue import Issue
from schemas.spelling import key
from schemas.table import CellCounts, LocatedTable, Reading, a1
from svod.reading.book import Book, Grid, open_book
from svod.reading.cover import locate_cover
from svod.reading.headings import Headings, find_headings
from svod.reading.rows import locate_rows, rows_above
from svod.reading.sheets import by_content, by_name, holds, is_for_reference, recognise

_CELLS_NAMED = 20


def read_workbook(content: bytes, file: str, forms: Collection[Form]) -> Reading:
    """Read a workbook's bytes. `file` only names it; what is wrong with it comes back as issues."""
    book = open_book(content, file)
    if isinstance(book, Issue):
        return Reading(issues=[book])
    names = book.sheet_names
    form = recognise(names, forms)
    if form is None:
        return _without_form(book, forms)
    reading = Reading(form=form.code, cells=CellCounts())
    located = by_name(tuple(names), form)
    if len(located) < len(form.all_tables) and not {*located.values(), LISTS_SHEET}.issuperset(names):
        located = by_content(book, form, located)
    for table in form.all_tables.values():
        if table.code in located:
            _read_table(book, located[table.code], form, table, reading)
        elif table.required:
            reading.issues.append(_sheet_missing(table, names))
    used = {*located.values(), LISTS_SHEET}
    passed_over = [name for name in names if name not in used and not is_for_reference(book, name)]
    reading.issues.extend(_not_read(book, form, name) for name in passed_over)
    return reading


def _not_read(book: Book, form: Form, sheet: str) -> Issue:
    """A sheet that was passed over: unknown to the form or, what may not be passed over, the second of a table."""
    grid = book.grid(sheet)
    filled = not isinstance(grid, Issue) and any(cell != "" for row in grid for cell in row)
    if filled and (key(sheet) in form.sheet_keys or any(holds(book, sheet, table, form) for table in form.all_tables.values())):
        return CHECKS["cell.unread"].issue(sheet=sheet, cells=[f"«{sheet}»"])
    return CHECKS["sheet.unknown"].issue(sheet=sheet, value=sheet)


def _without_form(book: Book, forms: Collection[Form]) -> Reading:
    """No sheet is named as in a form: the form is the one all of whose required tables the sheets hold by content."""
    for form in forms:
        located = by_content(book, form, {})
        if all(table.code in located for table in form.all_tables.values() if table.required):
            reading = Reading(form=form.code, cells=CellCounts())
            for code, sheet in located.items():
                _read_table(book, sheet, form, form.all_tables[code], reading)
            return reading
    return Reading(issues=[_sheet_missing(form.cover, book.sheet_names) for form in forms])


def _sheet_missing(table: Table, names: list[str]) -> Issue:
    return CHECKS["sheet.missing"].issue(expected=table.sheet, found=names, suggestion=table.sheet.kk)


def _read_table(book: Book, sheet: str, form: Form, table: Table, reading: Reading) -> None:
    grid = book.grid(sheet)
    if isinstance(grid, Issue):
        reading.issues.append(grid.model_copy(update={"sheet": sheet}))
    elif table is form.cover:
        _read_cover(grid, sheet, table, reading)
    else:
        _read_rows(grid, sheet, form, table, reading)


def _read_cover(grid: Grid, sheet: str, table: Table, reading: Reading) -> None:
    cover = locate_cover(grid, sheet, table)
    for name, places in cover.repeated.items():
        reading.issues.append(_repeated(sheet, table, name, [a1(*place) for place in places]))
    for name in table.must_have:
        if name not in cover.table.columns:
            reading.issues.append(CHECKS["column.missing"].issue(sheet=sheet, column=table.elements[name].labels))
    read = sum(len(row) - row.count("") for row in grid)
    loaded = sum(values != ("",) for values in cover.table.columns.values())
    _count(reading, sheet, read, loaded, read - loaded - len(cover.stray), cover.stray)
    reading.tables[table.code] = cover.table


def _read_rows(grid: Grid, sheet: str, form: Form, table: Table, reading: Reading) -> None:
    filled = [len(row) - row.count("") for row in grid]
    read = sum(filled)
    headings = find_headings(grid, table)
    if headings is None:
        if read or table.required:
            expected = [element.labels for element in table.elements.values() if element.required]
            reading.issues.append(CHECKS["header.missing"].issue(sheet=sheet, expected=expected))
            _count(reading, sheet, read, 0, read, ())
        return
    body = locate_rows(grid, filled, sheet, form, table, headings)
    above = rows_above(grid, filled, table, headings)
    ignored = sum(filled[: headings.row + 1]) - len(above) + body.left_out
    ignored += _judge_columns(grid, sheet, table, headings, body.table, reading)
    loaded = sum(len(values) - values.count("") for values in body.table.columns.values())
    _count(reading, sheet, read, loaded, ignored, (*above, *body.stray))
    reading.tables[table.code] = body.table


def _judge_columns(grid: Grid, sheet: str, table: Table, headings: Headings, located: LocatedTable, reading: Reading) -> int:
    """Issues of the columns; the number of non-empty cells in columns that aren't loaded for it."""
    for name in table.must_have:
        if name not in headings.positions:
            labels = table.elements[name].labels
            reading.issues.append(CHECKS["column.missing"].issue(sheet=sheet, column=labels, suggestion=labels.kk))
    ignored = 0
    for name, columns in headings.repeated.items():
        cells = [a1(headings.row, column) for column in columns]
        reading.issues.append(_repeated(sheet, table, name, cells))
        ignored += sum(grid[row][column] != "" for row in located.rows for column in columns[1:])
    for column, text in headings.unknown.items():
        values = sum(grid[row][column] != "" for row in located.rows)
        ignored += values
        if values:
            reading.issues.append(
                CHECKS["column.unknown"].issue(sheet=sheet, cell=a1(headings.row, column), value=text, count=values)
            )
    return ignored


def _repeated(sheet: str, table: Table, name: str, cells: list[str]) -> Issue:
    return CHECKS["column.duplicate"].issue(sheet=sheet, cell=cells[-1], column=table.elements[name].labels, cells=cells)


def _count(reading: Reading, sheet: str, read: int, loaded: int, ignored: int, stray: tuple[tuple[int, int], ...]) -> None:
    """Add a sheet's cells to the counts. What is neither loaded nor ignored is an issue, so that the counts add up."""
    assert reading.cells is not None
    reading.cells.read += read
    reading.cells.loaded += loaded
    reading.cells.ignored += ignored
    if read != loaded + ignored:
        cells = [a1(*place) for place in stray[:_CELLS_NAMED]]
        reading.issues.append(
            CHECKS["cell.unread"].issue(sheet=sheet, cell=cells[0] if cells else None, cells=cells or [sheet])
        )
