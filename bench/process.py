"""Commands as whole processes: how long they take, and what they import."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import corpus
from bench.measure import Measure, cost, python
from bench.rivals import load, workspace
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from svod.reports.renderers import RENDERERS

_COMMAND = "from flows.cli.app import main; main()"
_IMPORTED = """
import atexit, sys
heavy = ("pandas", "pyarrow", "prefect")
atexit.register(lambda: print(*(name for name in heavy if name in sys.modules), sep=",", file=sys.stderr))
"""
_WITHOUT_PDFS = "import os; os.environ['PATH'] = ''\n"
_TURNS = 5


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    of = workspace(temporary / "process")
    file = str(corpus.narrow(of.storage.raw, 20)[0])
    load(of)
    commands = {
        "svod check FILE": ["check", file],
        "svod --help": ["--help"],
        "svod totals": ["totals", "--period", "2000"],
        "svod status": ["status", "--period", "2000"],
        "svod explain": ["explain", "raids", "--period", "2000"],
        "svod query": ["query", "select count(*) from main.submission"],
    }
    targets = {"svod check FILE": 0.4, "svod --help": 0.2, "svod totals": 0.45, "svod status": 0.45, "svod explain": 0.45}
    for name, words in commands.items():
        costs = [cost(partial(_run, _command(of, words, ""))) for _ in range(_TURNS)]
        seconds = [one.processor for one in costs]
        spread = min(seconds), max(seconds)
        yield Measure(f"{name}, processor, best of {_TURNS}", min(seconds), "s", targets.get(name), spread=spread)
        yield Measure(f"{name}, on the clock, best of {_TURNS}", min(one.elapsed for one in costs), "s")
    yield from _resubmission(temporary / "sample")
    for name, words in commands.items():
        heavy = _run(_command(of, words, _IMPORTED)).splitlines()[-1]
        imported = [module for module in heavy.split(",") if module]
        listed = f" ({', '.join(imported)})" if imported else ""
        yield Measure(f"heavy modules in {name}{listed}", len(imported), "", 0)


def _resubmission(temporary: Path) -> Iterator[Measure]:
    """The cost of a process that takes in one more return beside the sample: until it is published, and with reports."""
    of = workspace(temporary)
    *others, first, second = sorted(corpus.sample(temporary / "returns"))
    of.storage.raw.mkdir(parents=True)
    for file in others:
        shutil.copy(file, of.storage.raw)
    load(of)
    shutil.copy(first, of.storage.raw)
    published = cost(partial(subprocess.run, python("-m", "bench.whole", str(temporary), "1"), check=True, capture_output=True))
    yield Measure("one return more, published, processor", published.processor, "s", 1.0)
    consolidate(replace(of, renderers=RENDERERS))
    with_reports = cost(partial(_run, _command(of, ["submit", str(second)], _WITHOUT_PDFS)))
    yield Measure("svod submit, reports written but no PDFs, processor", with_reports.processor, "s", 2.5)


def _command(of: Workspace, words: Sequence[str], before: str) -> list[str]:
    return python("-c", before + _COMMAND, "--data", str(of.storage.raw.parent), *words)


def _run(command: Sequence[str]) -> str:
    """Run a command and return its stderr. A check with errors exits with 1, which is no failure here."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise RuntimeError(done.stderr)
    return done.stderr
