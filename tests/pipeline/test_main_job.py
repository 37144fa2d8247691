"""The main job from end to end: the sample's workbooks through the real flow to the published totals."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.builders.workbooks import build, put_raw
from tests.conftest import Svod

# The figures in the region's report on such a campaign.
TOTALS = {
    "raids": 1074,
    "raid_participants": 1164,
    "violations": 0,
    "questions_received": 42,
    "questions_answered": 42,
    "materials": 500,
    "survey_respondents": 200,
    "contest_institutions": 10,
}
PERCENTS = {
    "knows_term": {"yes": 86},
    "attitude": {"against": 52, "not_against": 42, "hard_to_say": 6},
    "sectors": {"cafes": 31, "market": 23, "shops": 8, "car_wash": 8},
    "measures": {"tougher_penalties": 26, "parental_control": 23, "legal_prevention": 18},
}
COVERAGE = {"expected": 15, "reported": 15, "nil": 0, "late": 0, "missing": 0, "rejected": 0}


def test_totals_are_those_of_the_report(svod: Svod, sample: Path) -> None:
    printed = json.loads(svod("totals", "--json", cwd=sample).stdout)
    assert {code: printed["totals"][code] for code in TOTALS} == TOTALS
    assert printed["coverage"] == COVERAGE
    for question, answers in PERCENTS.items():
        assert {answer: printed["shares"][question][answer]["percent"] for answer in answers} == answers
    assert {key: printed[key] for key in ("form", "period", "as_of", "state")} == {
        "form": "labour12",
        "period": "2026",
        "as_of": None,
        "state": "provisional",
    }


def test_totals_are_nowhere_but_in_the_rows(sample: Path) -> None:
    with duckdb.connect(str(sample / "data/warehouse/svod.duckdb"), read_only=True) as warehouse:
        raids = warehouse.sql("select sum(activities), sum(participants) from labour12.activity where kind = 'raid'").fetchone()
        units = warehouse.sql("select count(distinct unit) from labour12.cover").fetchone()
    assert raids == (1074, 1164)
    assert units == (15,)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("kk", "Есеп тапсыруға тиіс ұйымдар – 15, тапсырғандар – 15"),
        ("ru", "Представили отчёт: 15 из 15"),
        ("en", "Reported: 15 of 15 units"),
    ],
)
def test_totals_are_printed_in_each_language(svod: Svod, sample: Path, language: str, line: str) -> None:
    printed = svod("--lang", language, "totals", cwd=sample).stdout
    assert line in printed
    thousand = "1,074" if language == "en" else "1\N{NO-BREAK SPACE}074"
    assert thousand in printed


def test_second_run_says_that_nothing_is_new_and_changes_nothing(svod: Svod, sample: Path) -> None:
    files = [path for path in (sample / "data").rglob("*") if path.is_file() and path.suffix != ".lock"]
    # The stat cache, and a warehouse opened and closed, may be written again with the same content.
    kept = {path: path.read_bytes() for path in files if path.name not in ("seen.json", "work.duckdb")}
    assert svod("sample", cwd=sample).returncode == 0
    again = svod("run", cwd=sample, SVOD_LANG="en")
    assert again.returncode == 0
    assert again.stdout == "Nothing is new; the figures have not changed.\n"
    assert {path: path.read_bytes() for path in kept} == kept


def test_status_lists_every_unit_in_official_order(svod: Svod, sample: Path) -> None:
    units = json.loads(svod("status", "--json", cwd=sample).stdout)["units"]
    assert [unit["unit"] for unit in units[:3]] == ["department", "petropavl", "aiyrtau"]
    assert {unit["status"] for unit in units} == {"accepted"}
    assert len(units) == 15
    assert "Мағжан Жұмабаев ауданы" in svod("status", cwd=sample).stdout


def test_resubmission_through_the_flow_replaces_and_rejection_does_not(svod: Svod, tmp_path: Path) -> None:
    assert svod("sample", cwd=tmp_path).returncode == 0
    (tmp_path / "data/raw/2026-06-15").mkdir(exist_ok=True)
    (tmp_path / "data/raw/2026-06-15/broken.xlsx").write_bytes(b"not a workbook")
    run = svod("--lang", "en", "run", cwd=tmp_path)
    assert run.returncode == 0
    assert "Files received: 16, accepted 15, rejected 1." in run.stdout
    assert "broken.xlsx" in run.stdout
    assert "1,074" in run.stdout
    assert "Traceback" not in run.stderr


def test_run_that_cannot_write_reports_publishes_says_so_and_is_made_good(
    svod: Svod, svod_process: Svod, environment: dict[str, str], tmp_path: Path
) -> None:
    put_raw(tmp_path / "data", {"2026-06-10/a.xlsx": build()})
    reports = tmp_path / "data/reports/labour12/2026"
    reports.parent.mkdir(parents=True)
    reports.write_text("in the way")
    run = svod_process("--lang", "en", "run", cwd=tmp_path)
    assert run.returncode == 1
    assert "Files received: 1, accepted 1, rejected 0." in run.stdout
    assert run.stderr.startswith("labour12 2026: the reports were not written (")
    assert json.loads(svod("totals", "--json", cwd=tmp_path).stdout)["totals"]["raids"] == 1
    with closing(sqlite3.connect(Path(environment["PREFECT_HOME"]) / "prefect.db")) as prefect:
        (latest,) = prefect.execute("select state_name, id from flow_run order by start_time desc limit 1")
        logged = [line for (line,) in prefect.execute("select message from log where flow_run_id = ?", latest[1:])]
    assert latest[0] == "CompletedWithoutReports"
    assert {"Files received", "Returns checked and loaded"} < {line.partition(":")[0] for line in logged}
    reports.unlink()
    good = svod("--lang", "en", "run", cwd=tmp_path)
    assert "Reports: data/reports/labour12/2026\nOpen: data/reports/labour12/2026/page.html\n" in good.stdout
    assert (good.returncode, good.stderr) == (0, "")
    assert (reports / "page.html").exists()


def test_empty_folder_says_what_to_do(svod: Svod, tmp_path: Path) -> None:
    assert svod("init", cwd=tmp_path).returncode == 0
    run = svod("--lang", "en", "run", cwd=tmp_path)
    assert run.returncode == 0
    assert "is empty. Put the districts' Excel returns there" in run.stdout
    totals = svod("--lang", "ru", "totals", cwd=tmp_path)
    assert totals.returncode == 1
    assert "Положите отчёты в data/raw" in totals.stderr
