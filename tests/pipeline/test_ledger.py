"""The ledger is the truth: what a backup, a lost line or a hand does to it is found, and no receipt is passed over."""

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from schemas.basics.exceptions import DataDamaged
from schemas.basics.text import Text
from svod.pipeline.rebuild import rebuild, verify
from svod.pipeline.run import Outcome, consolidate
from svod.pipeline.workspace import Workspace
from tests.builders.workbooks import RAID, UNITS, act, build, is_settled, load, put_raw, query, totals, workspace
from tests.conftest import Run, Svod


def _raids(participants: int, unit: str = "akzhar") -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": participants}])


def _ledger(root: Path) -> Path:
    return workspace(root).storage.ledger.path


def _lines(root: Path) -> list[str]:
    return _ledger(root).read_text(encoding="utf-8").splitlines(keepends=True)


def _write(root: Path, lines: list[str]) -> None:
    _ledger(root).write_text("".join(lines), encoding="utf-8")


def _noting(root: Path) -> tuple[Workspace, list[str]]:
    """A workspace, and what it remarks."""
    notes: list[str] = []

    def note(text: Text) -> None:
        notes.append(text.en)

    return replace(workspace(root), note=note), notes


def _rebuilt(root: Path) -> Outcome:
    return rebuild(workspace(root), lambda _: None)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two returns, one of them sent again and one withdrawn."""
    root = tmp_path_factory.mktemp("sound")
    load(root, {"2026-06-10/a.xlsx": _raids(7)})
    load(root, {"2026-06-11/a.xlsx": _raids(9), "2026-06-11/b.xlsx": _raids(2, "esil")})
    act(root, "withdraw", unit="esil")
    return root


@pytest.fixture
def loaded(sound: Path, tmp_path: Path) -> Path:
    """A copy of them, to change."""
    return shutil.copytree(sound, tmp_path, dirs_exist_ok=True)


def test_each_line_holds_the_hash_of_the_one_before(loaded: Path) -> None:
    assert all("previous" in json.loads(line) for line in _lines(loaded))
    assert workspace(loaded).storage.ledger.read().breaks == []
    for at, line in enumerate(_lines(loaded)[:-1]):
        _write(
            loaded, [*_lines(loaded)[:at], line.replace('"recorded_at": "20', '"recorded_at": "19'), *_lines(loaded)[at + 1 :]]
        )
        assert workspace(loaded).storage.ledger.read().breaks[0] == at + 2
        _write(loaded, [*_lines(loaded)[:at], line, *_lines(loaded)[at + 1 :]])


def test_a_backup_from_before_the_first_receipt_can_be_worked_with(run: Run, loaded: Path) -> None:
    shutil.rmtree(loaded / "kept")
    (loaded / "kept").mkdir()
    _ledger(loaded).touch()
    code, _, said = run("run")
    assert (code, "svod rebuild" in said) == (1, True)
    assert run("rebuild")[0] == 0
    code, _, said = run("totals")
    assert (code, "svod run" in said) == (1, True)
    assert run("run")[0] == 0
    assert (totals(loaded)["raid_participants"], run("verify")[0]) == (11, 0)


def test_a_backup_older_than_the_warehouse_stops_every_run_and_names_what_is_missing(loaded: Path) -> None:
    shutil.copytree(loaded / "kept", loaded / "backup")
    backup = _lines(loaded)
    put_raw(loaded, {"2026-06-12/a.xlsx": _raids(20)})
    later = replace(workspace(loaded), pause=lambda _: time.sleep(2.1))  # so that the file is not looked at again
    consolidate(later)
    shutil.rmtree(loaded / "kept")
    (loaded / "backup").rename(loaded / "kept")
    for work in (lambda: load(loaded, {"2026-06-13/c.xlsx": _raids(30, "esil")}), lambda: act(loaded, "close", waive=UNITS)):
        with pytest.raises(DataDamaged, match=r"not in the ledger: 1 \(no\. 4 2026-06-12/a\.xlsx.*svod rebuild"):
            work()
    assert (_lines(loaded), totals(loaded)["raid_participants"]) == (backup, 20)
    _rebuilt(loaded)
    assert totals(loaded)["raid_participants"] == 9
    load(loaded)
    assert totals(loaded)["raid_participants"] == 20 + 30, "what lies in raw/ is received now"
    assert verify(workspace(loaded), lambda _: None) == []


def test_receipts_written_over_by_others_are_not_taken_for_loaded(loaded: Path) -> None:
    """After the restore somebody else's receipt takes the number of the one that is lost."""
    backup = _lines(loaded)
    load(loaded, {"2026-06-12/a.xlsx": _raids(20)})
    work = workspace(loaded).warehouse.work
    kept = work.read_bytes()
    _write(loaded, backup)
    (loaded / "raw/2026-06-12/a.xlsx").unlink()
    _rebuilt(loaded)
    load(loaded, {"2026-06-13/c.xlsx": _raids(30, "esil")})
    work.write_bytes(kept)
    with pytest.raises(DataDamaged, match=r"no\. 4 2026-06-12/a\.xlsx"):
        load(loaded)


def _swapped(lines: list[str]) -> list[str]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


@pytest.mark.parametrize(
    "lose",
    [lambda lines: lines[1:], lambda lines: lines[:1] + lines[2:], lambda lines: lines[:-1], lambda lines: lines[:0], _swapped],
    ids=["the first", "one between", "the last", "all", "the order"],
)
def test_lost_lines_are_never_passed_over(loaded: Path, lose: Callable[[list[str]], list[str]]) -> None:
    _write(loaded, lose(_lines(loaded)))
    if lose is _swapped:
        own, notes = _noting(loaded)
        assert consolidate(own).due.publish
        assert "made anew from it" in notes[0]
        assert is_settled(load(loaded))
        return
    with pytest.raises(DataDamaged, match="but not in the ledger"):
        load(loaded)


def test_a_ledger_that_has_everything_loaded_makes_the_warehouse_anew(loaded: Path) -> None:
    """A line that says where a file was moved is lost: every receipt is still there."""
    (loaded / "raw/2026-06-10/a.xlsx").rename(loaded / "raw/2026-06-10/moved.xlsx")
    load(loaded, {"2026-06-12/c.xlsx": _raids(3, "zhambyl")})
    (lost,) = [line for line in _lines(loaded) if '"moved"' in line]
    _write(loaded, [line for line in _lines(loaded) if line != lost])
    own, notes = _noting(loaded)
    before = totals(loaded)
    assert consolidate(own).due.publish
    assert [note.partition(":")[0] for note in notes] == [
        "The ledger was changed by something other than svod, but holds everything that was loaded",
        str(_ledger(loaded)),
    ]
    assert totals(loaded) == before


def test_what_is_made_anew_needs_its_bytes(loaded: Path) -> None:
    (loaded / "raw/2026-06-10/a.xlsx").rename(loaded / "raw/2026-06-10/moved.xlsx")
    load(loaded, {"2026-06-12/c.xlsx": _raids(3, "zhambyl")})
    _write(loaded, [line for line in _lines(loaded) if '"moved"' not in line])
    storage = workspace(loaded).storage
    storage.kept.path(json.loads(_lines(loaded)[0])["sha256"]).unlink()
    for work in (load, _rebuilt):
        with pytest.raises(DataDamaged, match=r"not in kept/: 1 \(2026-06-10/a\.xlsx \(sha256"):
            work(loaded)


def test_a_kept_file_that_was_exchanged_is_named(loaded: Path) -> None:
    storage = workspace(loaded).storage
    first, second = (sha256(_raids(participants)).hexdigest() for participants in (7, 9))
    shutil.copyfile(storage.kept.path(first), storage.kept.path(second))
    before = totals(loaded)
    with pytest.raises(DataDamaged, match=r"in kept/ that are damaged.*: 1 \(2026-06-11/a\.xlsx"):
        _rebuilt(loaded)
    assert totals(loaded) == before
    assert is_settled(load(loaded))


def test_a_warehouse_restored_from_a_backup_is_loaded_to_the_end(loaded: Path) -> None:
    work = workspace(loaded).warehouse.work
    kept = work.read_bytes()
    load(loaded, {"2026-06-12/a.xlsx": _raids(20)})
    work.write_bytes(kept)
    load(loaded)
    assert totals(loaded)["raid_participants"] == 20
    assert is_settled(load(loaded))


def test_a_line_from_elsewhere_after_what_is_loaded_stops_the_run(loaded: Path) -> None:
    lines = _lines(loaded)
    load(loaded, {"2026-06-12/a.xlsx": _raids(20)})
    last = json.loads(_lines(loaded)[-1])
    (loaded / "raw/2026-06-12/a.xlsx").unlink()
    _write(loaded, lines)
    _rebuilt(loaded)
    _write(loaded, [*lines, json.dumps({**last, "previous": "0" * 64}) + "\n"])
    with pytest.raises(DataDamaged, match=f"line {len(lines) + 1} doesn't follow"):
        load(loaded)
    _rebuilt(loaded)
    assert totals(loaded)["raid_participants"] == 20
    assert is_settled(load(loaded))


def test_a_ledger_that_cannot_be_read_is_named_with_its_line(loaded: Path, run: Run) -> None:
    lines = _lines(loaded)
    for damaged in ("garbage\n", '{"event": "received"}\n', '{"event": "moved", "file": "no", "to": "x"}\n'):
        _write(loaded, [lines[0], damaged, *lines[2:]])
        for command in (("run",), ("withdraw", "akzhar", "--reason", "x"), ("rebuild",)):
            code, _, said = run(*command)
            assert (code, "line 2 can't be read" in said) == (1, True), (command, said)
    _write(loaded, [lines[0], "garbage\n", *lines[2:]])
    assert "line 2 can't be read" in run("spelling", "list")[2]


def test_the_command_line_says_what_is_missing_in_one_sentence(svod: Svod, tmp_path: Path) -> None:
    root = tmp_path / "data"
    load(root, {"2026-06-10/a.xlsx": _raids(7)})
    backup = _lines(root)
    load(root, {"2026-06-11/a.xlsx": _raids(9)})
    _write(root, backup)
    put_raw(root, {"b.xlsx": _raids(1, "esil")})
    for command in (("run",), ("submit", str(root / "raw/b.xlsx")), ("close", "--reason", "x")):
        done = svod("--lang", "ru", *command, cwd=tmp_path)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1), done.stderr
        assert "отсутствуют в журнале записи — 1 (№ 2 2026-06-11/a.xlsx" in done.stderr
    assert query(root, "select count(*) from svod.submission") == [(2,)]
