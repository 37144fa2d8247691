"""Spreading work over processes, any of which may die of what it reads.

A workbook can make its reader hang, ask for all the memory there is, or end its process. So files are read in worker processes
only. Where one dies, the file that it was at is read again in a job of its own, and given up where the worker dies of that too;
the other files come out as if nothing had happened.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import forkserver, get_context
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext, ForkServerContext
from pathlib import Path
from typing import Any, Generic, TypeVar

from schemas.basics.limits import Limits
from svod.workers.process import OUT_OF_TIME, Answer, Loss, Task, work

FILES_A_JOB = 50
BYTES_A_JOB = 4 << 20
_MANY = 1 << 16

Item = TypeVar("Item")
Result = TypeVar("Result")

_THREADS = Path("/proc/self/task")


def spread(
    task: Task[Item, Result], jobs: Sequence[Sequence[Item]], workers: int, limits: Limits
) -> Iterator[tuple[Sequence[Item], Result]]:
    """The result of each job, with its items, in order. A job in which a worker died comes out in parts."""
    waiting = deque(_Job(start, items) for start, items in zip(accumulate(map(len, jobs), initial=0), jobs, strict=False))
    done: dict[int, tuple[Sequence[Item], Result]] = {}
    crew = [_Worker[Item](task, limits) for _ in range(min(workers, len(jobs)))]
    due, end = 0, sum(map(len, jobs))
    try:
        while due < end:
            for worker in crew:
                if worker.job is None and waiting:
                    worker.give(waiting.popleft())
            for job, result in _ended(task, crew, waiting):
                done[job.start] = job.items, result
            while due in done:
                items, result = done.pop(due)
                due += len(items)
                yield items, result
    finally:
        for worker in crew:
            worker.end()


def get_ready(module: str) -> None:
    """Start the process of which the workers for a module's tasks will be copies; its imports go on beside this one's work."""
    get_context("forkserver").set_forkserver_preload([module])
    forkserver.ensure_running()


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


@dataclass(frozen=True, slots=True)
class _Job(Generic[Item]):
    """Items that follow each other, from a place in the whole on."""

    start: int
    items: Sequence[Item]

    def around(self, index: int) -> list["_Job[Item]"]:
        """What lies before an item, that item alone, what lies after it."""
        cuts = ((0, index), (index, index + 1), (index + 1, len(self.items)))
        return [_Job(self.start + first, self.items[first:last]) for first, last in cuts if first < last]


class _Worker(Generic[Item]):
    """A worker process, started anew whenever it dies, and the job that it is at."""

    def __init__(self, task: Task[Item, Any], limits: Limits) -> None:
        self._task, self._limits = task, limits
        self._start()

    def _start(self) -> None:
        context = _context(type(self._task).__module__)
        self.pipe, theirs = context.Pipe()
        self._begun, begin = context.Pipe(duplex=False)
        self._process = context.Process(target=work, args=(theirs, begin, self._task, self._limits), daemon=True)
        self._process.start()
        theirs.close()
        begin.close()
        self.job: _Job[Item] | None = None

    def give(self, job: _Job[Item]) -> None:
        """Let it do a job."""
        self.job = job
        self.pipe.send(job.items)

    def hear(self) -> Answer | Loss:
        """What it has to say: an answer, or how it died. Raises what made the task itself impossible."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return "time" if self._process.exitcode in OUT_OF_TIME else "crash"
        if isinstance(said, Exception):
            raise said
        assert isinstance(said, Answer)
        return said

    def begun(self) -> int:
        """How many items of its job it has begun. To be asked once a job, when that is over."""
        return len(os.read(self._begun.fileno(), _MANY))

    def rest(self, *, dead: bool) -> None:
        """Be ready for the next job."""
        self.job = None
        if dead:
            self.end()
            self._start()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        self._begun.close()


def _ended(
    task: Task[Item, Result], crew: Sequence[_Worker[Item]], waiting: deque[_Job[Item]]
) -> Iterator[tuple[_Job[Item], Result]]:
    """Wait for one, and give the jobs that ended. A job that was more than the file of which its worker died is cut up."""
    ready = wait([worker.pipe for worker in crew if worker.job])
    for worker in crew:
        job = worker.job
        if job is None or worker.pipe not in ready:
            continue
        said, begun = worker.hear(), worker.begun()
        if isinstance(said, Answer):
            yield job, said.result
        elif not begun:
            raise RuntimeError("a worker process ended before it began")
        elif len(job.items) == 1:
            yield job, task.give_up(job.items[0], said)
        else:
            waiting.extendleft(reversed(job.around(begun - 1)))
        worker.rest(dead=not isinstance(said, Answer))


def _context(preload: str) -> ForkContext | ForkServerContext:
    """How workers start: as copies of this process, which is quick, or of one that has no threads where this one has some.

    A process that is copied while a thread of it holds a lock never gets that lock.
    """
    if _THREADS.exists() and len(list(_THREADS.iterdir())) == 1:
        return get_context("fork")
    context = get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context
