"""A run as a whole process, without Prefect: python -m bench.whole DATA WORKERS."""

import json
import sys
import time
from pathlib import Path

from bench.rivals import load, workspace
from svod.no_pandas import do_without_pandas

_LOADED = "select count(*), sum(participants) from history.labour12_activity"


def main(data: str, workers: str) -> None:
    """Receive, check, load and publish. Print how long it took after the imports, and what was loaded."""
    do_without_pandas()
    of = workspace(Path(data), workers=int(workers))
    start = time.perf_counter()
    load(of)
    seconds = time.perf_counter() - start
    with of.warehouse.reader() as snapshot:
        rows, participants = snapshot.query(_LOADED).rows[0]
    print(json.dumps({"seconds": seconds, "rows": rows, "participants": int(participants)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
