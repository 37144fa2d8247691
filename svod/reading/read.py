"""Read one workbook: open it, recognise its form, find the sheet of each table, report every sheet that is not read."""

from collections.abc import Collection, Iterator

from schemas.basics.limits import LIMITS, Limits
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import OWN_SHEETS
from schemas.declaration.table import Table
from schemas.language.name_key import key, nearest
from schemas.records.issue import Issue
from schemas.records.reading import CellCounts, Reading
from svod.reading.layout.sheet_reader import SheetReader
from svod.reading.layout.sheets import (
    by_content,
    by_content_where_misnamed,
    by_name,
    count_rows,
    holds,
    is_for_reference,
    language_of,
    possible_forms,
)
from svod.reading.workbook.open import Book, open_book

TEXTS = Texts(__package__)

# Issues of a sheet that may hold another table than its name says.
_UNLIKE_ITS_NAME = frozenset(("sheet.missing", "header.missing", "column.missing"))


def read_workbook(content: bytes, file: str, forms: Collection[Form], limits: Limits = LIMITS) -> Reading:
    """Read the bytes of a workbook. `file` is only its name. Whatever is wrong with it is returned as issues."""
    book = open_book(content, file, limits)
    if isinstance(book, Issue):
        return Reading(issues=[book])
    reading = _read_book(book, forms)
    reading.sheets = book.sheet_names
    reading.issues.extend(book.remarks)
    return reading


def _read_book(book: Book, forms: Collection[Form]) -> Reading:
    names = book.sheet_names
    possible = possible_forms(book, forms)
    if len(possible) != 1:
        return Reading(issues=_form_issues(book, possible, forms))
    (form,) = possible
    named = by_name(tuple(names), form)
    located = named
    if len(located) < len(form.all_tables) and not OWN_SHEETS.union(located.values()).issuperset(names):
        located = by_content(book, form, located)
    reading = _read_tables(book, form, located)
    if named and any(issue.code in _UNLIKE_ITS_NAME for issue in reading.issues):
        named, located = located, by_content_where_misnamed(book, form, located)
        if located != named:
            reading = _read_tables(book, form, located)
            reading.issues.extend(_misnamed_sheets(form, located))
    used = OWN_SHEETS.union(located.values())
    passed_over = [name for name in names if name not in used and not is_for_reference(book, name)]
    reading.issues.extend(_not_read(book, form, located, name) for name in passed_over)
    return reading


def _read_tables(book: Book, form: Form, located: dict[str, str]) -> Reading:
    if issue := _file_issue(book, list(located.values())):
        return Reading(issues=[issue])
    reading = Reading(form=form.code, cells=CellCounts())
    for table in form.all_tables.values():
        if table.code in located:
            SheetReader(book, located[table.code], form, table, reading).read()
        elif table.required:
            reading.issues.append(_sheet_missing(book, table, _sheet_language(form, located)))
    return reading


def _misnamed_sheets(form: Form, located: dict[str, str]) -> Iterator[Issue]:
    """Yield a query for each sheet that has the name of one table and was read as another."""
    for code, sheet in located.items():
        if form.sheet_keys.get(key(sheet), code) != code:
            read = TEXTS.fill("by_content", sheet=form.all_tables[code].sheet)
            yield CHECKS["cell.ambiguous"].issue(sheet=sheet, value=sheet, column=TEXTS["sheet_name"], read=read)


def _file_issue(book: Book, sheets: list[str]) -> Issue | None:
    """Return the issue of the whole file if none of its sheets can be read, for example because its shared texts are lost."""
    grids = [book.grid(sheet) for sheet in sheets]
    unread = [grid for grid in grids if isinstance(grid, Issue) and grid.code == "file.unreadable"]
    return unread[0] if len(unread) == len(sheets) > 1 else None


def _sheet_language(form: Form, located: dict[str, str]) -> Language:
    return language_of(located.values(), (table.sheet for table in form.all_tables.values()))


def _not_read(book: Book, form: Form, located: dict[str, str], sheet: str) -> Issue:
    """Return the issue of a sheet that was not read: one unknown to the form or, as an error, a second one for a table."""
    grid = book.grid(sheet)
    filled = not isinstance(grid, Issue) and any(cell != "" for row in grid for cell in row)
    if filled and not isinstance(grid, Issue) and (rows := max(count_rows(grid, table) for table in form.tables)):
        return _unread(sheet, [TEXTS.fill("sheet_with_rows", sheet=sheet, rows=rows)])
    if filled and (key(sheet) in form.sheet_keys or any(holds(book, sheet, table, form) for table in form.all_tables.values())):
        return _unread(sheet, [TEXTS.fill("sheet", sheet=sheet)])
    wanted = [name for code, table in form.all_tables.items() if code not in located for name in table.sheet.all]
    return CHECKS["sheet.unknown"].issue(sheet=sheet, value=sheet, suggestion=nearest(sheet, wanted))


def _unread(sheet: str, what: list[Text]) -> Issue:
    return CHECKS["cell.unread"].issue(sheet=sheet, cells=what, step=TEXTS["one_sheet"])


def _form_issues(book: Book, possible: Collection[Form], forms: Collection[Form]) -> list[Issue]:
    """Return the issues of a workbook that is none of the forms, or may be any of several."""
    if not possible:
        return [_sheet_missing(book, form.cover, "kk") for form in forms]
    unread = _file_issue(book, book.sheet_names)
    return [unread or CHECKS["form.ambiguous"].issue(forms=[form.title for form in possible])]


def _sheet_missing(book: Book, table: Table, language: Language) -> Issue:
    found = [name for name in book.sheet_names if not is_for_reference(book, name)]
    return CHECKS["sheet.missing"].issue(expected=table.sheet, found=found, suggestion=table.sheet.in_(language))
