"""Checking files without loading them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.basics.limits import Limits
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_file, refused_return
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace, known_names
from svod.reading.workbook.file_type import unreadable
from svod.validation.file_path import OnCover, path_issues
from svod.workers.executor import Executor, Loss, into_batches

NamedFile = tuple[Path, str]
"""A file, and the part of its path that may name its unit and period."""


def check_files(
    files: Sequence[NamedFile], executor: Executor, known: Known, limits: Limits, *, guarded: bool = True
) -> Iterator[list[CheckedReturn]]:
    """Yield the verdicts on files in order, a batch at a time, without their rows. Nothing is loaded.

    For `guarded` see check_file.
    """
    batches = into_batches(files, lambda file: file[0])
    for batch, returns in executor.map(_Checking(known, limits, guarded), batches):
        for (_, name), checked in zip(batch, returns, strict=True):
            on_cover = OnCover(checked.form, checked.unit, checked.period)
            checked.issues.extend(path_issues(name, on_cover, known.forms, known.units))
        yield returns


def check_at_hand(workspace: Workspace, paths: Sequence[Path]) -> Iterator[list[CheckedReturn]]:
    """The same of files that may lie anywhere, with the forms and units of a workspace and the spellings accepted in it."""
    files = [named_file(workspace, path) for path in paths]
    return check_files(files, workspace.executor, known_names(workspace), workspace.limits)


def named_file(workspace: Workspace, path: Path) -> NamedFile:
    """A file with the part of its path that may name its unit and period: under raw/ with its folders, elsewhere its name."""
    whole, raw = path.resolve(), workspace.storage.raw.resolve()
    return path, str(whole.relative_to(raw)) if whole.is_relative_to(raw) else path.name


@dataclass(frozen=True, slots=True)
class _Checking:
    """The task of checking files that are not loaded."""

    known: Known
    limits: Limits
    guarded: bool

    def do(self, items: Iterable[NamedFile]) -> list[CheckedReturn]:
        """Check files."""
        returns = []
        for path, name in items:
            checked = check_file(path, name, self.known.forms, self.known.units, self.limits, guarded=self.guarded)
            # Nobody asked for the rows: they would take memory here, and time on their way from the worker.
            checked.tables = {}
            returns.append(checked)
        return returns

    def give_up(self, item: NamedFile, loss: Loss) -> list[CheckedReturn]:
        """Refuse a file."""
        return [refused_return(item[0], unreadable(loss))]
