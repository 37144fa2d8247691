"""Simulates days of an office: `python -m tests.simulation 1..50 20`, or `make simulate SEEDS=1..50 DAYS=20`."""

import sys
from hashlib import sha256

from tests.simulation.days import simulate
from tests.simulation.world import Wrong


def main(seeds: str, days: str) -> int:
    """Simulate the days of each seed of a range. Returns 1 if something was wrong."""
    first, _, last = seeds.partition("..")
    wrong = []
    for seed in range(int(first), int(last or first) + 1):
        try:
            happened = sha256(simulate(seed, int(days)).encode()).hexdigest()
            print(f"seed {seed}: {days} days, nothing wrong ({happened[:8]})", flush=True)
        except Wrong as error:
            wrong.append(seed)
            print(f"{error}\nseed {seed} is wrong. Again: make simulate SEEDS={seed} DAYS={days}", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
