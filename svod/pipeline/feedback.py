"""Checks a clerk's workbook and gives it back with its issues marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.basics.limits import Limits
from schemas.basics.text import Language
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import NamedFile, check_files, named_file
from svod.pipeline.known_names import Known
from svod.pipeline.mark_return import list_alone, mark_return
from svod.pipeline.workspace import Workspace, known_names
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
    ((_, marked),) = executor.map(_Marking(checked, known, language, limits), [[file[0]]])
    return checked, marked


@dataclass(frozen=True, slots=True)
class _Marking:
    """The task of marking the issues in a file."""

    checked: CheckedReturn
    known: Known
    language: Language
    limits: Limits

    def do(self, items: Iterable[Path]) -> bytes:
        """Mark the file."""
        (path,) = items
        return mark_return(path.read_bytes(), path.name, self.checked, self.known.forms, self.language, self.limits)

    def give_up(self, _item: Path, _loss: Loss) -> bytes:
        """List the issues without the file."""
        return list_alone(self.checked, self.language)
