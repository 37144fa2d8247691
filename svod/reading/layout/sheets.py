"""Which form a workbook is, and which of its sheets holds which table."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from schemas.basics.text import LANGUAGES, Language, Text
from schemas.declaration.form import REFERENCE_SHEET, Form, Table
from schemas.language.name_key import key
from svod.reading.layout.cover import locate_cover
from svod.reading.layout.headings import find_headings
from svod.reading.workbook.open import Book, Grid

_FOR_REFERENCE = frozenset(key(text) for text in REFERENCE_SHEET.all)


def recognise(names: Sequence[str], forms: Iterable[Form]) -> Form | None:
    """The form most of whose sheets a workbook has by name; None where no sheet has a name of any form."""
    scored = [(len(by_name(tuple(names), form)), form) for form in forms]
    best = max((score for score, _ in scored), default=0)
    return next((form for score, form in scored if score == best), None) if best else None


@lru_cache(maxsize=1024)
def by_name(names: tuple[str, ...], form: Form) -> dict[str, str]:
    """The sheet of each table, as far as the sheets' names tell. Cached: callers don't change it."""
    found: dict[str, str] = {}
    for sheet in names:
        table = form.sheet_keys.get(key(sheet))
        if table is not None:
            found.setdefault(table, sheet)
    return found


def by_content(book: Book, form: Form, found: dict[str, str]) -> dict[str, str]:
    """The sheet of each table that no name told, found by its labels or headings."""
    located = dict(found)
    for table in form.all_tables.values():
        if table.code not in located:
            for sheet in book.sheet_names:
                if sheet not in located.values() and holds(book, sheet, table, form):
                    located[table.code] = sheet
                    break
    return located


def by_content_where_misnamed(book: Book, form: Form, found: dict[str, str]) -> dict[str, str]:
    """The sheet of each table where names may mislead: as found, unless each sheet that isn't what it is named is another."""
    tables = form.all_tables
    right = {code: sheet for code, sheet in found.items() if holds(book, sheet, tables[code], form)}
    located = by_content(book, form, right)
    return located if set(found.values()) <= set(located.values()) else found


def holds(book: Book, sheet: str, table: Table, form: Form) -> bool:
    """Whether a sheet has what every return's table has: its labels, or its headings."""
    grid = book.grid(sheet)
    if not isinstance(grid, list) or _says_so(grid):
        return False
    required = {name for name, element in table.elements.items() if element.required}
    if table is form.cover:
        return len(locate_cover(grid, sheet, table).table.columns) >= len(required)
    headings = find_headings(grid, table)
    return headings is not None and required <= headings.positions.keys()


def is_for_reference(book: Book, sheet: str) -> bool:
    """Whether a sheet says of itself that its rows are not the return's."""
    grid = book.grid(sheet)
    return isinstance(grid, list) and _says_so(grid)


def _says_so(grid: Grid) -> bool:
    first = grid[0][0] if grid and grid[0] else ""
    return type(first) is str and key(first) in _FOR_REFERENCE


def language_of(written: Iterable[str], names: Iterable[Text]) -> Language:
    """The language in which most of the names that are written stand; of equals, the first."""
    keys = {key(text) for text in written}
    labels = list(names)
    return max(LANGUAGES, key=lambda language: sum(key(label.in_(language)) in keys for label in labels))
