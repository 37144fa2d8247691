"""A short simulation in every run of the tests; `make simulate` takes longer ones."""

import subprocess
import sys


def _simulated(seeds: str) -> list[str]:
    words = [sys.executable, "-m", "tests.simulation", seeds, "3"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_nothing_is_wrong_in_some_days_and_a_seed_gives_the_same_days_again() -> None:
    """Parts of backups come back, a disk is full, processes are killed."""
    days = _simulated("1..2")
    assert len(days) == 2
    assert _simulated("2") == days[1:]
