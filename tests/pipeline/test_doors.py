"""Files that come through doors: received beside a run, once, safe at any moment, and for no other unit than the door's."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.basics.exceptions import DataDamaged, NotAllowed
from schemas.basics.text import Text
from schemas.checks.catalogue import CHECKS
from schemas.forms.labour12.form import FORM
from schemas.records.submission import Door
from svod.pipeline.asked import Asked
from svod.pipeline.decisions import admit, close, withdraw_file
from svod.pipeline.doors import Doors, load_received
from svod.pipeline.open_issues import open_issues
from svod.pipeline.rebuild import rehearse, verify
from tests.builders.workbooks import ACTOR, RAID, UNITS, build, is_settled, load, put_raw, query, totals, workspace
from tests.conftest import Run

DESK = Door("desk", "akzhar")
STATUSES = "select submission, unit, revision, status from svod.submission order by submission"


def _unsaid(_: Text) -> None:
    raise AssertionError


def _raids(participants: int, unit: str = "akzhar") -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": participants}])


def _handed_in(root: Path, *contents: bytes, door: Door = DESK) -> None:
    doors = Doors(workspace(root))
    for number, content in enumerate(contents):
        doors.receive(door, "есеп.xlsx", content, f"{door} {number} {hash(content)}")
    load_received(workspace(root))


def test_a_file_is_received_while_a_run_holds_the_lock(tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": _raids(1, "esil")})
    own = workspace(tmp_path)
    with own.warehouse.lock():
        receipt = Doors(own).receive(DESK, "есеп.xlsx", _raids(7), "1")
    assert (receipt.submission, receipt.file) == (2, "doors/desk/akzhar/есеп.xlsx")
    assert (tmp_path / "raw" / receipt.file).read_bytes() == _raids(7)
    load(tmp_path)
    assert is_settled(load(tmp_path)), "what lies in the folder of a door has its receipt"
    assert query(tmp_path, STATUSES) == [(1, "esil", 1, "accepted"), (2, "akzhar", 1, "accepted")]
    assert query(tmp_path, "select door, door_unit from svod.submission order by submission") == [(None, None), DESK]


def test_a_delivery_is_received_once_and_every_other_one_gets_a_receipt_of_its_own(tmp_path: Path) -> None:
    doors = Doors(workspace(tmp_path))
    names = (
        "есеп.xlsx",
        "есеп.xlsx",
        "../../есеп.xlsx",
        "C:\\есеп.xlsx",
        ".hidden",
        "~$x.tmp",
        "",
        "\u202e",
        "ж" * 300 + ".xlsx",
    )
    receipts = [doors.receive(DESK, name, _raids(7), str(number)) for number, name in enumerate(names)]
    assert doors.receive(DESK, "another name.xlsx", _raids(7), "0") == receipts[0]
    assert Doors(workspace(tmp_path)).receive(DESK, "есеп.xlsx", _raids(7), "1") == receipts[1]
    assert [receipt.submission for receipt in receipts] == list(range(1, len(names) + 1))
    files = [receipt.file for receipt in receipts]
    assert len(set(files)) == len(files)
    assert {file.rpartition("/")[0] for file in files} == {"doors/desk/akzhar"}
    assert sorted((tmp_path / "raw").rglob("*.*")) == sorted(tmp_path / "raw" / file for file in files if "." in file)
    load(tmp_path)
    assert query(tmp_path, "select count(*), max(revision) from svod.submission") == [(len(names), len(names))]
    assert verify(workspace(tmp_path), lambda _: None) == []


def test_raw_that_is_gone_takes_nothing_in(tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": _raids(1)})
    (tmp_path / "raw").rename(tmp_path / "share")
    with pytest.raises(DataDamaged, match="where there was one before"):
        Doors(workspace(tmp_path)).receive(DESK, "a.xlsx", _raids(2), "1")


def test_a_restored_ledger_is_read_anew(tmp_path: Path) -> None:
    doors = Doors(workspace(tmp_path))
    doors.receive(DESK, "a.xlsx", _raids(1), "1")
    ledger = tmp_path / "kept/ledger.jsonl"
    backup = ledger.read_bytes()
    doors.receive(DESK, "a.xlsx", _raids(2), "2")
    ledger.write_bytes(backup)
    assert doors.receive(DESK, "b.xlsx", _raids(3), "3").submission == 2
    assert workspace(tmp_path).storage.ledger.read().breaks == []


_HANDING_IN = """
import sys
from pathlib import Path
from tests.pipeline.test_doors import DESK
from tests.builders.workbooks import workspace
from svod.pipeline.doors import Doors
doors = Doors(workspace(Path(sys.argv[1])))
for number in range(int(sys.argv[2]), 10**6):
    doors.receive(DESK, "x.xlsx", f"{number}".encode(), str(number))
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_any_kill(tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    for start, after in enumerate((1, 2, 3, 5, 8)):
        process = subprocess.Popen(
            [sys.executable, "-c", _HANDING_IN, str(tmp_path), str(1000 * start)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        acknowledged |= {process.stdout.readline().strip() for _ in range(after)}
        os.kill(process.pid, signal.SIGKILL)
        acknowledged |= set(process.communicate()[0].split())
    storage = workspace(tmp_path).storage
    receipts = storage.ledger.receipts()
    received = {storage.kept.read(receipt.sha256).decode() for receipt in receipts}
    assert acknowledged <= received
    assert storage.ledger.read().breaks == []
    assert len(received) == len(receipts)


def test_what_lies_in_the_folder_of_a_door_without_a_receipt_came_through_that_door(tmp_path: Path) -> None:
    """The process was killed after it had put the file there."""
    load(tmp_path, {"doors/desk/akzhar/a.xlsx": _raids(1, "esil"), "doors/a.xlsx": _raids(2)})
    assert query(tmp_path, "select file, status, door_unit from svod.submission order by file") == [
        ("doors/a.xlsx", "accepted", None),
        ("doors/desk/akzhar/a.xlsx", "set_aside", "akzhar"),
    ]


@pytest.mark.parametrize("door", [DESK, Door("mail", None), Door("desk", "of another register")])
def test_another_units_return_is_set_aside_and_leaves_that_unit_untouched(tmp_path: Path, door: Door) -> None:
    load(tmp_path, {"a.xlsx": _raids(7, "esil"), "b.xlsx": _raids(2, "zhambyl")})
    before, figures = query(tmp_path, "from svod.completeness order by unit"), totals(tmp_path)
    rejected = build(cover={"unit": "esil"}, cells={"activity!A2": "кеше"})
    _handed_in(tmp_path, _raids(90, "esil"), rejected, door=door)
    assert (query(tmp_path, "from svod.completeness order by unit"), totals(tmp_path)) == (before, figures)
    assert query(tmp_path, STATUSES)[2:] == [(3, None, None, "set_aside"), (4, None, None, "set_aside")]
    code = "door.other_unit" if door == DESK else "door.stranger"
    (first, second) = open_issues(workspace(tmp_path), Asked(_unsaid, "labour12", "2026")).issues[-2:]
    assert {(one.code, one.unit, one.likely_unit, one.severity) for one in (first, second)} == {(code, None, "esil", "query")}
    close(workspace(tmp_path), FORM, "2026", UNITS, ACTOR)
    assert verify(workspace(tmp_path), lambda _: None) == []


def test_what_was_set_aside_is_admitted_or_refused(tmp_path: Path, run: Run) -> None:
    load(tmp_path, {"a.xlsx": _raids(7, "esil")})
    before = workspace(tmp_path).now()
    _handed_in(tmp_path, _raids(90, "esil"), _raids(50, "esil"))
    assert [line for line in run("status")[1].splitlines() if "set aside" in line]
    assert CHECKS["door.other_unit"].title.en in run("status")[1]
    withdraw_file(workspace(tmp_path), 3, ACTOR)
    with pytest.raises(NotAllowed):
        admit(workspace(tmp_path), 3, ACTOR)
    with pytest.raises(NotAllowed):
        admit(workspace(tmp_path), 1, ACTOR)
    code, said, _ = run("admit", "2", "--reason", "the regional office sent it for them", "--by", "Head")
    assert (code, "into the return of esil" in said) == (0, True)
    assert query(tmp_path, STATUSES) == [
        (1, "esil", 1, "superseded"),
        (2, "esil", 2, "accepted"),
        (3, None, None, "withdrawn"),
    ]
    assert totals(tmp_path)["raid_participants"] == 90
    assert not query(tmp_path, "from svod.issue where status = 'accepted' and severity = 'query' and starts_with(code, 'door')")
    then = json.loads(run("totals", "--as-of", before.isoformat(), "--json")[1])
    assert then["totals"]["raid_participants"] == 7
    assert verify(workspace(tmp_path), lambda _: None) == []
    rehearsed = rehearse(workspace(tmp_path), lambda _: None)
    assert (rehearsed.statuses, rehearsed.totals, rehearsed.findings) == ([], [], [])
    assert "admitted" in run("revisions", "esil")[1]
    assert run("withdraw", "esil", "--reason", "no")[0] == 0
    assert totals(tmp_path)["raid_participants"] == 7


def test_what_is_admitted_after_closing_waits_for_the_reopening(tmp_path: Path, run: Run) -> None:
    load(tmp_path, {"a.xlsx": _raids(7, "esil")})
    _handed_in(tmp_path, _raids(90, "esil"))
    close(workspace(tmp_path), FORM, "2026", UNITS, ACTOR)
    admit(workspace(tmp_path), 2, ACTOR)
    assert (query(tmp_path, STATUSES)[1][3], totals(tmp_path)["raid_participants"]) == ("after_closing", 7)
    assert run("reopen", "--reason", "x")[0] == 0
    assert totals(tmp_path)["raid_participants"] == 90


def test_a_rejected_file_belongs_to_the_unit_of_its_door(tmp_path: Path) -> None:
    """Its cover names no unit, or it can't be read at all: it is that unit's, and nobody has to find out whose it is."""
    load(tmp_path, {"a.xlsx": _raids(7, "esil")})
    nameless, broken = build(cells={"cover!B3": None}), b"PK\x03\x04 cut off"
    _handed_in(tmp_path, nameless, broken)
    assert query(tmp_path, STATUSES)[1:] == [(2, "akzhar", 1, "rejected"), (3, "akzhar", None, "rejected")]
    assert not query(tmp_path, "from svod.unplaced_return")
    assert query(tmp_path, "select status, rejected_count from svod.completeness where unit = 'akzhar'") == [("rejected", 2)]
    issues = open_issues(workspace(tmp_path), Asked(_unsaid, "labour12", "2026", unit="akzhar")).issues
    assert [(issue.submission, issue.code) for issue in issues] == [(3, "file.unreadable")]
    _handed_in(tmp_path, _raids(5))
    assert query(tmp_path, "select revision, rejected_since from svod.completeness where unit = 'akzhar'") == [(2, False)]
    assert not open_issues(workspace(tmp_path), Asked(_unsaid, "labour12", "2026", unit="akzhar")).issues
    close(workspace(tmp_path), FORM, "2026", UNITS, ACTOR)


def test_the_name_of_a_file_is_still_compared_with_its_cover(tmp_path: Path) -> None:
    doors = Doors(replace(workspace(tmp_path)))
    doors.receive(DESK, "Есіл ауданы 2026.xlsx", _raids(1), "1")
    put_raw(tmp_path, {"doors/desk/akzhar/2.xlsx": _raids(2)})
    load(tmp_path)
    assert query(tmp_path, "select submission, code from svod.issue where code = 'unit.mismatch'") == [(1, "unit.mismatch")]
