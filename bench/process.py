"""Commands as whole processes: how long they take, and what they import."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import corpus
from bench.measure import Measure, python, timed
from bench.rivals import load, workspace
from svod.pipeline.workspace import Workspace

_COMMAND = "from flows.cli.app import main; main()"
_IMPORTED = """
import atexit, sys
heavy = ("pandas", "pyarrow", "prefect")
atexit.register(lambda: print(*(name for name in heavy if name in sys.modules), sep=",", file=sys.stderr))
"""
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
        "svod query": ["query", "select count(*) from main.submission"],
    }
    targets = {"svod check FILE": 0.5}
    for name, words in commands.items():
        seconds = [timed(_run, _command(of, words, "")) for _ in range(_TURNS)]
        spread = min(seconds), max(seconds)
        yield Measure(f"{name}, best of {_TURNS}", min(seconds), "s", targets.get(name), spread=spread)
    for name, words in commands.items():
        heavy = _run(_command(of, words, _IMPORTED)).splitlines()[-1]
        imported = [module for module in heavy.split(",") if module]
        told = f" ({', '.join(imported)})" if imported else ""
        yield Measure(f"heavy modules in {name}{told}", len(imported), "", 0)


def _command(of: Workspace, words: Sequence[str], before: str) -> list[str]:
    return python("-c", before + _COMMAND, "--data", str(of.storage.raw.parent), *words)


def _run(command: Sequence[str]) -> str:
    """What a command says on its standard error. A check whose answer is no ends with 1."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise RuntimeError(done.stderr)
    return done.stderr
