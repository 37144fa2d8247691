"""Which form a workbook is, and which of its sheets holds which table."""

from collections.abc import Collection, Iterable, Set
from functools import lru_cache

from schemas.basics.text import LANGUAGES, Language, Text
from schemas.declaration.form import Form, Table, reference_sheet
from schemas.language.name_key import key
from svod.reading.layout.cover import locate_cover
from svod.reading.layout.headings import find_headings
from svod.reading.workbook.open import Book
from svod.reading.workbook.sheet_scan import Grid


def possible_forms(book: Book, forms: Collection[Form]) -> list[Form]:
    """The forms that a workbook may be: none, one, or several of which it holds equally much.

    The names of sheets tell, unless they tell of nothing but a cover, which several forms may call the same.
    """
    named = {form: by_name(tuple(book.sheet_names), form) for form in forms}
    most = max(map(len, named.values()), default=0)
    told = [form for form, found in named.items() if len(found) == most > 0]
    if len(told) == 1 and (len(forms) == 1 or named[told[0]].keys() - {told[0].cover.code}):
        return told
    likely = [form for form in forms if named[form] or _holds_what_is_required(book, form)]
    if len(likely) < 2:
        return likely
    held = {form: (*_held(book, form), len(named[form])) for form in likely}
    return [form for form in likely if held[form] == max(held.values())]


def _holds_what_is_required(book: Book, form: Form) -> bool:
    located = by_content(book, form, {})
    return all(table.code in located for table in form.all_tables.values() if table.required)


def _held(book: Book, form: Form) -> tuple[int, int]:
    """How many tables of a form a workbook's sheets hold, and how many of its labels and headings stand in them."""
    tables = form.all_tables.values()
    names = sum(max((len(_named(book, sheet, table, form)) for sheet in book.sheet_names), default=0) for table in tables)
    return len(by_content(book, form, {})), names


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
    named = _named(book, sheet, table, form)
    required = {name for name, element in table.elements.items() if element.required}
    return bool(named) and (len(named) >= len(required) if table is form.cover else required <= named)


def _named(book: Book, sheet: str, table: Table, form: Form) -> Set[str]:
    """The elements of a table that a sheet has labels or headings of; none where it says that it is for reference."""
    grid = book.grid(sheet)
    if not isinstance(grid, list) or _says_so(grid):
        return frozenset()
    if table is form.cover:
        return locate_cover(grid, sheet, table).table.columns.keys()
    headings = find_headings(grid, table)
    return headings.positions.keys() if headings else frozenset()


def is_for_reference(book: Book, sheet: str) -> bool:
    """Whether a sheet says of itself that its rows are not the return's."""
    grid = book.grid(sheet)
    return isinstance(grid, list) and _says_so(grid)


def _says_so(grid: Grid) -> bool:
    first = grid[0][0] if grid and grid[0] else ""
    return type(first) is str and key(first) in map(key, reference_sheet().all)


def language_of(written: Iterable[str], names: Iterable[Text]) -> Language:
    """The language in which most of the names that are written stand; of equals, the first."""
    keys = {key(text) for text in written}
    labels = list(names)
    return max(LANGUAGES, key=lambda language: sum(key(label.in_(language)) in keys for label in labels))
