"""Takes in files that somebody hands in, at once and without the others."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.units.path import path_of_given
from svod.files import make_folder, replacing
from svod.intake.file_store import hash_of
from svod.intake.raw_paths import is_passed_over, unused_path
from svod.intake.recorded_path import recorded_path
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace, known_names

TEXTS = Texts(__package__)


def submit(workspace: Workspace, files: Sequence[Path]) -> tuple[Outcome, list[str]]:
    """Copy files into raw/ and run for these files only. Returns the outcome and their paths under raw/.

    Each file handed in gets its own receipt, even if the same was received before. Raises UnknownName if runs ignore a name.
    """
    if hidden := [file.name for file in files if is_passed_over(file.name)]:
        raise UnknownName(TEXTS.fill("passed_over", files=hidden))
    names: list[str] = []

    def choose(run: Run) -> Collection[str]:
        run.workspace.storage.require_raw(run.ledger)
        units = known_names(run.workspace).units
        names.extend(_put(run.workspace.storage.raw, file, path_of_given(file, units), run.ledger.last_seen) for file in files)
        return names

    make_folder(workspace.storage.raw.parent)
    return consolidate(workspace, choose), [recorded_path(name) for name in names]


def _put(raw: Path, file: Path, name: str, last_seen: Mapping[str, str]) -> str:
    """The path of a file under raw/: its own if it is there already and is new, else that of a copy under an unused name."""
    whole = file.resolve()
    digest = hash_of(whole)
    if whole.is_relative_to(raw.resolve()):
        lies = whole.relative_to(raw.resolve()).as_posix()
        if last_seen.get(recorded_path(lies)) != digest:
            return lies
    copy = unused_path(raw, name, digest, last_seen)
    make_folder(copy.parent)
    with replacing(copy) as unfinished:
        shutil.copyfile(file, unfinished)
    return copy.relative_to(raw).as_posix()
