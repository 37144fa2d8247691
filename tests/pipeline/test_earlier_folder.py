"""A data folder of an earlier version opens, verifies and gives the same figures."""

import json
import tarfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from svod.pipeline.rebuild import verify
from svod.pipeline.run import consolidate
from svod.pipeline.verify import find_faults
from tests.builders.workbooks import is_settled, workspace
from tests.conftest import Svod

FOLDER = Path(__file__).parents[1] / "files" / "folder-8ec6095.tar.xz"
"""19 receipts and 8 decisions: files sent again or rejected, a spelling, an answer, a withdrawal, two closings."""


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This folder after a run of the present version."""
    root = tmp_path_factory.mktemp("earlier")
    with tarfile.open(FOLDER) as packed:
        packed.extractall(root, filter="data")
    assert is_settled(consolidate(workspace(root))) is False, "views are made anew, so the snapshot is published anew"
    return root


def test_a_snapshot_of_another_version_is_told_as_such_where_it_cannot_be_read(svod: Svod, tmp_path: Path) -> None:
    with tarfile.open(FOLDER) as packed:
        packed.extractall(tmp_path / "data", filter="data")
    for language, said in (("kk", "басқа нұсқасы"), ("ru", "другой версией программы"), ("en", "by another version")):
        done = svod("--lang", language, "report", cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
        assert said in done.stderr
        assert "svod run" in done.stderr
    consolidate(workspace(tmp_path / "data"))
    assert svod("report", cwd=tmp_path).returncode == 0


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def test_every_published_figure_is_what_it_was(earlier: Path) -> None:
    kept = json.loads((earlier / "expected.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(workspace(earlier).warehouse.snapshot), read_only=True) as snapshot:
        snapshot.execute("set TimeZone = 'Asia/Almaty'")
        for name, sql in kept["queries"].items():
            found = [[_plain(value) for value in row] for row in snapshot.execute(sql).fetchall()]
            assert found == kept["answers"][name], name


def test_what_was_known_then_is_known(earlier: Path) -> None:
    then = json.loads((earlier / "expected.json").read_text(encoding="utf-8"))["answers"]["as_of"]
    with workspace(earlier).warehouse.reader(datetime.fromisoformat(then["moment"])) as snapshot:
        (totals,) = snapshot.totals("labour12", "2026")
    assert dict(totals.totals) == dict(then["totals"])


def test_it_is_what_kept_bytes_and_the_ledger_give(earlier: Path) -> None:
    assert verify(workspace(earlier), lambda _: None) == []


def test_its_ledger_is_chained_from_now_on(earlier: Path) -> None:
    with tarfile.open(FOLDER) as packed:
        (before,) = (packed.extractfile(one) for one in packed if one.name.endswith("ledger.jsonl"))
        assert before
        lines = before.read().splitlines()
    ledger = workspace(earlier).storage.ledger
    *now, added = ledger.path.read_bytes().splitlines()
    assert (now, json.loads(added)["event"], ledger.read().breaks) == (lines, "chained", [])


def test_a_second_run_finds_nothing_to_do(earlier: Path) -> None:
    assert is_settled(consolidate(workspace(earlier)))


def test_a_moment_may_be_written_as_a_text_or_as_a_moment(earlier: Path) -> None:
    then = json.loads((earlier / "expected.json").read_text(encoding="utf-8"))["answers"]["as_of"]
    with duckdb.connect(str(workspace(earlier).warehouse.snapshot), read_only=True) as snapshot:
        for moment in (f"'{then['moment']}'", f"timestamptz '{then['moment']}'"):
            asked = f"select indicator, value from total_as_of('labour12', '2026', {moment}) order by all"
            assert [list(row) for row in snapshot.execute(asked).fetchall()] == then["totals"]


def test_verify_says_which_version_made_it_until_a_run_brings_it_up(earlier: Path, tmp_path: Path) -> None:
    with tarfile.open(FOLDER) as packed:
        packed.extractall(tmp_path, filter="data")
    messages = [fault.message.en for fault in find_faults(workspace(tmp_path), lambda _: None)]
    assert any("an earlier version" in message and "svod run" in message for message in messages)
    assert not any("can't be read" in message for message in messages)
    assert [fault.message.en for fault in find_faults(workspace(earlier), lambda _: None)] == []
