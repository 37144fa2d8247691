"""Publications neither block nor break readers: three go on reading while a hundred publications replace each other."""

import json
import subprocess
import sys
from pathlib import Path

from schemas.basics.place import PLACE
from svod.warehouse.reader import Snapshot
from tests.builders.workbooks import workspace
from tests.support.publications import FIGURES, publish_figure

PUBLICATIONS = 100


def test_readers_read_on_through_a_hundred_publications(tmp_path: Path) -> None:
    publish_figure(tmp_path, 0)
    snapshot, until = workspace(tmp_path).warehouse.snapshot, tmp_path / "published"
    words = [sys.executable, "-m", "tests.support.publications", str(snapshot), str(until)]
    readers = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    with Snapshot(snapshot, place=PLACE) as held:
        for figure in range(1, PUBLICATIONS + 1):
            publish_figure(tmp_path, figure)
        until.touch()
        assert held.query(FIGURES).rows == [(0, 0)], "who has the snapshot open goes on reading it"
    answered = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    for openings in answered:
        figures = [answers[0] for answers in openings]
        assert all(one == other for one, other in openings), "one opening, one answer"
        assert all(total == of_rows for total, of_rows in figures), "both figures from one publication"
        assert figures == sorted(figures), "never back to an older one"
        assert len(figures) > 5
    with Snapshot(snapshot, place=PLACE) as last:
        assert last.query(FIGURES).rows == [(PUBLICATIONS, PUBLICATIONS)]
    assert [path.name for path in snapshot.parent.glob("*.tmp")] == []
