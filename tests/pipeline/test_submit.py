"""`svod submit`: a file handed in is received and processed at once."""

import json
from pathlib import Path

import pytest

from svod.pipeline.data_folder import make_data_folder
from tests.builders.workbooks import build
from tests.conftest import Svod


@pytest.fixture(autouse=True)
def _office(tmp_path: Path) -> None:
    make_data_folder(tmp_path / "data")


def _submitted(svod: Svod, folder: Path, file: str) -> dict[str, str]:
    done = svod("submit", file, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (receipt,) = json.loads(done.stdout)["files"]
    assert isinstance(receipt, dict)
    return receipt


def _revisions(svod: Svod, folder: Path) -> list[str]:
    return [one["status"] for one in json.loads(svod("revisions", "akzhar", "--json", cwd=folder).stdout)["revisions"]]


def test_file_from_elsewhere_is_copied_in_and_received_each_time(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(build())
    assert [_submitted(svod, tmp_path, "a.xlsx")["file"] for _ in range(2)] == ["a.xlsx", "a (2).xlsx"]
    assert _revisions(svod, tmp_path) == ["accepted", "unchanged"]


def test_file_whose_copy_was_deleted_is_received_again(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(build())
    _submitted(svod, tmp_path, "a.xlsx")
    (tmp_path / "data/raw/a.xlsx").unlink()
    assert _submitted(svod, tmp_path, "a.xlsx")["file"] == "a (2).xlsx"
    assert _revisions(svod, tmp_path) == ["accepted", "unchanged"]


def test_file_that_waits_for_a_run_is_received_where_it_lies(svod: Svod, tmp_path: Path) -> None:
    waiting = tmp_path / "data/raw/2026-06-12/a.xlsx"
    waiting.parent.mkdir(parents=True)
    waiting.write_bytes(build())
    receipt = _submitted(svod, tmp_path, str(waiting))
    assert (receipt["file"], receipt["received_at"]) == ("2026-06-12/a.xlsx", "2026-06-12T00:00:00+05:00")
    assert svod("--lang", "en", "run", cwd=tmp_path).stdout.startswith("Nothing is new")
    assert _submitted(svod, tmp_path, str(waiting))["file"] == "a.xlsx"
    assert _revisions(svod, tmp_path) == ["accepted", "unchanged"]


def test_verbose_run_tells_its_steps_on_stderr_in_the_language_of_messages(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(build())
    done = svod("--verbose", "--lang", "ru", "submit", "a.xlsx", "--json", cwd=tmp_path)
    json.loads(done.stdout)
    lines = done.stderr.splitlines()
    assert lines[0] == "Приём файлов…"
    steps = [line.partition(":")[0] for line in lines if not line.endswith("…")]
    assert steps[:3] == ["Файлы получены", "Отчёты проверены и загружены", "Показатели опубликованы"]
    assert svod("submit", "a.xlsx", cwd=tmp_path).stderr == ""


def test_a_rejected_return_is_no_success(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "good.xlsx").write_bytes(build())
    (tmp_path / "bad.xlsx").write_bytes(build(cells={"activity!A2": "кеше"}))
    assert [svod("submit", *names, cwd=tmp_path).returncode for names in (["good.xlsx"], ["good.xlsx", "bad.xlsx"])] == [0, 1]
    done = svod("submit", "bad.xlsx", "--json", cwd=tmp_path)
    assert (done.returncode, [file["status"] for file in json.loads(done.stdout)["files"]]) == (1, ["rejected"])
    assert svod("run", cwd=tmp_path).returncode == 0
    assert svod("submit", "good.xlsx", cwd=tmp_path).returncode == 0, "an earlier file's rejection is not this one's"


def test_a_submit_without_a_receipt_is_no_success(svod: Svod, tmp_path: Path) -> None:
    for name in (".a.xlsx", "~$a.xlsx", "a.tmp", "data/raw/.old/a.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(build())
        done = svod("--lang", "en", "submit", name, cwd=tmp_path)
        assert (done.returncode != 0, "a.xlsx" in done.stderr or "a.tmp" in done.stderr) == (True, True), done.stdout
    assert [path.name for path in (tmp_path / "data/raw").iterdir()] == [".old"]
