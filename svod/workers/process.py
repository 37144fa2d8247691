"""The process that reads: it takes jobs from a pipe, says which item it is at, and lives within limits that end it."""

import gc
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from io import FileIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from schemas.basics.limits import MIB, Limits
from svod.workers.no_pandas import do_without_pandas

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)

Loss = Literal["time", "crash"]
"""Why an item was given up: it took too long, or its worker did not survive it."""

TIMERS = ((signal.ITIMER_PROF, 1), (signal.ITIMER_REAL, 10))
"""A file's time is the processor's, so that a busy machine refuses nothing; by the clock it is ten times as much."""
OUT_OF_TIME = (-signal.SIGPROF, -signal.SIGALRM)

_MEMORY = Path("/proc/self/statm")  # Linux alone has it; elsewhere memory is not limited
_MEMORY_LENGTH = 200
_DATA = 5  # the field that counts what RLIMIT_DATA limits, in pages


class Task(Protocol[Item_contra, Result_co]):
    """What is done with items, and what becomes of one that is given up."""

    def do(self, items: Iterable[Item_contra]) -> Result_co:
        """The result of items, in a worker. Each is under the limits until the next is taken."""

    def give_up(self, item: Item_contra, loss: Loss) -> Result_co:
        """The result of an item that no worker survives."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says when its job is done."""

    result: Any


def work(pipe: Connection, begun: Connection, task: Task[Any, Any], limits: Limits) -> None:
    """Do jobs until the pipe is closed, and write a byte for each item begun: it wakes nobody, and outlives this process.

    An exception says that svod cannot go on, so it is handed to whoever gave the job.
    """
    _settle_in()
    with suppress(EOFError):
        while True:
            items = pipe.recv()
            try:
                pipe.send(Answer(task.do(_one_by_one(items, begun, limits))))
            except MemoryError:
                os.abort()
            except Exception as error:
                pipe.send(error)


def _settle_in() -> None:
    do_without_pandas()
    # A job makes many lists and few cycles: looking for them costs a tenth of it and finds nothing.
    gc.freeze()
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What native code says on its way down is of no use to those who send files or check them.
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _one_by_one(items: Sequence[Item], begun: Connection, limits: Limits) -> Iterator[Item]:
    """The items, each under the limits until the next is taken. A timer ends a process also where no Python runs."""
    with _MEMORY.open("rb", buffering=0) if _MEMORY.exists() else nullcontext() as memory:
        for item in items:
            os.write(begun.fileno(), b".")
            _limit(limits.max_seconds, None if memory is None else _held(memory) + limits.max_memory * MIB)
            yield item
    _limit(0, None)


def _held(memory: FileIO) -> int:
    """The bytes of this process that RLIMIT_DATA counts. Opening the file for each item would cost ten times as much."""
    return int(os.pread(memory.fileno(), _MEMORY_LENGTH, 0).split()[_DATA]) * resource.getpagesize()


def _limit(seconds: float, memory: int | None) -> None:
    for timer, times in TIMERS:
        signal.setitimer(timer, seconds * times)
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = [limit for limit in (memory, most) if limit is not None and limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(wanted, default=most), most))
