"""What is compared inside one process: calamine alone, and the program's steps with one worker."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.measure import Spread, growth, processor_seconds
from svod.checking import check_files
from svod.folders import Folders
from svod.loading import batches, load_batch
from svod.run import publish, receive


def calamine(files: Sequence[Path]) -> None:
    """Every sheet turned into Python lists, and nothing else."""
    for path in files:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def check(files: Sequence[Path]) -> None:
    """Every return checked, its issues not printed."""
    for _ in check_files([(path, path.name) for path in files], workers=1):
        pass


def load(folders: Folders, workers: int = 1) -> None:
    """Everything under raw/ received, checked, loaded and published."""
    due = receive(folders)
    for entries in batches(due.entries):
        load_batch(folders, entries, workers)
    publish(folders)


def anew(folders: Folders) -> Folders:
    """The data folder as before its first run: only raw/ is left."""
    for made in (folders.kept, folders.work.parent):
        shutil.rmtree(made, ignore_errors=True)
    return folders


def load_growth(sizes: Sequence[Folders], rounds: int) -> tuple[float, Spread]:
    """How much more a return costs in the second half of a large run than in the first, with one worker."""
    seconds: list[list[float]] = [[] for _ in sizes]
    for _ in range(rounds):
        for folders, found in zip(sizes, seconds, strict=True):
            anew(folders)
            found.append(processor_seconds(partial(load, folders)))
    return growth(*seconds)
