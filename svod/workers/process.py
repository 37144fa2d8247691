"""The worker process: takes jobs from a pipe, tells which item it is at, and is ended by the kernel when it exceeds a limit."""

import gc
import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from io import FileIO
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from schemas.basics.limits import MIB, WALL_CLOCK, Limits
from svod.no_pandas import do_without_pandas
from svod.workers.executor import Item, Task

TIMERS = ((signal.ITIMER_PROF, 1), (signal.ITIMER_REAL, WALL_CLOCK))
"""Timers and the multiple of a file's seconds after which each ends the process.

A file may use so much of the processor's time, so that a busy machine refuses no good file. The wall clock allows ten times as
much, for a file whose reader waits instead of working.
"""
OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGALRM)
"""The exit codes of a process that a timer ended."""

_MEMORY = Path("/proc/self/statm")  # only Linux has it; elsewhere memory is not limited
_MEMORY_LENGTH = 200
_DATA = 5  # the field of "85123 6210 1544 4 0 43817 0" that counts what RLIMIT_DATA limits, in pages


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a job, as the worker sends it."""

    result: Any


def work(pipe: Connection, begun: Connection, task: Task[Any, Any], limits: Limits) -> None:
    """Do jobs until the pipe is closed.

    A byte is written to `begun` for each item before it is read. What is in that pipe outlives this process, so it tells at
    which item the process died. An exception is a bug of the task, not a fault of a file: it is sent to whoever gave the job.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    _settle_in()
    with suppress(EOFError):
        while True:
            items = pipe.recv()
            try:
                pipe.send(Answer(task.do(_one_by_one(items, begun, limits))))
            except MemoryError:
                os.abort()
            except Exception as error:  # a bug of the task
                pipe.send(error)


def _end_with_parent() -> None:
    """End this process when its parent is gone, even if it was killed.

    The pipe alone would not tell: forked workers hold copies of the parent's end of it.
    """
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _settle_in() -> None:
    do_without_pandas()
    # A job makes many lists and few cycles. Looking for cycles takes a tenth of the time and finds nothing.
    gc.freeze()
    gc.disable()
    # Ctrl+C reaches all processes of a terminal; the parent ends the workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Python's own messages still reach the terminal; what native code prints when it crashes (a panic in Rust) helps no user.
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _one_by_one(items: Sequence[Item], begun: Connection, limits: Limits) -> Iterator[Item]:
    """Yield the items, each under the limits until the next is taken. The kernel's timers also end native code that hangs."""
    with _MEMORY.open("rb", buffering=0) if _MEMORY.exists() else nullcontext() as memory:
        for item in items:
            os.write(begun.fileno(), b".")
            _limit(limits.max_seconds, None if memory is None else _held(memory) + limits.max_memory * MIB)
            yield item
    _limit(0, None)


def _held(memory: FileIO) -> int:
    """Return the bytes of this process that RLIMIT_DATA counts. Opening the file each time would cost ten times as much."""
    return int(os.pread(memory.fileno(), _MEMORY_LENGTH, 0).split()[_DATA]) * resource.getpagesize()


def _limit(seconds: float, memory: int | None) -> None:
    """Limit what this process may use from now on. Zero seconds and None take the limits away."""
    for timer, times in TIMERS:
        signal.setitimer(timer, seconds * times)
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = [limit for limit in (memory, most) if limit is not None and limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(wanted, default=most), most))
