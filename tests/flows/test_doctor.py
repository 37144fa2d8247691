"""`svod doctor` says where a person is needed, and nothing else ends it with 1."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.health import last_night
from schemas.basics.clock import now
from schemas.records.submission import Receipt
from svod.intake.ledger import received
from tests.builders.workbooks import workspace
from tests.conftest import Run, Svod


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample's data folder, which a nightly run published now."""
    shutil.copytree(sample / "data", tmp_path, dirs_exist_ok=True)
    _ended(tmp_path, now())
    return tmp_path


def _ended(folder: Path, moment: datetime) -> None:
    (folder / "warehouse/last-run").write_text(moment.isoformat(), encoding="utf-8")


def _signs(run: Run) -> tuple[int, dict[str, Any]]:
    code, out, _ = run("doctor", "--json")
    found = json.loads(out)
    ill = {sign["subject"]: sign["message"]["en"] for sign in found["signs"] if sign["needs_person"]}
    assert found["healthy"] is (not ill)
    return code, ill


def test_a_healthy_folder_needs_nobody_and_stays_as_it_is(folder: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"}
    assert _signs(run) == (0, {})
    code, out, _ = run("doctor", lang="kk")
    assert code == 0
    assert out.endswith("Бәрі қалыпты.\n")
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"}
    assert before == after


def test_a_night_that_was_missed_is_told(folder: Path, run: Run) -> None:
    _ended(folder, now() - timedelta(days=2))
    code, ill = _signs(run)
    assert (code, list(ill)) == (1, ["night"])
    assert "svod serve" in ill["night"]


def test_returns_that_wait_for_longer_than_a_night_are_told(folder: Path, run: Run) -> None:
    for ago, ill in ((timedelta(hours=2), set()), (timedelta(days=2), {"waiting"})):
        copy = shutil.copytree(folder, folder / f"copy{ago.days}", ignore=shutil.ignore_patterns("copy*"))
        at = now() - ago
        state = workspace(copy).storage.ledger.read()
        line = received(Receipt(state.receipts + 1, "new.xlsx", "0" * 64, at, at))
        with workspace(copy).storage.ledger.path.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps({**line, "previous": state.digest.hex()}) + "\n")
        found = json.loads(run("--data", str(copy), "doctor", "--json")[1])
        assert {sign["subject"] for sign in found["signs"] if sign["needs_person"]} == ill
        assert "waiting" in {sign["subject"] for sign in found["signs"]}


def test_a_clock_that_was_put_back_is_told(folder: Path, run: Run) -> None:
    ledger = folder / "kept/ledger.jsonl"
    year = f"{now():%Y}"
    ledger.write_text(
        ledger.read_text(encoding="utf-8").replace(f'"recorded_at": "{year}', '"recorded_at": "2999'), encoding="utf-8"
    )
    code, ill = _signs(run)
    assert code == 1
    assert "Set the clock right" in ill["clock"]
    assert "svod verify" in ill["snapshot"]


def test_a_damaged_snapshot_and_a_lost_raw_are_told_together(folder: Path, run: Run) -> None:
    shutil.rmtree(folder / "raw")
    (folder / "warehouse/svod.duckdb").chmod(0o644)
    (folder / "warehouse/svod.duckdb").write_bytes(b"no database")
    code, ill = _signs(run)
    assert code == 1
    assert set(ill) == {"folder", "snapshot"}


def test_a_server_that_does_not_answer_is_told(folder: Path, svod: Svod) -> None:
    done = svod("--data", str(folder), "--lang", "en", "doctor", cwd=folder, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 1
    assert "! Prefect: The Prefect server doesn't answer" in done.stdout
    done = svod("--data", str(folder), "--lang", "en", "doctor", cwd=folder, SVOD_DESK_URL="https://127.0.0.1:9")
    assert done.returncode == 1
    assert "! Certificate:" in done.stdout


def test_the_last_night_is_an_hour_ago_at_least() -> None:
    at = datetime.fromisoformat("2026-06-16T02:30:00+05:00")
    assert last_night("0 2 * * *", at) == datetime.fromisoformat("2026-06-15T02:00:00+05:00")
    assert last_night("0 2 * * *", at + timedelta(hours=1)) == datetime.fromisoformat("2026-06-16T02:00:00+05:00")
    assert last_night("@daily", at) is None
