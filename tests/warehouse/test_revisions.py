"""What a unit sends, resends, moves and deletes: which return counts, and what the coverage says."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from schemas.basics.clock import now
from schemas.basics.exact import Number
from schemas.basics.place import PLACE
from svod.pipeline.run import receive
from tests.builders.workbooks import RAID, build, is_settled, load, load_unpublished, put_raw, query, totals, workspace

BROKEN = build(activity=[{**RAID, "participants": "көп"}])
# An analyst who has the snapshot open, queries again when told to, and then opens it again.
READER = """
import sys, duckdb
figure = "select value from regional_total where indicator = 'raid_participants'"
opened = duckdb.connect(sys.argv[1], read_only=True)
print(int(opened.execute(figure).fetchone()[0]), flush=True)
sys.stdin.readline()
print(int(opened.execute(figure).fetchone()[0]))
opened.close()
print(int(duckdb.connect(sys.argv[1], read_only=True).execute(figure).fetchone()[0]))
"""
SUBMISSIONS = "select revision, status from svod.submission order by submission"


def _people(count: int, unit: str = "akzhar", **more: Any) -> bytes:
    """A return with one raid of this many participants."""
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": count}], **more)


def _nothing(unit: str, **cover: object) -> bytes:
    """A return without rows, which is rejected unless its cover declares that there is nothing to report."""
    return build(cover={"unit": unit, **cover}, activity=[])


def _figure(root: Path) -> Number | None:
    return totals(root)["raid_participants"]


def test_resubmission_replaces_the_whole_return(tmp_path: Path) -> None:
    media = [{"published_on": RAID["held_on"], "outlet": "Ақжар-хабар", "kind": "газет"}]
    rows = [RAID, {**RAID, "kind": "семинар", "title": "Еңбек", "violations": 2}]
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=rows, media_item=media)})
    before = totals(tmp_path)
    assert (before["participants"], before["violations"], before["media_items"]) == (8, 2, 1)
    load(tmp_path, {"2026-06-11/a.xlsx": _people(9)})
    after = totals(tmp_path)
    assert (after["participants"], after["violations"], after["media_items"]) == (9, None, 0)
    assert query(tmp_path, "select revision, participants from labour12.activity") == [(2, 9)]
    assert query(tmp_path, "select revision, participants from history.labour12_activity order by all") == [
        (1, 4),
        (1, 4),
        (2, 9),
    ]
    assert query(tmp_path, SUBMISSIONS) == [(1, "superseded"), (2, "accepted")]


def test_rejected_return_displaces_nothing(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7), "2026-06-11/a.xlsx": BROKEN, "2026-06-12/a.xlsx": b"not a book"})
    assert _figure(tmp_path) == 7
    assert query(tmp_path, SUBMISSIONS) == [(1, "accepted"), (2, "rejected"), (None, "rejected")]
    assert query(
        tmp_path, "select file from svod.issue join svod.submission using (submission) where severity = 'error' order by all"
    ) == [
        ("2026-06-11/a.xlsx",),
        ("2026-06-12/a.xlsx",),
    ]


def test_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    load(tmp_path, {"2026-06-11/a.xlsx": _people(7)})
    assert (_figure(tmp_path), query(tmp_path, SUBMISSIONS)) == (7, [(1, "accepted"), (2, "unchanged")])


def test_older_content_counts_again(tmp_path: Path) -> None:
    days = {"2026-06-10": 7, "2026-06-11": 9, "2026-06-12": 7}
    load(tmp_path, {f"{day}/a.xlsx": _people(count) for day, count in days.items()})
    assert (_figure(tmp_path), query(tmp_path, SUBMISSIONS)) == (7, [(1, "superseded"), (2, "superseded"), (3, "accepted")])
    assert query(tmp_path, "select submission, code, severity from svod.issue where code <> 'submission.same_night'") == [
        (3, "submission.older_content", "query")
    ]
    assert query(tmp_path, "select status, revision from svod.completeness where unit = 'akzhar'") == [("queried", 3)]


def test_order_of_receipt_decides_not_order_of_recording(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-12/a.xlsx": _people(9)})
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    assert (_figure(tmp_path), query(tmp_path, SUBMISSIONS)) == (9, [(1, "accepted"), (2, "superseded")])


def test_moved_file_is_no_new_receipt(tmp_path: Path) -> None:
    load(tmp_path, {"жаңа/a.xlsx": _people(7)})
    raw = tmp_path / "raw"
    (raw / "2026-06-10").mkdir()
    (raw / "жаңа/a.xlsx").rename(raw / "2026-06-10/b.xlsx")
    assert is_settled(load(tmp_path))
    assert query(tmp_path, "select count(*) from svod.submission") == [(1,)]
    assert is_settled(load(tmp_path))


def test_copy_is_a_new_receipt(tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": _people(7)})
    assert len(load(tmp_path, {"b.xlsx": _people(7)}).due.receipts) == 1


def test_deleted_file_keeps_counting(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    ((tmp_path / "raw") / "2026-06-10/a.xlsx").unlink()
    assert is_settled(load(tmp_path))
    load(tmp_path, {"2026-06-10/b.xlsx": _people(2, "esil")})
    assert _figure(tmp_path) == 9


def test_deleted_file_that_is_back_is_no_new_receipt(tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": _people(7)})
    ((tmp_path / "raw") / "a.xlsx").unlink()
    load(tmp_path)
    assert is_settled(load(tmp_path, {"a.xlsx": _people(7)}))


def test_overwritten_file_is_a_new_revision(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    load(tmp_path, {"2026-06-10/a.xlsx": _people(9)})
    assert (_figure(tmp_path), query(tmp_path, SUBMISSIONS)) == (9, [(1, "superseded"), (2, "accepted")])
    kept = query(tmp_path, "select sha256 from svod.submission order by submission")
    paths = [(tmp_path / "kept") / sha256[:2] / sha256 for (sha256,) in kept]
    assert [path.read_bytes() for path in paths] == [_people(7), _people(9)]


def test_dated_folder_is_the_day_of_receipt(tmp_path: Path) -> None:
    before = now()
    load(tmp_path, {"2026-06-14/қала/a.xlsx": _people(7, "petropavl"), "2026-02-30/b.xlsx": _people(7)})
    received = dict(query(tmp_path, "select unit, received_at from svod.submission"))
    assert received["petropavl"] == PLACE.first_minute(before.date().replace(year=2026, month=6, day=14))
    assert before <= received["akzhar"] <= now()


def test_receipt_decides_what_is_late(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-16/a.xlsx": _people(7), "2026-06-17/e.xlsx": _people(7, "esil")})
    found = query(tmp_path, "select unit, status, on_time from svod.completeness where revision is not null order by unit")
    assert found == [("akzhar", "accepted", True), ("esil", "late", False)]


def test_coverage_counts_every_unit_once(tmp_path: Path) -> None:
    load(
        tmp_path,
        {
            "2026-06-10/a.xlsx": _people(1, "akzhar"),
            "2026-06-20/a.xlsx": _people(2, "akzhar"),
            "2026-06-10/b.xlsx": _nothing("esil", nil_return=True),
            "2026-06-17/c.xlsx": _people(3, "petropavl"),
            "2026-06-10/d.xlsx": _nothing("zhambyl"),
            "2026-06-17/d.xlsx": _nothing("zhambyl", nil_return=True),
            "2026-06-10/e.xlsx": _nothing("mamlyut"),
            "2026-06-11/e.xlsx": b"",
        },
    )
    coverage = "select distinct expected, reported, nil, late, missing, rejected, state from svod.regional_total"
    assert query(tmp_path, coverage) == [(15, 4, 2, 2, 11, 1, "provisional")]
    assert _figure(tmp_path) == 5


def test_passes_over_temporary_and_hidden_files(tmp_path: Path) -> None:
    names = ("~$a.xlsx", ".a.xlsx", "a.tmp", ".git/a.xlsx", "2026-06-10/.~lock.a.xlsx#", "2026-06-10/a.xlsx.TMP")
    assert load(tmp_path, dict.fromkeys(names, _people(7))).due.receipts == []


def test_personal_data_is_nowhere_in_the_snapshot(tmp_path: Path) -> None:
    people = {"prepared_by": "Құпиянова Қ.", "phone": "8-715-424-24-24", "approved_by": "Жасырынов Ж."}
    signed = {"activity!A4": "Орындаушы: Құпиянова Қ., 8-715-424-24-24"}
    strayed = {**signed, "cover!D14": 87154242424, "cover!A18": "Жасырынов Ж.", "cover!B14": "#REF!"}
    too_long = {**people, "unit": "esil", "approved_by": "Жасырынов Ж." * 99}
    load(tmp_path, {"2026-06-10/a.xlsx": build(cover=people, cells=signed)})
    load(tmp_path, {"2026-06-11/b.xlsx": build(cover=too_long, cells=strayed)})
    accepted = query(tmp_path, "select unit, status from svod.submission order by submission")
    assert accepted == [("akzhar", "accepted"), ("esil", "rejected")]
    tables = query(tmp_path, "select schema_name || '.' || table_name from duckdb_tables()")
    said = repr([query(tmp_path, f"from {table}") for (table,) in tables])
    content = workspace(tmp_path).warehouse.snapshot.read_bytes()
    for secret in ("Құпиянова", "424-24-24", "Жасырынов", "87154242424"):
        assert secret not in said
        assert secret.encode() not in content


def test_next_run_publishes_what_a_killed_one_loaded(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    put_raw(tmp_path, {"2026-06-11/a.xlsx": _people(9)})
    load_unpublished(tmp_path)
    assert _figure(tmp_path) == 7
    assert load(tmp_path).due.receipts == []
    assert _figure(tmp_path) == 9
    assert is_settled(load(tmp_path))


def test_next_run_loads_what_a_killed_one_received(tmp_path: Path) -> None:
    put_raw(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    receive(workspace(tmp_path))
    load(tmp_path)
    assert (_figure(tmp_path), query(tmp_path, SUBMISSIONS)) == (7, [(1, "accepted")])


def test_survives_a_ledger_line_that_was_cut_off(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    ledger = workspace(tmp_path).storage.ledger.path
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + whole[: len(whole) // 2])
    load(tmp_path, {"2026-06-11/b.xlsx": _people(2, "esil")})
    load(tmp_path, {"2026-06-12/c.xlsx": _people(1, "petropavl")})
    assert (_figure(tmp_path), query(tmp_path, "select count(*) from svod.submission")) == (10, [(3,)])
    assert ledger.read_bytes().startswith(whole)


def test_reader_and_writer_do_not_block_each_other(tmp_path: Path) -> None:
    warehouse = workspace(tmp_path).warehouse
    load(tmp_path, {"2026-06-10/a.xlsx": _people(7)})
    command = [sys.executable, "-c", READER, str(warehouse.snapshot)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "7\n"
        load(tmp_path, {"2026-06-11/a.xlsx": _people(9)})
        with warehouse.writer() as writer:
            assert (writer.is_published(), _figure(tmp_path)) == (True, 9)
            said, _ = reader.communicate("again\n", timeout=30)
    assert (said, reader.returncode) == ("7\n9\n", 0)
