"""`svod backup` writes one file; `svod restore` makes a folder of it that has the same figures, decisions and releases."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from svod.pipeline.backup import write_backup
from tests.builders.workbooks import RAID, UNITS, act, build, load, totals, workspace
from tests.conftest import Run, Svod

_LEDGER = "kept/ledger.jsonl"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a resubmission, a withdrawn return and a closed period, and its backup."""
    root = tmp_path_factory.mktemp("office")
    load(root, {"2026-06-10/а.xlsx": build(activity=[RAID]), "2026-06-10/b.xlsx": build(cover={"unit": "esil"})})
    load(root, {"2026-06-11/а.xlsx": build(activity=[{**RAID, "participants": 9}])})
    act(root, "withdraw", unit="esil")
    act(root, "close", waive=UNITS)
    write_backup(workspace(root), "small = 5\n", root / "office.zip", lambda _: None)
    return root


def _rewritten(backup: Path, to: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of a backup in which parts are other bytes, or missing where the change gives None."""
    with ZipFile(backup) as source, ZipFile(to, "w") as target:
        for name in source.namelist():
            if (content := change(name, source.read(name))) is not None:
                target.writestr(name, content)
    return to


def test_a_restored_folder_is_the_one_that_was_backed_up(office: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "restored"
    of_it = ("--data", str(folder))
    code, out, err = run(*of_it, "restore", str(office / "office.zip"))
    assert code == 0, err
    assert "3 files received" in out
    assert (folder / "svod.toml").read_text(encoding="utf-8") == "small = 5\n"
    for path in ("raw/2026-06-11/а.xlsx", "raw/2026-06-10/b.xlsx", _LEDGER):
        assert (folder / path).read_bytes() == (office / path).read_bytes()
    assert [totals(each)["participants"] for each in (folder, office)] == [9, 9]
    assert run(*of_it, "verify")[0] == 0
    assert run(*of_it, "rebuild", "--verify")[0] == 0
    code, out, err = run(*of_it, "run")
    assert code == 0
    assert "vanish" not in out + err
    assert (folder / _LEDGER).read_bytes() == (office / _LEDGER).read_bytes()


def test_an_empty_folder_takes_a_backup_even_where_the_command_starts_in_it(office: Path, svod: Svod, tmp_path: Path) -> None:
    assert svod("--data", ".", "restore", str(office / "office.zip"), cwd=tmp_path).returncode == 0
    assert totals(tmp_path)["participants"] == 9


def test_nothing_is_restored_over_something(office: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    code, _, err = run("--data", str(folder), "restore", str(office / "office.zip"))
    assert code == 1
    assert "is not empty" in err
    assert [path.name for path in folder.iterdir()] == ["note.txt"]


def test_a_damaged_backup_is_refused_and_leaves_nothing(office: Path, run: Run, tmp_path: Path) -> None:
    backup = office / "office.zip"
    outside = tmp_path / "copies"
    outside.mkdir()
    folder = tmp_path / "data"

    def of_another_hash(name: str, content: bytes) -> bytes:
        return content[::-1] if name.startswith("kept/") and name != _LEDGER else content

    def without_stored(name: str, content: bytes) -> bytes | None:
        return None if name.startswith("kept/") and name != _LEDGER else content

    def shorter_ledger(name: str, content: bytes) -> bytes:
        return content.partition(b"\n")[2] if name == _LEDGER else content

    def without_ledger(name: str, content: bytes) -> bytes | None:
        return None if name == _LEDGER else content

    copies = [
        _rewritten(backup, outside / f"{number}.zip", change)
        for number, change in enumerate((of_another_hash, without_stored, shorter_ledger, without_ledger))
    ]
    with ZipFile(shutil.copyfile(backup, outside / "strange.zip"), "a") as package:
        package.writestr("../outside.txt", b"")
    cut = outside / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-100])
    empty = outside / "empty.zip"
    empty.write_bytes(b"")
    for copy in (*copies, outside / "strange.zip", cut, empty, outside / "lost.zip"):
        code, _, err = run("--data", str(folder), "restore", str(copy))
        assert code in (1, 2), copy
        assert copy.name in err
        assert "fault of the program" not in err
        assert not folder.exists()
    assert not (tmp_path / "outside.txt").exists()


def test_a_backup_with_lost_bytes_is_not_written(office: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    next((tmp_path / "kept").glob("??/*")).unlink()
    code, _, err = run("backup", "-o", str(tmp_path / "new.zip"))
    assert code == 1
    assert "svod verify" in err
    assert not (tmp_path / "new.zip").exists()


def test_a_backup_has_settings_without_secrets_and_replaces_no_file(office: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    (tmp_path / "svod.toml").write_text('small = 7\nsql_token = "not-to-be-told-to-anybody"\n', encoding="utf-8")
    file = tmp_path / "new.zip"
    assert run("backup", "-o", str(file))[0] == 0
    with ZipFile(file) as package:
        assert package.read("svod.toml") == b"small = 7\n"
    assert b"not-to-be-told" not in file.read_bytes()
    assert run("backup", "-o", str(file))[0] == 1
    assert run("backup", "-o", str(file), "--force")[0] == 0
