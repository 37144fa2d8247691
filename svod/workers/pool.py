"""An executor for this machine: worker processes, any of which may die of the file it reads.

A workbook can make its reader hang, ask for all the memory there is, or crash. So files are read only in worker processes. When
one dies, the file it was reading is read again in a batch of its own, and given up if that worker dies too. The other files of
the batch are read again as well, and come out as if nothing had happened.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing import forkserver, get_context
from multiprocessing.connection import wait
from multiprocessing.context import ForkContext, ForkServerContext
from pathlib import Path
from typing import Any, Generic

from schemas.basics.limits import Limits
from svod.workers.executor import Item, Loss, Result, Task
from svod.workers.process import OUT_OF_TIME, Answer, work

_MORE_THAN_A_BATCH = 1 << 16

_THREADS = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class LocalProcesses:
    """Runs tasks in up to `workers` processes of this machine, each file within the limits of time and memory."""

    workers: int
    limits: Limits

    def prepare(self, task: type[Task[Item, Result]]) -> None:
        """Start the fork server, which imports the task's module while this process goes on."""
        get_context("forkserver").set_forkserver_preload([task.__module__])
        forkserver.ensure_running()

    def map(self, task: Task[Item, Result], batches: Sequence[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], Result]]:
        """Yield each batch with its result, in order. A batch in which a worker died comes out in parts."""
        starts = accumulate(map(len, batches), initial=0)
        waiting = deque(_Job(start, items) for start, items in zip(starts, batches, strict=False))
        done: dict[int, tuple[Sequence[Item], Result]] = {}
        crew = [_Worker[Item](task, self.limits) for _ in range(min(self.workers, len(batches)))]
        due, end = 0, sum(map(len, batches))
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


@dataclass(frozen=True, slots=True)
class _Job(Generic[Item]):
    """Consecutive items; `start` is the position of the first one among the items of all batches."""

    start: int
    items: Sequence[Item]

    def around(self, index: int) -> list["_Job[Item]"]:
        """Cut the job into the items before an item, that item alone, and the items after it."""
        cuts = ((0, index), (index, index + 1), (index + 1, len(self.items)))
        return [_Job(self.start + first, self.items[first:last]) for first, last in cuts if first < last]


class _Worker(Generic[Item]):
    """A worker process and the job it is doing. The process is replaced whenever it dies."""

    def __init__(self, task: Task[Item, Any], limits: Limits) -> None:
        self._task, self._limits = task, limits
        self._start()

    def _start(self) -> None:
        context = _context(type(self._task).__module__)
        self.pipe, theirs = context.Pipe()
        self._begun, begin = context.Pipe(duplex=False)
        # A forked process inherits the task; a fork server is sent it pickled. Either happens once a process.
        self._process = context.Process(target=work, args=(theirs, begin, self._task, self._limits), daemon=True)
        self._process.start()
        theirs.close()
        begin.close()
        self.job: _Job[Item] | None = None

    def give(self, job: _Job[Item]) -> None:
        """Send it a job."""
        self.job = job
        self.pipe.send(job.items)

    def hear(self) -> Answer | Loss:
        """Return its answer, or how it died. Raises what the task raised: that is no fault of a file."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return "time" if self._process.exitcode in OUT_OF_TIME else "crash"
        if isinstance(message, Exception):
            raise message
        assert isinstance(message, Answer)
        return message

    def begun(self) -> int:
        """Return how many items of its job it began. Call once a job, after the job ends."""
        return len(os.read(self._begun.fileno(), _MORE_THAN_A_BATCH))

    def rest(self, *, dead: bool) -> None:
        """Get ready for the next job."""
        self.job = None
        if dead:
            self.end()
            self._start()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        self._begun.close()


def _ended(
    task: Task[Item, Result], crew: Sequence[_Worker[Item]], waiting: deque[_Job[Item]]
) -> Iterator[tuple[_Job[Item], Result]]:
    """Wait until a worker answers or dies, and yield the jobs that ended. A job that killed its worker is cut up."""
    ready = wait([worker.pipe for worker in crew if worker.job])
    for worker in crew:
        job = worker.job
        if job is None or worker.pipe not in ready:
            continue
        message, begun = worker.hear(), worker.begun()
        if isinstance(message, Answer):
            yield job, message.result
        elif not begun:
            raise RuntimeError("a worker process ended before it began")
        elif len(job.items) == 1:
            yield job, task.give_up(job.items[0], message)
        else:
            # The item begun last killed the worker. [a b c d] that died at c becomes [a b], [c], [d].
            waiting.extendleft(reversed(job.around(begun - 1)))
        worker.rest(dead=not isinstance(message, Answer))


def _context(preload: str) -> ForkContext | ForkServerContext:
    """Return how workers start: by fork if this process has one thread, which takes milliseconds, else from a fork server.

    A fork copies locks as they are but only the thread that forks: a lock that another thread holds stays locked for ever.
    """
    if _THREADS.exists() and len(list(_THREADS.iterdir())) == 1:
        return get_context("fork")
    context = get_context("forkserver")
    context.set_forkserver_preload([preload])
    return context
