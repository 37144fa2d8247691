"""A warehouse whose figures change in two relations with every publication, and a reader that reads them all the time."""

import json
import sys
import time
from pathlib import Path

from schemas.basics.place import PLACE
from svod.warehouse.reader import Snapshot
from tests.builders.workbooks import build, load, workspace

# Both figures must come from one publication, or they would differ.
FIGURES = (
    "select (select value from svod.indicator_value where indicator = 'raid_participants'), "
    "(select sum(participants)::bigint from labour12.activity)"
)


def publish_figure(root: Path, figure: int) -> None:
    """Publish a warehouse with one return, whose one raid has this many participants."""
    warehouse = workspace(root).warehouse
    if not warehouse.work.exists():
        load(root, {"2026-06-10/a.xlsx": build()})
    with warehouse.writer() as writer:
        with writer._transaction():
            writer._connection.execute("update core.labour12_activity set participants = ?", [figure])
            writer._connection.execute(
                "update core.indicator_value set value = ? where indicator in ('raid_participants', 'participants')", [figure]
            )
        writer.publish()


def read_on(snapshot: Path, until: Path) -> None:
    """Open the snapshot again and again until a file exists, query it twice each time, and print every answer.

    It prints a line before the first query.
    """
    answers: list[list[tuple[int, int]]] = []
    print("reading", flush=True)
    while not until.exists():
        with Snapshot(snapshot, place=PLACE) as opened:
            answers.append([opened.query(FIGURES).rows[0] for _ in range(2)])
        time.sleep(0.25)  # about as long as a publication takes
    print(json.dumps(answers))


if __name__ == "__main__":
    read_on(Path(sys.argv[1]), Path(sys.argv[2]))
