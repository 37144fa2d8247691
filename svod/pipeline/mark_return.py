"""Marks one return: takes the bytes of a workbook and the verdict on it, gives the workbook back with its issues marked.

Like check_return it must not import anything that starts processes, opens a database, or exists only on POSIX: a page in the
browser marks workbooks too.
"""

from collections.abc import Mapping
from contextlib import suppress

from schemas.basics.limits import LIMITS, Limits
from schemas.basics.text import Language, Text
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn
from svod.reading.workbook.open import open_book
from svod.reports.xlsx.clerk_workbook import ClerkWorkbook, from_values
from svod.reports.xlsx.marked_workbook import marked_workbook, unmarked


def mark_return(
    content: bytes, file: str, checked: CheckedReturn, known: Mapping[str, Form], language: Language, limits: Limits = LIMITS
) -> bytes:
    """Return a workbook with the issues of its verdict marked; the list of issues alone if the workbook can't be read.

    `file` is only its name.
    """
    return marked_workbook(_opened(content, file, limits), checked.issues, language, _explanations(checked, known))


def list_alone(checked: CheckedReturn, language: Language) -> bytes:
    """Return a workbook with nothing but the list of issues."""
    return marked_workbook(from_values({}), checked.issues, language)


def _explanations(checked: CheckedReturn, known: Mapping[str, Form]) -> Text | None:
    """The name of the form's sheet on which clerks explain queries."""
    form = known.get(checked.form or "")
    if form and checked.period:
        form = form.version_for(Period.parse(checked.period))
    return form.all_tables[form.explanations.table].sheet if form and form.explanations else None


def _opened(content: bytes, file: str, limits: Limits) -> ClerkWorkbook:
    """The workbook itself if it is xlsx, else a workbook with its values. Empty if it can't be read."""
    book = open_book(content, file, limits)
    if isinstance(book, Issue):
        return from_values({})
    with suppress(Exception):  # openpyxl opens only xlsx, and refuses some that other programs wrote
        return unmarked(content)
    grids = {name: book.grid(name) for name in book.sheet_names}
    laid_out = {name: grid for name, grid in grids.items() if not isinstance(grid, Issue)}
    return from_values(laid_out, {name: book.rich(name) for name in laid_out})
