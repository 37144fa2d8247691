"""Runs an operation in a process of its own that stops at chosen lines, so that something can happen to it there.

A stop is a module and a number: the process stops before the line of that module that it comes to as the n-th. What happens is
up to the caller: it may look at the files, copy them, kill the process, or let its disk be full from there on. The same stops
give the same run each time.
"""

import os
import pickle
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import FrameType
from typing import Any, Literal, NoReturn

from schemas.basics.exceptions import SvodError

MODULES = (
    "svod.files",
    "svod.intake.file_store",
    "svod.intake.ledger",
    "svod.intake.receive",
    "svod.pipeline.decisions",
    "svod.pipeline.load",
    "svod.pipeline.reconcile",
    "svod.pipeline.report_watermark",
    "svod.pipeline.run",
    "svod.pipeline.write_reports",
    "svod.warehouse.assertions",
    "svod.warehouse.warehouse",
    "svod.warehouse.watermark",
    "svod.warehouse.writer",
    "shutil",
)
"""Where a process can stop: whatever touches files."""

_STOPPED, _ENDED = b"s", b"e"
_LATER = 2**62


@dataclass(frozen=True, slots=True)
class Stop:
    """The place where a process stops: before the n-th line of a module."""

    module: str
    line: int


@dataclass(frozen=True, slots=True)
class End:
    """How an operation ended: done with a result, refused or failed with a sentence, by a fault of the program, or killed."""

    how: Literal["done", "refused", "fault", "killed"]
    result: Any = None
    error: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class FullDisk:
    """From here on no file grows beyond some bytes."""

    size: int


@dataclass(frozen=True, slots=True)
class Kill:
    """The process ends here."""


Happening = Callable[[], "FullDisk | Kill | None"]
"""What happens at a stop, in the caller's process."""


def run(operation: Callable[[], Any], stops: Mapping[Stop, Happening] | None = None) -> End:
    """Run an operation in a process of its own, and let things happen at its stops."""
    stops = stops or {}
    to_parent, from_child = os.pipe()[::-1]
    from_parent, to_child = os.pipe()
    child = os.fork()
    if not child:
        os.close(from_child)
        os.close(to_child)
        _work(operation, stops, to_parent, from_parent)
    os.close(to_parent)
    os.close(from_parent)
    try:
        return _attend(child, stops, from_child, to_child)
    finally:
        os.close(from_child)
        os.close(to_child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _attend(child: int, stops: Mapping[Stop, Happening], from_child: int, to_child: int) -> End:
    in_order = list(stops.values())
    with os.fdopen(os.dup(from_child), "rb") as heard:
        while kind := heard.read(1):
            if kind == _ENDED:
                end = pickle.load(heard)
                assert isinstance(end, End)
                return end
            match in_order[pickle.load(heard)]():
                case Kill():
                    os.kill(child, signal.SIGKILL)
                    return End("killed")
                case FullDisk(size):
                    os.write(to_child, b"%d\n" % size)
                case None:
                    os.write(to_child, b"\n")
    raise AssertionError("the process ended without a word")


def _work(operation: Callable[[], Any], stops: Mapping[Stop, Happening], to_parent: int, from_parent: int) -> NoReturn:
    """What the process does."""
    told, heard = os.fdopen(to_parent, "wb", buffering=0), os.fdopen(from_parent, "rb")

    def stopped(number: int) -> None:
        told.write(_STOPPED + pickle.dumps(number))
        if reply := heard.readline().strip():
            _fill_disk(int(reply))

    # Whether a file is young must not depend on how fast this machine is.
    time.time_ns = lambda: _LATER
    try:
        with _stopping(list(stops), stopped):
            end = End("done", operation())
    except BaseException as error:
        end = failed(error)
    told.write(_ENDED + pickle.dumps(end))
    os._exit(0)


def failed(error: BaseException) -> End:
    """How an operation ended that raised an error: with a sentence for the user, or by a fault of the program."""
    match error:
        case SvodError():
            return End("refused", error=type(error).__name__, sentence=error.message.en)
        case OSError():
            return End("refused", error="OSError", sentence=str(error))
        case _:
            return End("fault", error="".join(traceback.format_exception(error)))


@contextmanager
def _stopping(stops: Sequence[Stop], stopped: Callable[[int], None]) -> Iterator[None]:
    """Call `stopped` with the number of each stop that is come to."""
    waiting: dict[str, dict[int, int]] = {}
    for number, stop in enumerate(stops):
        waiting.setdefault(_file_of(stop.module), {})[stop.line] = number
    lines: Counter[str] = Counter()

    def at_line(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            file = frame.f_code.co_filename
            lines[file] += 1
            number = waiting[file].pop(lines[file], None)
            if number is not None:
                stopped(number)
        return at_line

    sys.settrace(lambda frame, *_: at_line if frame.f_code.co_filename in waiting else None)
    try:
        yield
    finally:
        sys.settrace(None)


def _fill_disk(size: int) -> None:
    """Let no file grow beyond some bytes: the system refuses to write more, as it does where a disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@cache
def _file_of(module: str) -> str:
    found = find_spec(module)
    assert found
    assert found.origin
    return found.origin
