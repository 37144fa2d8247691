"""`svod verify` finds what is lost, damaged or changed in a data folder, all of it, and says what mends it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from svod.pipeline.verify import find_faults
from svod.reports.renderers import Renderer
from tests.builders.workbooks import RAID, UNITS, act, build, load, workspace
from tests.conftest import Run, Svod

_HEADERS = 3 * 4096


def _raids(participants: int) -> bytes:
    return build(activity=[{**RAID, "participants": participants}])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without a fault: a return sent twice, another withdrawn, the period closed."""
    root = tmp_path_factory.mktemp("sound")
    load(root, {"2026-06-10/a.xlsx": _raids(7), "2026-06-10/b.xlsx": build(cover={"unit": "esil"})})
    load(root, {"2026-06-11/a.xlsx": _raids(9)})
    act(root, "withdraw", unit="esil")
    act(root, "close", waive=UNITS)
    return root


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to damage."""
    return shutil.copytree(sound, tmp_path / "data")


def _faults(root: Path) -> list[tuple[str, str]]:
    return [(fault.part, fault.message.en) for fault in find_faults(workspace(root), lambda _: None)]


def _kept(root: Path, content: bytes) -> Path:
    return workspace(root).storage.kept.path(sha256(content).hexdigest())


def _sql(file: Path, *statements: str) -> None:
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)


def _spoil(file: Path) -> None:
    """Damage everything but a database's headers."""
    file.chmod(0o644)
    with file.open("rb+") as content:
        content.seek(_HEADERS)
        content.write(b"\xff" * (file.stat().st_size - _HEADERS))


def test_a_sound_folder_has_no_fault(folder: Path) -> None:
    assert _faults(folder) == []


def test_verifying_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    _faults(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_goes_on_after_each_fault_and_says_what_mends_it(folder: Path) -> None:
    _kept(folder, _raids(7)).unlink()
    _kept(folder, _raids(9)).write_bytes(_raids(7))
    (folder / "raw/2026-06-11/a.xlsx").unlink()
    ledger = workspace(folder).storage.ledger.path
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace('"reason": "тексеру"', '"reason": "басқа"', 1), encoding="utf-8"
    )
    _spoil(workspace(folder).warehouse.snapshot)
    found = _faults(folder)
    assert sorted(part for part, _ in found) == ["kept", "kept", "ledger", "snapshot", "warehouse"]
    said = "\n".join(message for _, message in found)
    for mend in (
        "line 5 doesn't follow",
        "The same bytes lie in",
        "2026-06-10/a.xlsx: copy that file here",
        "is damaged, its hash is another (2026-06-11/a.xlsx). Bring it back from a backup.",
        "Loaded into the warehouse, but not in the ledger: 1 (decision no. 1",
        "svod.duckdb can't be read",
    ):
        assert mend in said
    shutil.copyfile(folder / "raw/2026-06-10/a.xlsx", _kept(folder, _raids(7)))
    assert sum(part == "kept" for part, _ in _faults(folder)) == 1


def test_a_folder_that_received_nothing_yet_has_no_fault(tmp_path: Path) -> None:
    load(tmp_path)
    assert _faults(tmp_path) == []


def _receive_only(root: Path) -> None:
    ledger = workspace(root).storage.ledger
    state = ledger.read()
    entry = json.loads(ledger.path.read_bytes().splitlines()[0])
    ledger.add(state, [{name: value for name, value in entry.items() if name != "previous"}])


@pytest.mark.parametrize(
    ("damage", "part", "said"),
    [
        (
            lambda root: workspace(root).storage.ledger.path.write_text("{}\n", encoding="utf-8"),
            "ledger",
            "line 1 can't be read",
        ),
        (_receive_only, "warehouse", "not loaded: 1. “svod run”"),
        (lambda root: _spoil(workspace(root).warehouse.work), "warehouse", "“svod rebuild” makes it anew"),
        (lambda root: workspace(root).warehouse.work.unlink(), "warehouse", "is not there. “svod run” makes it"),
        (
            lambda root: _sql(
                workspace(root).warehouse.work, "update core.indicator_value set value = 99 where indicator = 'raids'"
            ),
            "warehouse",
            "not those recorded at closing: 1",
        ),
        (lambda root: workspace(root).warehouse.snapshot.unlink(), "snapshot", "“svod run” publishes it"),
        (
            lambda root: _sql(workspace(root).warehouse.snapshot, "update main.regional_total set value = value + 1"),
            "snapshot",
            "not what follows from the warehouse is regional_total. Delete it",
        ),
        (
            lambda root: _sql(workspace(root).warehouse.snapshot, "update core.labour12_activity set activities = 5"),
            "snapshot",
            "fails the assertion values_are_traced, first rows: form=labour12",
        ),
        (lambda root: (root / "warehouse/svod.duckdb.wal").touch(), "snapshot", "“svod run” publishes it anew"),
    ],
)
def test_each_fault_is_found(folder: Path, damage: Callable[[Path], object], part: str, said: str) -> None:
    damage(folder)
    found = _faults(folder)
    assert any(fault[0] == part and said in fault[1] for fault in found), found


def test_damage_that_a_command_meets_is_told_in_one_sentence(folder: Path, svod: Svod, tmp_path: Path) -> None:
    own = workspace(folder).warehouse
    (tmp_path / "a.xlsx").write_bytes(_raids(5))
    for file, words, mend in ((own.snapshot, ["totals"], "delete it"), (own.work, ["submit", "a.xlsx"], "svod rebuild")):
        _spoil(file)
        done = svod("--lang", "en", *words, cwd=tmp_path)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1), done.stderr
        assert f"{file.relative_to(tmp_path)} can't be read" in done.stderr
        assert mend in done.stderr


def test_releases_are_there_and_whole(folder: Path) -> None:
    own = replace(workspace(folder), renderers=(Renderer("page.html", lambda *_: b"page"),))
    (fault,) = find_faults(own, lambda _: None)
    assert (fault.part, "release-1 is not there. “svod report --form labour12 --period 2026”" in fault.message.en) == (
        "releases",
        True,
    )
    release = own.reports / "labour12/2026/release-1"
    release.mkdir(parents=True)
    (release / "a.html").write_bytes(b"page")
    (release / "a.xlsx").write_bytes(b"PK")
    (fault,) = find_faults(own, lambda _: None)
    assert "a.xlsx is damaged. Delete" in fault.message.en


def test_from_the_command_line(run: Run, tmp_path: Path) -> None:
    assert run("verify")[0] == 1
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    load(tmp_path, {"2026-06-10/a.xlsx": _raids(7)})
    assert run("verify")[:2] == (
        0,
        "There is no fault: ledger, kept files, warehouse, published snapshot and releases are whole and agree.\n",
    )
    assert json.loads(run("verify", "--json")[1]) == {"sound": True, "faults": []}
    _kept(tmp_path, _raids(7)).unlink()
    code, answer, _ = run("verify", lang="ru")
    assert (code, answer.startswith("Сохранённые файлы: Нет "), "скопируйте этот файл сюда" in answer) == (1, True, True)
    (fault,) = json.loads(run("verify", "--json")[1])["faults"]
    assert (fault["part"], set(fault["message"])) == ("kept", {"kk", "ru", "en"})
