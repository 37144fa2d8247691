"""Checks files without loading them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.basics.limits import Limits
from schemas.records.submission import CheckedReturn
from schemas.units.path import path_of_given
from schemas.units.register import UnitRegister
from svod.intake.receive import received_from
from svod.pipeline.check_return import check_at_path, lost_return
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace, known_names
from svod.workers.executor import Executor, Loss, into_batches

NamedFile = tuple[Path, str]
"""A file, and the part of its path that may name its unit and period."""


def check_files(
    files: Sequence[NamedFile], executor: Executor, known: Known, limits: Limits, *, guarded: bool = True
) -> Iterator[list[CheckedReturn]]:
    """Yield the verdicts on files in order, batch by batch, without their rows. Nothing is loaded.

    For `guarded` see check_file.
    """
    batches = into_batches(files, lambda file: file[0])
    for _, returns in executor.map(_Checking(known, limits, guarded), batches):
        yield returns


def prepare_to_check(executor: Executor) -> None:
    """Let an executor get ready to check files before the first one is there."""
    executor.prepare(_Checking)


def check_at_hand(workspace: Workspace, paths: Sequence[Path]) -> Iterator[list[CheckedReturn]]:
    """Check files at any path with the workspace's forms, units and accepted spellings."""
    known = known_names(workspace)
    files = [named_file(workspace, path, known.units) for path in paths]
    return check_files(files, workspace.executor, known, workspace.limits)


def files_under(folder: Path) -> list[Path]:
    """The files of a folder and those below it that a run would receive, in the order of their names."""
    return sorted(received_from(folder))


def named_file(workspace: Workspace, path: Path, units: UnitRegister) -> NamedFile:
    """A file with the part of its path that may name unit and period: the path that it has under raw/, or would get there."""
    whole, raw = path.resolve(), workspace.storage.raw.resolve()
    return path, str(whole.relative_to(raw)) if whole.is_relative_to(raw) else path_of_given(path, units)


@dataclass(frozen=True, slots=True)
class _Checking:
    """The task of checking files without loading them."""

    known: Known
    limits: Limits
    guarded: bool

    def do(self, items: Iterable[NamedFile]) -> list[CheckedReturn]:
        """Check the files."""
        return [check_at_path(path, name, self.known, self.limits, guarded=self.guarded) for path, name in items]

    def give_up(self, item: NamedFile, loss: Loss) -> list[CheckedReturn]:
        """Refuse the file."""
        return [lost_return(item[0], loss)]
