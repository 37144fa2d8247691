"""Moments and numbers that svod gives never go back: what a clock that was put back does, and numbers of revisions."""

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import duckdb

from schemas.forms.labour12.form import FORM
from svod.pipeline.decisions import close
from svod.pipeline.rebuild import rebuild
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from tests.builders.workbooks import ACTOR, RAID, UNITS, build, load, put_raw, query, totals, workspace


def _at(root: Path, moment: str) -> tuple[Workspace, list[str]]:
    """A workspace whose clock stands at a moment of 2026-06, and what it remarks."""
    notes: list[str] = []
    clock = datetime.fromisoformat(f"2026-06-{moment}+05:00")
    return replace(workspace(root), clock=lambda: clock, note=lambda text: notes.append(text.en)), notes


def test_a_clock_that_was_put_back_hides_no_correction(tmp_path: Path) -> None:
    for participants, moment in ((7, "14T09:00"), (9, "10T09:00"), (11, "10T09:01")):
        put_raw(tmp_path, {"a.xlsx": build(activity=[{**RAID, "participants": participants}])})
        own, notes = _at(tmp_path, moment)
        consolidate(own)
        assert totals(tmp_path)["raid_participants"] == participants
        assert [note.partition(",")[0] for note in notes] == (
            ["The machine's clock says 10.06.2026 09:0" + moment[-1]] if notes else []
        )
        assert bool(notes) == (moment[:2] == "10")
    put_raw(tmp_path, {"2026-06-09/b.xlsx": build(activity=[{**RAID, "participants": 13}])})
    consolidate(_at(tmp_path, "10T09:02")[0])
    numbered = "select file, revision, status, received_at::date::varchar from svod.submission order by submission"
    assert query(tmp_path, numbered) == [
        ("a.xlsx", 1, "superseded", "2026-06-14"),
        ("a.xlsx", 2, "superseded", "2026-06-14"),
        ("a.xlsx", 3, "accepted", "2026-06-14"),
        ("2026-06-09/b.xlsx", 4, "superseded", "2026-06-09"),
    ]
    recorded = [row[0] for row in query(tmp_path, "select recorded_at from svod.submission order by submission")]
    assert all(earlier < later for earlier, later in pairwise(recorded))


def test_what_comes_after_a_closing_does_so_also_where_the_clock_stands(tmp_path: Path) -> None:
    put_raw(tmp_path, {"a.xlsx": build()})
    own, _ = _at(tmp_path, "14T09:00")
    consolidate(own)
    close(_at(tmp_path, "10T09:00")[0], FORM, "2026", UNITS, ACTOR)
    put_raw(tmp_path, {"b.xlsx": build(activity=[RAID, RAID])})
    consolidate(_at(tmp_path, "10T09:00")[0])
    statuses = query(tmp_path, "select file, status from svod.submission order by submission")
    assert statuses == [("a.xlsx", "accepted"), ("b.xlsx", "after_closing")]


def test_revision_numbers_stay_when_the_warehouse_is_made_anew(tmp_path: Path) -> None:
    """Also where more is known today than when they were given: here of the first file, unreadable to an earlier version."""
    load(tmp_path, {"a.xlsx": build(activity=[RAID, RAID])})
    load(tmp_path, {"b.xlsx": build()})
    work = workspace(tmp_path).warehouse.work
    with duckdb.connect(str(work)) as connection:
        connection.execute("delete from core.revision where submission = 1")
        connection.execute("update core.revision set revision = 1")
    rebuild(workspace(tmp_path), lambda _: None)
    numbers = "select submission, revision from svod.submission order by submission"
    assert query(tmp_path, numbers) == [(1, 2), (2, 1)]
    work.write_bytes(b"damaged")
    rebuild(workspace(tmp_path), lambda _: None)
    assert query(tmp_path, numbers) == [(1, 2), (2, 1)]
    load(tmp_path, {"c.xlsx": build(activity=[RAID, RAID, RAID])})
    assert query(tmp_path, numbers) == [(1, 2), (2, 1), (3, 3)]


def test_the_day_of_receipt_is_the_regions(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-12/a.xlsx": build()})
    with duckdb.connect(str(workspace(tmp_path).warehouse.snapshot), read_only=True) as snapshot:
        for zone in ("UTC", "Asia/Almaty", "America/New_York"):
            snapshot.execute(f"set TimeZone = '{zone}'")
            assert snapshot.sql("select received_date from svod.submission").fetchall() == [(date(2026, 6, 12),)]
