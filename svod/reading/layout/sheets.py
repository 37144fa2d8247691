"""Recognise which form a workbook is, and which of its sheets holds which table."""

from collections.abc import Collection, Iterable, Sequence, Set
from functools import lru_cache

from schemas.basics.cell import Cell
from schemas.basics.text import LANGUAGES, Language, Text
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import reference_sheet
from schemas.declaration.table import Table
from schemas.language.dates import serial_date
from schemas.language.name_key import key
from svod.reading.layout.cover import locate_cover
from svod.reading.layout.headings import find_headings
from svod.reading.layout.wording import is_plainly
from svod.reading.workbook.open import Book
from svod.reading.workbook.sheet_scan import Grid

_TITLE_ROWS = 10


def possible_forms(book: Book, forms: Collection[Form]) -> list[Form]:
    """Return the forms that a workbook may be: none, one, or several of which it holds equally much.

    Sheet names decide, unless they name nothing but a cover: several forms may share the name of that. Of forms that are alike,
    the one is meant whose title stands in the workbook.
    """
    named = {form: by_name(tuple(book.sheet_names), form) for form in forms}
    most = max(map(len, named.values()), default=0)
    best = [form for form, located in named.items() if len(located) == most > 0]
    if len(best) == 1 and (len(forms) == 1 or named[best[0]].keys() - {best[0].cover.code}):
        return best
    likely = [form for form in forms if named[form] or _holds_required_tables(book, form)]
    if len(likely) < 2:
        return likely
    held = {form: (*_counts_of_content(book, form), len(named[form])) for form in likely}
    alike = [form for form in likely if held[form] == max(held.values())]
    titled = [form for form in alike if _holds_title(book, form)] if len(alike) > 1 else []
    return titled if len(titled) == 1 else alike


def _holds_title(book: Book, form: Form) -> bool:
    """True if a cell near the top of a sheet is a title of the form."""
    titles = {key(title) for title in (*form.title.all, *form.spellings)}
    grids = (grid for sheet in book.sheet_names if isinstance(grid := book.grid(sheet), list))
    return any(type(cell) is str and key(cell) in titles for grid in grids for row in grid[:_TITLE_ROWS] for cell in row)


def _holds_required_tables(book: Book, form: Form) -> bool:
    located = by_content(book, form, {})
    return all(table.code in located for table in form.all_tables.values() if table.required)


def _counts_of_content(book: Book, form: Form) -> tuple[int, int]:
    """Return how many of a form's tables a workbook holds, and how many of its labels and headings."""
    tables = form.all_tables.values()
    names = sum(max((len(_elements_in(book, sheet, table, form)) for sheet in book.sheet_names), default=0) for table in tables)
    return len(by_content(book, form, {})), names


@lru_cache(maxsize=1024)
def by_name(names: tuple[str, ...], form: Form) -> dict[str, str]:
    """Return the sheet of each table, as far as sheet names tell. Cached: callers don't change it."""
    located: dict[str, str] = {}
    for sheet in names:
        table = form.sheet_keys.get(key(sheet))
        if table is not None:
            located.setdefault(table, sheet)
    return located


def by_content(book: Book, form: Form, named: dict[str, str]) -> dict[str, str]:
    """Return the sheet of each table: the one in `named`, or else the first that holds its labels or headings."""
    located = dict(named)
    for table in form.all_tables.values():
        if table.code not in located:
            for sheet in book.sheet_names:
                if sheet not in located.values() and holds(book, sheet, table, form):
                    located[table.code] = sheet
                    break
    return located


def by_content_where_misnamed(book: Book, form: Form, named: dict[str, str]) -> dict[str, str]:
    """Return the sheet of each table if sheet names were swapped: by content where a sheet isn't what its name says.

    The names are believed after all if one of the named sheets would then be left over.
    """
    tables = form.all_tables
    right = {code: sheet for code, sheet in named.items() if holds(book, sheet, tables[code], form)}
    located = by_content(book, form, right)
    return located if set(named.values()) <= set(located.values()) else named


def holds(book: Book, sheet: str, table: Table, form: Form) -> bool:
    """True if a sheet holds a table's required headings, or as many labels as a cover requires."""
    named = _elements_in(book, sheet, table, form)
    required = {name for name, element in table.elements.items() if element.required}
    return bool(named) and (len(named) >= len(required) if table is form.cover else required <= named)


def count_rows(grid: Grid, table: Table) -> int:
    """Return how many rows hold all that a row of the table must have, in whatever columns: a day, a kind and a count.

    A table without codes has no rows that are told from others.
    """
    required = [table.elements[name] for name in table.required_columns]
    if not table.reports or not any(element.codes for element in required):
        return 0
    order = sorted(required, key=lambda element: (element.kind.is_free_text, element.kind.is_figure, element.codes is None))
    found = 0
    above: list[Cell] = []
    for row in grid:
        cells = [cell for cell in row if cell != ""]
        if len(cells) == 1:
            above = cells  # a kind may stand above its rows
        else:
            found += len(cells) + 1 >= len(required) and _hold_all([*cells, *above], order)
    return found


def _hold_all(cells: list[Cell], elements: Sequence[DataElement]) -> bool:
    """True if each element finds a cell of its own that is plainly its value; for a free text any text will do."""
    for element in elements:
        plain = (at for at, cell in enumerate(cells) if _may_hold(cell, element))
        found = next(plain, None)
        if found is None:
            return False
        del cells[found]
    return True


def _may_hold(cell: Cell, element: DataElement) -> bool:
    if element.kind.is_free_text:
        return type(cell) is str
    is_day = element.is_date and (type(cell) is float or type(cell) is int) and serial_date(cell) is not None
    return is_day or is_plainly(cell, element)


def _elements_in(book: Book, sheet: str, table: Table, form: Form) -> Set[str]:
    """Return the elements of a table that have a label or heading in a sheet; none if the sheet is only for reference."""
    grid = book.grid(sheet)
    if not isinstance(grid, list) or _is_marked_for_reference(grid):
        return frozenset()
    if table is form.cover:
        return locate_cover(grid, sheet, form).table.columns.keys()
    headings = find_headings(grid, table)
    return headings.positions.keys() if headings else frozenset()


def is_for_reference(book: Book, sheet: str) -> bool:
    """True if a sheet says in its first cell that it is only for reference."""
    grid = book.grid(sheet)
    return isinstance(grid, list) and _is_marked_for_reference(grid)


def _is_marked_for_reference(grid: Grid) -> bool:
    first = grid[0][0] if grid and grid[0] else ""
    return type(first) is str and key(first) in map(key, reference_sheet().all)


def language_of(written: Iterable[str], names: Iterable[Text]) -> Language:
    """Return the language in which most of the names are written; of equals, the first."""
    keys = {key(text) for text in written}
    labels = list(names)
    return max(LANGUAGES, key=lambda language: sum(key(label.in_(language)) in keys for label in labels))
