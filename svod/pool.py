"""Spreading work over processes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from svod.warehouse.light import do_without_pandas

FILES_A_JOB = 50
BYTES_A_JOB = 4 << 20

Job = TypeVar("Job")
Result = TypeVar("Result")
Item = TypeVar("Item")


def spread(function: Callable[[Job], Result], jobs: Sequence[Job], workers: int, preload: Sequence[str]) -> Iterator[Result]:
    """The results of a function for each job, in order. One worker, or one job, is this process itself.

    Workers are forked from a server process that has imported the modules in `preload` and has no threads, so that it is safe
    whoever calls, and each module is imported once.
    """
    if workers <= 1 or len(jobs) <= 1:
        for job in jobs:
            with _without_collector():
                result = function(job)
            yield result
        return
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    executor: Executor = ProcessPoolExecutor(min(workers, len(jobs)), mp_context=context, initializer=_start_worker)
    with executor:
        yield from executor.map(function, jobs)


def into_jobs(items: Sequence[Item], path: Callable[[Item], Path]) -> list[list[Item]]:
    """Cut files into jobs: as many small ones as pay for the way there and back, or one large one."""
    jobs: list[list[Item]] = []
    size = 0
    for item in items:
        length = path(item).stat().st_size
        if not jobs or len(jobs[-1]) >= FILES_A_JOB or size + length > BYTES_A_JOB:
            jobs.append([])
            size = 0
        jobs[-1].append(item)
        size += length
    return jobs


@contextmanager
def _without_collector() -> Iterator[None]:
    """A job makes many lists and few cycles: looking for them costs a tenth of it and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _start_worker() -> None:
    do_without_pandas()
    gc.freeze()
    gc.disable()
