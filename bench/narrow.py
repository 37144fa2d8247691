"""Thousands of small returns: against calamine, against the pipeline that a user would write, memory, a rerun."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from bench import corpus
from bench.measure import Compared, Ended, Measure, alternate, cost, peak_memory, python, run, timed
from bench.rivals import anew, calamine, check_beside_calamine, copy, load, load_growth, workspace
from svod.pipeline.run import receive
from svod.pipeline.workspace import Workspace

FEW, HALF, MANY = 200, 1_100, 2_000
_ROUNDS = 3
_RERUNS = 5


def measures(temporary: Path, full: bool = False) -> Iterator[Measure]:
    """The rows of the table. With `full` the other pipeline reads all returns and not a tenth of them."""
    few, half, many = (workspace(temporary / name) for name in ("few", "half", "many"))
    corpus.narrow(few.storage.raw, FEW)
    corpus.narrow(half.storage.raw, HALF)
    files = corpus.narrow(many.storage.raw, MANY)
    yield from _against_calamine(files, few, many)
    yield from _rerun(many)
    yield from _whole_processes(few, many, full)
    grown, spread = load_growth((few, half, many), _ROUNDS)
    yield Measure(f"check + load, files {HALF:,} to {MANY:,} / {FEW} to {HALF:,}", grown, "x", 1.15, spread=spread)
    yield from _memory(few, half, many)


def _against_calamine(files: Sequence[Path], few: Workspace, many: Workspace) -> Iterator[Measure]:
    compared = check_beside_calamine(files)
    yield Measure(f"check {MANY:,}, one worker / calamine", compared.ratio, "x", 2.0, spread=compared.spread)
    compared, waited = Compared([], []), []
    for _ in range(_ROUNDS):
        started = cost(partial(load, anew(few)))
        loaded = cost(partial(load, anew(many)))
        compared += Compared([loaded.processor - started.processor], [cost(partial(calamine, files[FEW:])).processor])
        waited.append(loaded.waited * 100)
    name = f"receive + check + load {MANY - FEW:,} more, one worker"
    yield Measure(f"{name} / calamine, processor", compared.ratio, "x", 2.5, spread=compared.spread)
    yield Measure(f"{name}: waiting for the disk", median(waited), "%", spread=(min(waited), max(waited)))
    compared = Compared([], [])
    for _ in range(_ROUNDS):
        compared += alternate(lambda _: receive(anew(many)), lambda _: copy(anew(many)), [None])
    yield Measure(f"receive {MANY:,} / copy the files", compared.ratio, "x", spread=compared.spread)


def _rerun(many: Workspace) -> Iterator[Measure]:
    """A run in which nothing changed since the previous one."""
    first = timed(load, anew(many))
    again = [timed(receive, many) / first * 100 for _ in range(_RERUNS)]
    yield Measure(f"rerun over {MANY:,} unchanged / first run", median(again), "%", 3, spread=(min(again), max(again)))


def _whole_processes(few: Workspace, many: Workspace, full: bool) -> Iterator[Measure]:
    small, large, naive = [], [], []
    for _ in range(1 if full else _ROUNDS):
        small.append(_whole(few))
        large.append(_whole(many))
        naive.append(_naive_seconds(few, many, small[-1], large[-1], full))
    seconds = [ended.seconds for ended in large]
    ratios = [theirs / ours for theirs, ours in zip(naive, seconds, strict=True)]
    scaled = "" if full else f" ({FEW}, scaled)"
    spread = min(ratios), max(ratios)
    yield Measure(f"pandas + openpyxl + pydantic{scaled} / {MANY:,}, two workers", median(ratios), "x", 12, "at least", spread)
    yield Measure(f"{MANY:,} as a process, two workers", median(seconds), "s", spread=(min(seconds), max(seconds)))


def _whole(of: Workspace) -> Ended:
    return run(whole(anew(of)))


def whole(of: Workspace) -> list[str]:
    """The command for a whole run with two workers."""
    return python("-m", "bench.whole", str(of.storage.raw.parent), "2")


def _naive_seconds(few: Workspace, many: Workspace, small: Ended, large: Ended, full: bool) -> float:
    """The seconds of the other pipeline for all returns. Its imports are counted once, the rest is scaled up."""
    of, ours = (many, large) if full else (few, small)
    database = of.storage.raw.parent / "naive.duckdb"
    database.unlink(missing_ok=True)
    ended = run(python("-m", "bench.naive", str(of.storage.raw), str(database)))
    for what in ("rows", "participants"):
        if ended.printed[what] != ours.printed[what]:
            raise ValueError(f"the two pipelines disagree: {what} {ended.printed[what]} and {ours.printed[what]}")
    return ended.seconds if full else ended.seconds + ended.printed["seconds"] * (MANY // FEW - 1)


def _memory(few: Workspace, half: Workspace, many: Workspace) -> Iterator[Measure]:
    for of, count, target in ((few, FEW, None), (half, HALF, None), (many, MANY, 600)):
        held = peak_memory(whole(anew(of)))
        yield Measure(f"memory of all processes, {count:,}, two workers", held, "MiB", target)
