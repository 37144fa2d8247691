"""What is compared inside one process: calamine alone, and the program's steps with one worker."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.measure import Compared, Spread, growth, timed
from schemas.basics.limits import LIMITS
from svod.pipeline.check import check_files
from svod.pipeline.data_folder import Folders
from svod.pipeline.load import batches, load_batch
from svod.pipeline.run import Due, publish, receive
from svod.workers.pool import LocalProcesses


def calamine(files: Sequence[Path]) -> None:
    """Every sheet turned into Python lists, and nothing else."""
    for path in files:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def check(files: Sequence[Path]) -> None:
    """Every return checked, its issues not printed."""
    for _ in _checked(files):
        pass


def check_beside_calamine(files: Sequence[Path]) -> Compared:
    """A run over all files, a job at a time, and calamine over the job's files. The first, in which all starts, is left out."""
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
    """How many files each job of a run checked, with one worker."""
    yield from map(len, check_files([(path, path.name) for path in files], _executor(1)))


def _executor(workers: int) -> LocalProcesses:
    return LocalProcesses(workers, LIMITS)


def load(folders: Folders, workers: int = 1) -> None:
    """Everything under raw/ received, checked, loaded and published."""
    load_received(folders, receive(folders, _executor(workers)), workers)


def load_received(folders: Folders, due: Due, workers: int = 1) -> None:
    """What was received checked, loaded and published."""
    for entries in batches(due.entries):
        load_batch(folders, entries, _executor(workers))
    publish(folders)


def copy(folders: Folders) -> None:
    """Every file under raw/ copied, and nothing else."""
    shutil.copytree(folders.raw, folders.kept)


def anew(folders: Folders) -> Folders:
    """The data folder as before its first run: only raw/ is left.

    Nothing is deleted: for minutes after, ext4 passes over the place of every file that was, so that new ones cost ten times
    as much as in a folder that only grows, as a region's does.
    """
    past = Path(tempfile.mkdtemp(prefix="past-", dir=folders.root))
    for made in (folders.kept, folders.work.parent):
        if made.exists():
            made.rename(past / made.name)
    return folders


def load_growth(sizes: Sequence[Folders], rounds: int) -> tuple[float, Spread]:
    """How much more a return costs in the second half of a large run than in the first, with one worker, once it is received.

    Receiving is left out: what it costs to make a file depends on the file system and on what else it holds.
    """
    seconds: list[list[float]] = [[] for _ in sizes]
    for _ in range(rounds):
        for folders, found in zip(sizes, seconds, strict=True):
            due = receive(anew(folders), _executor(1))
            found.append(timed(partial(load_received, folders), due))
    return growth(*seconds)
