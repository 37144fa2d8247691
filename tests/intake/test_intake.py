"""Files with any name: a run takes them in or says why not, and goes on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from svod.pipeline.data_folder import make_data_folder
from tests.builders.workbooks import RAID, build, is_settled, load, put_raw, query, totals, workspace
from tests.conftest import Svod


def _files(root: Path) -> list[tuple[str, str]]:
    return [(file, status) for file, status in query(root, "select file, status from svod.submission order by submission")]


def test_takes_any_name(tmp_path: Path) -> None:
    names = ["2026-06-10/Ақжар «есебі» 'түпкі'.xlsx", "a/b/c/d/x.XLSX", "2026-06-11/no ending", "old.tmp/x.xlsx"]
    units = ("akzhar", "esil", "zhambyl", "kyzylzhar")
    load(tmp_path, {name: build(cover={"unit": unit}) for name, unit in zip(names, units, strict=True)})
    assert sorted(_files(tmp_path)) == sorted((name, "accepted") for name in names)


def test_takes_a_name_that_is_not_text(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / os.fsdecode(b"\xe5\xf1\xe5\xef.xlsx")).write_bytes(build())
    load(tmp_path)
    assert _files(tmp_path) == [("�E5�F1�E5�EF.xlsx", "accepted")]
    assert is_settled(load(tmp_path))


def test_names_that_are_not_text_stay_apart(tmp_path: Path) -> None:
    """Two names of as many letters, as an archive of Windows unpacks them, and one that is written as the first is recorded."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for count, name in ((7, b"\xe0.xlsx"), (9, b"\xe1.xlsx"), (11, "�E0.xlsx".encode())):
        (raw / os.fsdecode(name)).write_bytes(build(activity=[{**RAID, "participants": count}]))
        load(tmp_path)
    files = _files(tmp_path)
    assert sorted(file for file, _ in files) == ["�E0.xlsx", "�E1.xlsx", "�EF�BF�BDE0.xlsx"]
    assert totals(tmp_path)["raid_participants"] == 11
    for _ in range(2):
        assert is_settled(load(tmp_path))
    assert _files(tmp_path) == files


def test_a_file_whose_name_is_not_text_is_submitted(svod: Svod, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xe0.xlsx")
    make_data_folder(tmp_path / "data")
    (tmp_path / name).write_bytes(build())
    done = svod("--lang", "en", "submit", name, cwd=tmp_path)
    assert (done.returncode, "Received: �E0.xlsx" in done.stdout) == (0, True)


def test_raw_that_is_gone_stops_a_run(svod: Svod, tmp_path: Path) -> None:
    root = tmp_path / "data"
    load(root, {"a.xlsx": build(), "b.xlsx": build(cover={"unit": "esil"})})
    (root / "raw").rename(tmp_path / "share")
    (tmp_path / "a.xlsx").write_bytes(build())
    for command in (("run",), ("submit", "a.xlsx")):
        done = svod("--lang", "en", *command, cwd=tmp_path)
        assert (done.returncode, "where there was one before" in done.stderr) == (1, True)
        assert not (root / "raw").exists()
    (root / "raw").mkdir()
    done = svod("--lang", "en", "run", cwd=tmp_path)
    assert (done.returncode, "are no longer there: 2." in done.stderr) == (0, True)
    assert svod("--lang", "en", "run", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("status",),
        ("totals",),
        ("close", "--reason", "x"),
        ("rebuild",),
        ("rebuild", "--verify"),
        ("rehearse",),
        ("verify",),
        ("query", "select 1"),
        ("spelling", "list"),
        ("report",),
    ],
)
def test_a_mistyped_data_folder_is_not_made(svod: Svod, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = svod("--data", "dtaa", *words, cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def _written_by_another_program(root: Path) -> Path:
    """The snapshot changed by a program that was killed: what it wrote lies beside the file."""
    snapshot = workspace(root).warehouse.snapshot
    snapshot.chmod(0o644)
    subprocess.run([sys.executable, "-c", _WRITES, str(snapshot)], check=False)
    wal = snapshot.with_name("svod.duckdb.wal")
    assert wal.stat().st_size
    return wal


_WRITES = """
import duckdb, os, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("set checkpoint_threshold = '1GB'")
connection.execute("update main.regional_total set value = value + 1000")
os._exit(9)
"""


def test_what_another_program_wrote_to_the_snapshot_is_refused_and_taken_away(svod: Svod, tmp_path: Path) -> None:
    root = tmp_path / "data"
    load(root, {"a.xlsx": build()})
    before = totals(root)
    wal = _written_by_another_program(root)
    for command in (("totals",), ("query", "select 1"), ("close", "--reason", "x")):
        done = svod("--lang", "en", *command, cwd=tmp_path)
        assert (done.returncode, done.stdout, "“svod run” publishes it anew" in done.stderr) == (1, "", True)
    load(root)
    assert (totals(root), wal.exists()) == (before, False)


def test_takes_what_lies_deep(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    for _ in range(sys.getrecursionlimit() + 100):
        folder /= "a"
        folder.mkdir()
    file = folder / "a.xlsx"
    file.write_bytes(build())
    try:
        load(tmp_path)
        assert [status for _, status in _files(tmp_path)] == ["accepted"]
    finally:  # the removal of temporary folders can't go that deep
        file.unlink()
        os.removedirs(folder)


def test_passes_over_folders_and_links(tmp_path: Path) -> None:
    put_raw(tmp_path, {"a.xlsx": build(), ".old/a.xlsx": build(), "~$a.xlsx": b"", "a.TMP": b"", "Thumbs.db": b""})
    (tmp_path / "raw" / "folder.xlsx").mkdir()
    (tmp_path / "raw" / "link.xlsx").symlink_to(tmp_path / "raw" / "a.xlsx")
    (tmp_path / "raw" / "linked").symlink_to(tmp_path / "raw" / "folder.xlsx")
    (tmp_path / "raw" / "broken.xlsx").symlink_to(tmp_path / "nowhere")
    (tmp_path / "raw" / ".hidden.xlsx").symlink_to(tmp_path / "raw" / "a.xlsx")
    due = load(tmp_path).due
    assert _files(tmp_path) == [("a.xlsx", "accepted")]
    assert due.intake.links == ["broken.xlsx", "link.xlsx", "linked"]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_raw(tmp_path, {"a.xlsx": build(), "2026/shut/b.xlsx": build()})
    scandir = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("shut"):
            raise PermissionError(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    due = load(tmp_path).due
    assert due.intake.closed == ["2026/shut"]
    assert _files(tmp_path) == [("a.xlsx", "accepted")]


def test_a_run_says_which_links_it_does_not_follow(svod: Svod, tmp_path: Path) -> None:
    make_data_folder(tmp_path / "data")
    raw = tmp_path / "data/raw"
    (tmp_path / "a.xlsx").write_bytes(build())
    (raw / "a.xlsx").symlink_to(tmp_path / "a.xlsx")
    done = svod("--lang", "en", "run", cwd=tmp_path)
    assert done.returncode == 0
    assert "“a.xlsx” is a link, which is not followed. Put the file or folder itself there." in done.stderr


def test_day_still_to_come_is_no_day_of_receipt(tmp_path: Path) -> None:
    load(tmp_path, {"2999-01-01/a.xlsx": build(cover={"unit": "akzhar"})})
    load(tmp_path, {"b.xlsx": build(cover={"unit": "akzhar", "phone": "1"})})
    assert _files(tmp_path) == [("2999-01-01/a.xlsx", "superseded"), ("b.xlsx", "accepted")]


def test_damaged_snapshot_is_published_anew(tmp_path: Path) -> None:
    load(tmp_path, {"a.xlsx": build()})
    before = totals(tmp_path)
    snapshot = workspace(tmp_path).warehouse.snapshot
    snapshot.chmod(0o644)
    snapshot.write_bytes(b"not a database")
    due = load(tmp_path).due
    assert (due.publish, list(due.receipts)) == (True, [])
    assert totals(tmp_path) == before


def test_kill_while_bytes_are_kept_leaves_nothing_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    put_raw(tmp_path, {"a.xlsx": build()})
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            load(tmp_path)
    load(tmp_path)
    kept = [path.name for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert sorted(kept) == sorted(["ledger.jsonl", sha256(build()).hexdigest()])
