"""Rivals inside one process: calamine alone, and the steps of svod with one worker."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.measure import Compared, Spread, growth, timed
from schemas.basics.limits import LIMITS
from svod.pipeline.check import check_files
from svod.pipeline.known_names import Known, declared
from svod.pipeline.run import consolidate, receive
from svod.pipeline.workspace import Workspace
from svod.workers.pool import LocalProcesses


def calamine(files: Sequence[Path]) -> None:
    """Read every sheet into Python lists, and nothing else."""
    for path in files:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def check(files: Sequence[Path]) -> None:
    """Check every return without printing issues."""
    for _ in _checked(files):
        pass


def check_beside_calamine(files: Sequence[Path]) -> Compared:
    """Check all files job by job, each beside calamine. The first job is left out because everything starts in it."""
    run, left = _checked(files), iter(files)
    calamine(list(islice(left, next(run))))
    ours, theirs = [], []
    start = time.perf_counter()
    for count in run:
        ours.append(time.perf_counter() - start)
        theirs.append(timed(calamine, list(islice(left, count))))
        start = time.perf_counter()
    return Compared(ours, theirs)


def _checked(files: Sequence[Path]) -> Iterator[int]:
    """The number of files in each batch of a run with one worker."""
    named = [(path, path.name) for path in files]
    yield from map(len, check_files(named, LocalProcesses(1, LIMITS), declared(), LIMITS))


def workspace(root: Path, known: Known | None = None, workers: int = 1) -> Workspace:
    """A data folder without reports."""
    return replace(Workspace.in_folder(root, LocalProcesses(workers, LIMITS), known), renderers=())


def load(of: Workspace) -> None:
    """Receive, check, load and publish everything under raw/."""
    consolidate(of)


def copy(of: Workspace) -> None:
    """Copy every file under raw/, and nothing else."""
    shutil.copytree(of.storage.raw, of.storage.raw.parent / "kept")


def anew(of: Workspace) -> Workspace:
    """Reset the data folder to before its first run: only raw/ is left.

    Nothing is deleted: for minutes afterwards ext4 avoids the space of deleted files, and new ones cost ten times as much as in
    a folder that only grows, as a region's does.
    """
    root = of.storage.raw.parent
    past = Path(tempfile.mkdtemp(prefix="past-", dir=root))
    for made in (root / "kept", of.warehouse.folder):
        if made.exists():
            made.rename(past / made.name)
    return of


def load_growth(sizes: Sequence[Workspace], rounds: int) -> tuple[float, Spread]:
    """How much more a received return costs in the second half of a large run than in the first, with one worker.

    Receiving is left out: the cost of creating a file depends on the file system and what else is on it.
    """
    seconds: list[list[float]] = [[] for _ in sizes]
    for _ in range(rounds):
        for size, of_size in zip(sizes, seconds, strict=True):
            receive(anew(size))
            of_size.append(timed(load, size))
    return growth(*seconds)
