"""A full disk stops a run in one sentence that says where and what to do, and loses nothing."""

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest

from schemas.basics.exceptions import DiskFull
from svod.files import replacing
from svod.pipeline.hand_in import submit
from svod.pipeline.rebuild import rebuild
from svod.warehouse.database_file import wal_of
from tests.builders.workbooks import RAID, act, build, load, put_raw, totals, workspace
from tests.conftest import Svod


@contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    """Refuse to let any file grow beyond some bytes, with which writers end as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _raids(participants: int) -> bytes:
    return build(activity=[{**RAID, "participants": participants}])


def _submit(root: Path) -> None:
    (root / "b.xlsx").write_bytes(_raids(9))
    with _files_of_at_most(100_000):
        submit(workspace(root), [root / "b.xlsx"])


def _publish(root: Path) -> None:
    put_raw(root, {"2026-06-11/a.xlsx": _raids(9)})
    load(root)
    rebuild(workspace(root), lambda _: None)
    with _files_of_at_most(workspace(root).warehouse.work.stat().st_size):
        rebuild(workspace(root), lambda _: None)


def _run(root: Path) -> None:
    put_raw(root, {"2026-06-11/a.xlsx": _raids(9)})
    with _files_of_at_most(200):
        load(root)


def _rebuild(root: Path) -> None:
    put_raw(root, {"2026-06-11/a.xlsx": _raids(9)})
    load(root)
    with _files_of_at_most(100_000):
        rebuild(workspace(root), lambda _: None)


def _withdraw(root: Path) -> None:
    put_raw(root, {"2026-06-11/a.xlsx": _raids(9)})
    load(root)
    with _files_of_at_most(1):
        act(root, "withdraw")


@pytest.mark.parametrize("work", [_submit, _publish, _run, _rebuild, _withdraw])
def test_nothing_is_lost_on_a_full_disk(tmp_path: Path, work: Callable[[Path], None]) -> None:
    """What is written then: the warehouse, what a snapshot has beyond it, kept bytes, a warehouse anew, the ledger."""
    load(tmp_path, {"2026-06-10/a.xlsx": _raids(7)})
    with pytest.raises(DiskFull, match=f"The disk that holds {tmp_path}.* is full, and the work isn't done"):
        work(tmp_path)
    assert totals(tmp_path)["raid_participants"] in (7, 9)
    load(tmp_path)
    assert totals(tmp_path)["raid_participants"] == 9


@pytest.mark.parametrize(("language", "full"), [("kk", "бос орын қалмады"), ("ru", "не осталось места"), ("en", "is full")])
def test_a_full_disk_is_told_in_one_sentence(svod: Svod, tmp_path: Path, language: str, full: str) -> None:
    load(tmp_path / "data", {"2026-06-10/a.xlsx": _raids(7)})
    (tmp_path / "b.xlsx").write_bytes(_raids(9))
    with _files_of_at_most(100_000):
        done = svod("--lang", language, "submit", "b.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1), done.stderr
    assert full in done.stderr
    assert str(tmp_path / "data").endswith("data")
    with _files_of_at_most(10):
        done = svod("--lang", language, "totals", "--json", cwd=tmp_path)
        assert done.returncode == 0
        done = svod("--lang", language, "query", "select 1 as a_long_name", "-o", "answer.csv", cwd=tmp_path)
    assert (done.returncode, "answer.csv (" in done.stderr) == (1, True)


def test_what_an_ended_publication_left_does_not_come_into_the_next(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _raids(7)})
    own = workspace(tmp_path).warehouse
    with suppress(FileNotFoundError), replacing(own.snapshot) as unfinished:
        pass
    shutil.copyfile(own.work, unfinished)
    _change_without_checkpoint(unfinished)
    own.snapshot.unlink()
    load(tmp_path)
    assert totals(tmp_path)["raid_participants"] == 7
    assert not wal_of(unfinished).exists()


def test_what_an_ended_load_left_does_not_come_into_a_rebuilt_warehouse(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _raids(7)})
    _change_without_checkpoint(workspace(tmp_path).warehouse.work)
    rebuild(workspace(tmp_path), lambda _: None)
    assert totals(tmp_path)["raid_participants"] == 7


def _change_without_checkpoint(database: Path) -> None:
    """Change figures in a database as a killed process leaves it: in the file beside it."""
    with duckdb.connect(str(database)) as left:
        left.execute("pragma disable_checkpoint_on_shutdown")
        left.execute("update core.indicator_value set value = 99")
    assert wal_of(database).exists()
