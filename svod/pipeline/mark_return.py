"""Marks one return: takes the bytes of a workbook and the verdict on it, gives the workbook back with its issues marked.

Like check_return it must not import anything that starts processes, opens a database, or exists only on POSIX: a page in the
browser marks workbooks too.
"""

from collections.abc import Mapping

from schemas.basics.limits import LIMITS, Limits
from schemas.basics.text import Language
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn
from svod.reading.layout.sheets import is_for_reference
from svod.reading.workbook.open import Book, open_book
from svod.reports.xlsx.marked.workbook import holds_macros, list_name, marked_workbook, may_be_list
from svod.reports.xlsx.marked.xml import Unpatchable


def mark_return(
    content: bytes, file: str, checked: CheckedReturn, known: Mapping[str, Form], language: Language, limits: Limits = LIMITS
) -> bytes:
    """Return a workbook with the issues of its verdict marked; the list of issues alone if the workbook can't be read.

    `file` is only its name. An xlsx or xlsm stays what it is with everything in it; others become an xlsx with their values.
    """
    book = open_book(content, file, limits)
    if isinstance(book, Issue):
        return list_alone(checked, language)
    form = _form(checked, known)
    listed = next((name for name in book.sheet_names if may_be_list(name) and is_for_reference(book, name)), None)
    try:
        return marked_workbook(content, checked.issues, language, form, listed)
    except Unpatchable:  # it is no xlsx, or lacks what Excel needs and reading doesn't
        values, names = _values(book)
    issues = [issue.model_copy(update={"sheet": names.get(issue.sheet or "", issue.sheet)}) for issue in checked.issues]
    return marked_workbook(values, issues, language, form)


def list_alone(checked: CheckedReturn, language: Language) -> bytes:
    """Return a workbook with nothing but the list of issues."""
    from svod.reports.xlsx.values_workbook import values_workbook

    name = list_name(language)
    empty, _ = values_workbook({name: []}, {})
    return marked_workbook(empty, checked.issues, language, listed=name)


def file_ending(marked: bytes) -> str:
    """Return how the name of a marked workbook must end: Excel opens one with macros only as .xlsm."""
    return ".xlsm" if holds_macros(marked) else ".xlsx"


def _form(checked: CheckedReturn, known: Mapping[str, Form]) -> Form | None:
    """The form of a return as it holds for its period."""
    form = known.get(checked.form or "")
    return form.version_for(Period.parse(checked.period)) if form and checked.period else form


def _values(book: Book) -> tuple[bytes, Mapping[str, str]]:
    from svod.reports.xlsx.values_workbook import values_workbook  # an xlsx does without openpyxl, which takes long to import

    grids = {name: book.grid(name) for name in book.sheet_names}
    laid_out = {name: grid for name, grid in grids.items() if not isinstance(grid, Issue)}
    return values_workbook(laid_out, {name: book.rich(name) for name in laid_out})
