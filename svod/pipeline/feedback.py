"""Checks a clerk's workbook and gives it back with its issues marked."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.basics.limits import Limits
from schemas.basics.text import Language, Text
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import NamedFile, check_files, named_file
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace, known_names
from svod.reading.workbook.open import open_book
from svod.reports.xlsx.clerk_workbook import ClerkWorkbook, from_values
from svod.reports.xlsx.marked_workbook import marked_workbook, unmarked
from svod.workers.executor import Executor, Loss


def mark(workspace: Workspace, path: Path, language: Language) -> tuple[CheckedReturn, bytes]:
    """Check a file with the workspace's accepted spellings, and mark its issues."""
    known = known_names(workspace)
    file = named_file(workspace, path, known.units)
    return marked_copy(file, language, workspace.executor, known, workspace.limits)


def marked_copy(
    file: NamedFile, language: Language, executor: Executor, known: Known, limits: Limits
) -> tuple[CheckedReturn, bytes]:
    """Return the verdict on a file, and its workbook as xlsx with the issues marked; if that fails, a list of issues."""
    ((checked,),) = check_files([file], executor, known, limits)
    marking = _Marking(tuple(checked.issues), language, _explanations(checked, known), limits)
    ((_, marked),) = executor.map(marking, [[file[0]]])
    return checked, marked


@dataclass(frozen=True, slots=True)
class _Marking:
    """The task of marking the issues in a file."""

    issues: tuple[Issue, ...]
    language: Language
    explanations: Text | None
    limits: Limits

    def do(self, items: Iterable[Path]) -> bytes:
        """Mark the file."""
        (workbook,) = (_opened(path, self.limits) for path in items)
        return marked_workbook(workbook, self.issues, self.language, self.explanations)

    def give_up(self, _item: Path, _loss: Loss) -> bytes:
        """List the issues without the file."""
        return marked_workbook(from_values({}), self.issues, self.language)


def _explanations(checked: CheckedReturn, known: Known) -> Text | None:
    """The name of the form's sheet on which clerks explain queries."""
    form = known.forms.get(checked.form or "")
    if form and checked.period:
        form = form.version_for(Period.parse(checked.period))
    return form.all_tables[form.explanations.table].sheet if form and form.explanations else None


def _opened(path: Path, limits: Limits) -> ClerkWorkbook:
    """The workbook itself if it is xlsx, else a workbook with its values. Empty if it can't be read."""
    content = path.read_bytes()
    book = open_book(content, path.name, limits)
    if isinstance(book, Issue):
        return from_values({})
    with suppress(Exception):  # openpyxl opens only xlsx, and refuses some that other programs wrote
        return unmarked(content)
    grids = {name: book.grid(name) for name in book.sheet_names}
    laid_out = {name: grid for name, grid in grids.items() if not isinstance(grid, Issue)}
    return from_values(laid_out, {name: book.rich(name) for name in laid_out})
