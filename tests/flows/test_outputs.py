"""Files that commands write: in the format that their name asks for, whole or not at all, and never over a clerk's work."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.builders.workbooks import build
from tests.conftest import Svod

QUERY = "select unit, value from svod.indicator_value where indicator = 'raids' order by unit limit 2"


def test_answer_is_in_the_format_that_the_files_name_asks_for(svod: Svod, sample: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.parquet", "a.txt"):
        assert svod("query", QUERY, "-o", str(tmp_path / name), cwd=sample).returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answer = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [{**row, "value": int(row["value"])} for row in rows] == answer
    parquet = duckdb.sql(f"from '{tmp_path / 'a.parquet'}'")
    assert [dict(zip(parquet.columns, row, strict=True)) for row in parquet.fetchall()] == answer
    assert (tmp_path / "a.txt").read_text("utf-8").split()[:2] == ["unit", "value"]


@pytest.mark.parametrize("name", ["good.csv", "good.json", "good.parquet", "good.txt", "good.xlsx"])
def test_failed_answer_leaves_the_file_as_it_was(svod: Svod, sample: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert svod("query", QUERY, "-o", str(file), cwd=sample).returncode == 0
    before = file.read_bytes()
    assert svod("query", QUERY, "-o", str(file), cwd=sample).returncode == 1
    assert svod("query", "select error('no')", "-o", str(file), "--force", cwd=sample).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert file.read_bytes() == before
    assert svod("query", "select 1 as other", "-o", str(file), "--force", cwd=sample).returncode == 0
    assert file.read_bytes() != before


@pytest.mark.parametrize(
    ("language", "cause"),
    [("kk", "ондай файл немесе қалта жоқ"), ("ru", "такого файла или папки нет"), ("en", "there is no such file or folder")],
)
def test_file_that_cannot_be_written_is_named_with_the_cause(svod: Svod, sample: Path, language: str, cause: str) -> None:
    done = svod("--lang", language, "query", QUERY, "-o", "nowhere/a.csv", cwd=sample)
    assert done.returncode == 2
    assert f"nowhere/a.csv ({cause})." in done.stderr


def test_blank_never_replaces_a_filled_return_unless_told_to(svod: Svod, tmp_path: Path) -> None:
    filled = tmp_path / "esil-2026.xlsx"
    filled.write_bytes(build())
    for target in (("esil", "-o", "esil-2026.xlsx"), ("--all", "-o", ".")):
        done = svod("--lang", "en", "blank", "--year", "2026", *target, cwd=tmp_path)
        assert (done.returncode, filled.read_bytes()) == (1, build())
        assert "esil-2026.xlsx" in done.stderr
        assert "--force" in done.stderr
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["esil-2026.xlsx"]
    assert svod("blank", "--year", "2026", "--all", "-o", ".", "--force", cwd=tmp_path).returncode == 0
    assert filled.read_bytes() != build()


def test_fault_of_the_program_is_one_sentence_and_its_traceback_a_file(environment: dict[str, str], tmp_path: Path) -> None:
    program = "import flows.cli.app as app; app.program = None; app.main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--lang", "en", "totals"],
        cwd=tmp_path,
        env=environment | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    (log,) = tmp_path.glob("svod-*.log")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"A fault of the program itself: the work isn't done. What happened is written in {log}." in done.stderr
    assert "Traceback" in log.read_text("utf-8")
