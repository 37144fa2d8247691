"""A few returns of 50,000 rows: against calamine, a row of them against a row of a small return, growth, memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import corpus, narrow
from bench.measure import Measure, alternate, growth, peak_memory, run
from bench.rivals import anew, calamine, check
from svod.folders import Folders

_SIZES = 4, 12, 20
_CHECKED = 6
_SMALL = 550  # so many small returns hold as many rows as one of these


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    sizes = [Folders(temporary / str(count)) for count in _SIZES]
    files = [corpus.wide(folders.raw, count) for folders, count in zip(sizes, _SIZES, strict=True)][-1]
    small = corpus.narrow(temporary / "small", _SMALL)
    check(small[:10])
    slices = [[path] for path in files[:_CHECKED]]
    found = alternate(check, calamine, slices)
    yield Measure(f"check {_CHECKED} of 50,000 rows, one worker / calamine", found.ratio, "x", spread=found.spread)
    found = alternate(check, lambda _: check(small), slices)
    yield Measure(f"check 50,000 rows in one file / in {_SMALL}", found.ratio, "x", 1.15, spread=found.spread)
    yield from _whole(sizes)


def _whole(sizes: Sequence[Folders]) -> Iterator[Measure]:
    few, half, many = _SIZES
    seconds = [run(narrow.whole(anew(folders))).said["seconds"] for folders in sizes]
    grown, _ = growth(*([one] for one in seconds))
    yield Measure(f"time of {half} to {many} x 50,000 rows / of {few} to {half}, two workers", grown, "x", 1.15)
    yield Measure(f"{many} x 50,000 rows past imports, two workers", seconds[-1], "s")
    for folders, count in zip(sizes, _SIZES, strict=True):
        held = peak_memory(narrow.whole(anew(folders)))
        yield Measure(f"memory of all processes, {count} x 50,000 rows, two workers", held, "MiB")
