"""A unit that closed owes no returns afterwards: the whole program, with a register that says so, refuses its return."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.workbooks import build, put_raw

PROGRAM = Path(__file__).parents[2]
REGISTER = Path("schemas", "units", "reporting_unit.csv")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program with a register in which Akzhar closed on 31 December 2025 and Esil opens on 1 January 2027."""
    for package in ("flows", "schemas", "svod"):
        shutil.copytree(PROGRAM / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / REGISTER).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dates = {"akzhar": {"valid_to": "2025-12-31"}, "esil": {"valid_from": "2027-01-01"}}
    with (tmp_path / REGISTER).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, **dates.get(row["unit"], {})} for row in rows)
    return tmp_path


def _ended(program: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flows.cli", *words]
    own = environment | {"PYTHONPATH": os.curdir}
    return subprocess.run(command, cwd=program, env=own, capture_output=True, text=True, timeout=240, check=False)


def _run(program: Path, environment: dict[str, str], *words: str) -> str:
    ended = _ended(program, environment, *words)
    ended.check_returncode()
    return ended.stdout


def test_return_of_a_unit_that_is_not_expected_is_refused(program: Path, environment: dict[str, str]) -> None:
    units = ("akzhar", "esil", "taiynsha")
    put_raw(program / "data", {f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}) for unit in units})
    _run(program, environment, "run")
    said = "select unit, cell, message_kk, message_ru, message_en from svod.issue"
    issues = json.loads(_run(program, environment, "query", "--json", f"{said} where code = 'unit.unknown' order by unit"))
    assert [(issue["unit"], issue["cell"]) for issue in issues] == [("akzhar", "B3"), ("esil", "B3")]
    assert "no longer expected from 1 January 2026 on" in issues[0]["message_en"]
    assert "expected only from 1 January 2027 on" in issues[1]["message_en"]
    assert all("01.01.2026" in issues[0][name] for name in ("message_kk", "message_ru"))
    totals = json.loads(_run(program, environment, "totals", "--json"))
    assert totals["coverage"]["expected"] == 13
    assert (totals["coverage"]["reported"], totals["totals"]["raids"]) == (1, 1)


def test_unit_that_is_not_expected_gets_no_blank(program: Path, environment: dict[str, str]) -> None:
    refused = _ended(program, environment, "--lang", "en", "blank", "akzhar", "--year", "2026", "-o", "blank.xlsx")
    assert refused.returncode == 2
    assert "“akzhar” is no unit that owes a return for 2026" in refused.stderr
    assert not (program / "blank.xlsx").exists()
    _run(program, environment, "blank", "akzhar", "--year", "2025", "-o", "blank.xlsx")
    assert (program / "blank.xlsx").exists()
    _run(program, environment, "blank", "--all", "--year", "2026", "-o", "blanks")
    names = {path.name for path in (program / "blanks").iterdir()}
    assert len(names) == 13
    assert names.isdisjoint({"akzhar-2026.xlsx", "esil-2026.xlsx"})
