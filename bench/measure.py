"""Measures rivals in turns, whole processes, their memory and their imports."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal, TypeVar

Slice = TypeVar("Slice")
Spread = tuple[float, float]

_SAMPLED_EVERY = 0.05
_PROCESS_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table. Without a target it is only for comparison."""

    name: str
    value: float
    unit: str
    target: float | None = None
    sense: Literal["at most", "at least"] = "at most"
    spread: Spread | None = None

    @property
    def met(self) -> bool | None:
        """True if the target is met. None if there is none."""
        if self.target is None:
            return None
        return self.value <= self.target if self.sense == "at most" else self.value >= self.target


@dataclass(frozen=True, slots=True)
class Compared:
    """The seconds that two rivals took for the same slices of work."""

    ours: Sequence[float]
    theirs: Sequence[float]

    def __add__(self, more: "Compared") -> "Compared":
        """The seconds for more slices added."""
        return Compared([*self.ours, *more.ours], [*self.theirs, *more.theirs])

    @property
    def ratio(self) -> float:
        """The ratio of the sums."""
        return sum(self.ours) / sum(self.theirs)

    @property
    def spread(self) -> Spread:
        """The lowest and the highest ratio of a slice."""
        ratios = [ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True)]
        return min(ratios), max(ratios)


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that succeeded: its seconds and what it printed, as JSON."""

    seconds: float
    printed: dict[str, float]


def alternate(ours: Callable[[Slice], object], theirs: Callable[[Slice], object], slices: Sequence[Slice]) -> Compared:
    """Run both rivals over each slice, in alternating order, so that other load on the machine hits both."""
    seconds: dict[int, list[float]] = {0: [], 1: []}
    for turn, work_slice in enumerate(slices):
        for rival in (0, 1) if turn % 2 == 0 else (1, 0):
            seconds[rival].append(timed(theirs if rival else ours, work_slice))
    return Compared(seconds[0], seconds[1])


def growth(small: Sequence[float], half: Sequence[float], large: Sequence[float]) -> tuple[float, Spread]:
    """How much more the second half of the work costs than the first, in the median round. 1 means linear growth."""
    rounds = [(last - middle) / (middle - first) for first, middle, last in zip(small, half, large, strict=True)]
    return median(rounds), (min(rounds), max(rounds))


@dataclass(frozen=True, slots=True)
class Cost:
    """What work took: processor seconds of this process and its children, and seconds on the clock."""

    processor: float
    elapsed: float

    @property
    def waited(self) -> float:
        """The share of the time, from 0 to 1, in which the processor waited for the disk or for other programs."""
        return max(0.0, 1 - self.processor / self.elapsed)


def cost(work: Callable[[], object]) -> Cost:
    """Do the work and return what it took. Processor seconds hardly depend on other load."""
    start, times = time.perf_counter(), os.times()
    work()
    return Cost(sum(os.times()[:4]) - sum(times[:4]), time.perf_counter() - start)


def instructions(command: Sequence[str]) -> int:
    """Return how many instructions a process and its children execute, as valgrind counts them.

    The count is the same to a few per mille in every run, whatever else the machine does.
    """
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder, "counts.%p")
        watched = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--trace-children=yes", f"--cachegrind-out-file={counts}"]
        subprocess.run([*watched, *command], check=False, capture_output=True, timeout=_PROCESS_SECONDS)
        # The last line of each process's file: "summary: 123456789"
        return sum(int(file.read_text().rpartition("summary:")[2]) for file in Path(folder).iterdir())


def timed(work: Callable[[Slice], object], argument: Slice) -> float:
    """The seconds that work takes."""
    start = time.perf_counter()
    work(argument)
    return time.perf_counter() - start


def python(*arguments: str) -> list[str]:
    """The command that runs this Python."""
    return [sys.executable, *arguments]


def run(command: Sequence[str]) -> Ended:
    """Run a process to its end. Its last line is JSON."""
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_PROCESS_SECONDS)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Ended(seconds, json.loads(done.stdout.splitlines()[-1]))


def peak_memory(command: Sequence[str]) -> float:
    """The most MiB that a process and its children use at once. Shared memory is counted once."""
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(_held(pid) for pid in _tree(process.pid)))
            time.sleep(_SAMPLED_EVERY)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak / 1024


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError):  # the process may have ended in the meantime
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _held(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
