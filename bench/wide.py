"""A few returns of 50,000 rows: against calamine, a row of them against a row of smaller ones, memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import corpus, narrow
from bench.measure import Measure, alternate, peak_memory, run
from bench.rivals import anew, calamine, check, load_growth, workspace
from svod.pipeline.workspace import Workspace

_SIZES = 4, 12, 20
_CHECKED = 6
_ROUNDS = 3
_PARTS = 8  # this many smaller returns have as many rows as a large one, and are read the same way


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    sizes = [workspace(temporary / str(count)) for count in _SIZES]
    files = [corpus.wide(of.storage.raw, count) for of, count in zip(sizes, _SIZES, strict=True)][-1]
    parts = corpus.wide(temporary / "parts", _PARTS, corpus.WIDE_ROWS // _PARTS)
    check(parts)
    slices = [[path] for path in files[:_CHECKED]]
    compared = alternate(check, calamine, slices)
    yield Measure(f"check {_CHECKED} of 50,000 rows, one worker / calamine", compared.ratio, "x", spread=compared.spread)
    compared = alternate(check, lambda _: check(parts), slices)
    yield Measure(f"check 50,000 rows in one file / in {_PARTS}", compared.ratio, "x", 1.15, spread=compared.spread)
    yield from _whole(sizes)


def _whole(sizes: Sequence[Workspace]) -> Iterator[Measure]:
    few, half, many = _SIZES
    grown, spread = load_growth(sizes, _ROUNDS)
    yield Measure(f"check + load, wide files {half} to {many} / {few} to {half}", grown, "x", 1.15, spread=spread)
    seconds = run(narrow.whole(anew(sizes[-1]))).seconds
    yield Measure(f"{many} x 50,000 rows as a process, two workers", seconds, "s")
    for of, count in zip(sizes, _SIZES, strict=True):
        held = peak_memory(narrow.whole(anew(of)))
        yield Measure(f"memory of all processes, {count} x 50,000 rows, two workers", held, "MiB")
