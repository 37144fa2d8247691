"""Taking in files that somebody hands over, at once and alone."""

import shutil
from collections.abc import Collection, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path

from svod.files import replacing
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace


def submit(workspace: Workspace, files: Sequence[Path]) -> tuple[Outcome, list[str]]:
    """Copy files into raw/ and do what a run does for them alone; their paths under raw/ come with what was done.

    Every file handed in is a receipt of its own, also one received before.
    """
    names: list[str] = []

    def choose(run: Run) -> Collection[str]:
        names.extend(_put(workspace.storage.raw, file, run.ledger.last_seen) for file in files)
        return names

    return consolidate(workspace, choose), names


def _put(raw: Path, file: Path, last_seen: Mapping[str, str]) -> str:
    """The path of a file under raw/: where it lies there and waits for a run, or copied in under a name that is free."""
    whole = file.resolve()
    if whole.is_relative_to(raw.resolve()):
        lies = whole.relative_to(raw.resolve()).as_posix()
        with whole.open("rb") as content:
            if last_seen.get(lies) != file_digest(content, "sha256").hexdigest():
                return lies
    name, number = file.name, 1
    while (raw / name).exists():
        number += 1
        name = f"{file.stem} ({number}){file.suffix}"
    raw.mkdir(parents=True, exist_ok=True)
    with replacing(raw / name) as unfinished:
        shutil.copyfile(file, unfinished)
    return name
