"""The command line as a user meets it: what it prints, its JSON, its exit codes."""

import fcntl
import json
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest

from schemas.basics.exceptions import DataDamaged
from schemas.basics.text import LANGUAGES, Text
from tests.conftest import Svod

ISSUE_KEYS = {"code", "severity", "sheet", "cell", "value", "message", "suggestion"}


def _first(sample: Path) -> str:
    return str(min((sample / "data/raw").rglob("*.xlsx")))


def test_versions_are_those_installed(svod: Svod, tmp_path: Path) -> None:
    done = svod("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"svod {version('svod')}, DuckDB {duckdb.__version__}\n")


def test_check_accepts_a_sample_return(svod: Svod, sample: Path) -> None:
    done = svod("check", "--json", _first(sample), cwd=sample)
    (checked,) = json.loads(done.stdout)["files"]
    assert done.returncode == 0
    assert (checked["status"], checked["form"], checked["period"], checked["issues"]) == ("accepted", "labour12", "2026", [])
    assert checked["cells"]["read"] == checked["cells"]["loaded"] + checked["cells"]["ignored"]
    assert checked["rows"]["activity"] > 0
    assert checked["indicators"]["raids"] > 0


def test_check_says_what_is_wrong_and_that_the_answer_is_no(svod: Svod, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    assert svod("blank", "akzhar", "--year", "2026", "-o", str(blank), cwd=tmp_path).returncode == 0
    done = svod("check", "--json", str(blank), cwd=tmp_path)
    (checked,) = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    assert (checked["unit"], checked["status"]) == ("akzhar", "rejected")
    assert ["return.empty", "Титул", "B9"] in [[one["code"], one["sheet"], one["cell"]] for one in checked["issues"]]
    for issue in checked["issues"]:
        assert issue.keys() == ISSUE_KEYS
        assert issue["message"].keys() == {"kk", "ru", "en"}
    printed = svod("--lang", "kk", "check", str(blank), cwd=tmp_path)
    assert "Титул!B5: Толтырылмаған: «Кезеңнің басы»." in printed.stdout


def test_a_years_totals_are_those_of_its_only_period(svod: Svod, sample: Path) -> None:
    of_period = json.loads(svod("totals", "--period", "2026", "--json", cwd=sample).stdout)
    of_year = json.loads(svod("totals", "--over", "2026", "--json", cwd=sample).stdout)
    assert (of_year["year"], of_year["periods"], of_year["of_periods"], of_year["last_period"]) == ("2026", 1, 1, "2026")
    assert of_year["totals"] == of_period["totals"]
    printed = svod("--lang", "ru", "totals", "--over", "2026", cwd=sample).stdout
    assert "Периодов с отчётами: 1 из 1, последний — 2026." in printed
    assert "сумма" in printed
    both = svod("--lang", "en", "totals", "--over", "2026", "--period", "2026", cwd=sample)
    assert (both.returncode, both.stdout) == (2, "")


def test_what_cannot_be_known_of_an_unreadable_file_is_null(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "page.xls").write_text("<html><table><tr><td>1</td></tr></table></html>")
    done = svod("check", "--json", "page.xls", cwd=tmp_path)
    (checked,) = json.loads(done.stdout)["files"]
    assert done.returncode == 1
    nothing = {key: checked[key] for key in ("form", "unit", "period", "rows", "indicators", "cells")}
    assert nothing == dict.fromkeys(nothing)
    assert [issue["code"] for issue in checked["issues"]] == ["file.unreadable"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "no-such-file.xlsx"), 2),
        (("totals", "--year", "next"), 2),
        (("totals", "--year", "1999"), 2),
        (("totals", "--form", "other"), 2),
        (("--lang", "de", "totals"), 2),
        (("blank", "nowhere", "--year", "2026", "-o", "x.xlsx"), 2),
        (("blank", "--year", "2026", "-o", "x.xlsx"), 2),
        (("blank", "akzhar", "--all", "--year", "2026", "-o", "x"), 2),
        (("query", "select nonsense from nowhere"), 1),
        (("query", "create table x (a integer)"), 1),
        (("query", "copy (select 1) to 'out.csv'"), 1),
        (("query", "select * from read_csv('data/raw/x.csv')"), 1),
        (("query", "set enable_external_access = true"), 1),
        (("serve",), 1),
    ],
)
def test_wrong_use_is_told_in_words(svod: Svod, sample: Path, words: tuple[str, ...], code: int) -> None:
    done = svod(*words, cwd=sample)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_setting_names_the_variable(svod: Svod, sample: Path) -> None:
    done = svod("totals", cwd=sample, SVOD_WORKERS="many")
    assert done.returncode == 2
    assert "SVOD_WORKERS" in done.stderr


def test_query_answers_from_the_snapshot(svod: Svod, sample: Path) -> None:
    sql = "select sum(value) as raids from svod.indicator_value where indicator = 'raids'"
    assert json.loads(svod("query", "--json", sql, cwd=sample).stdout) == [{"raids": 1074}]
    for language in LANGUAGES:
        lines = svod("--lang", language, "query", f"select year(date '2026-06-05') as year, ({sql}) as raids", cwd=sample)
        assert [line.split() for line in lines.stdout.splitlines()] == [["year", "raids"], ["2026", "1074"]]


def test_json_stands_alone_on_stdout(svod: Svod, sample: Path) -> None:
    for words in (("totals", "--json"), ("status", "--json"), ("query", "--json", "select 1 as one")):
        json.loads(svod(*words, cwd=sample).stdout)


def test_analysts_open_the_snapshot_with_their_own_duckdb(sample: Path) -> None:
    with duckdb.connect(str(sample / "data/warehouse/svod.duckdb"), read_only=True) as warehouse:
        frame = warehouse.sql("select * from svod.regional_total where indicator = 'raids'").df()
    assert list(frame["value"]) == [1074]


def test_a_second_run_waits_and_then_says_that_another_is_running(svod: Svod, tmp_path: Path) -> None:
    lock = tmp_path / "data/warehouse/writer.lock"
    lock.parent.mkdir(parents=True)
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = svod("--lang", "en", "run", cwd=tmp_path, SVOD_LOCK_WAIT="1")
    assert done.returncode == 1
    assert "Another run is writing; waiting for it to end…" in done.stderr
    assert "Start again when it has ended." in done.stderr


def test_the_flow_waits_in_the_language_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.consolidate import consolidate_returns

    monkeypatch.setenv("SVOD_LOCK_WAIT", "0.5")
    monkeypatch.setenv("SVOD_LANG", "kk")
    lock = tmp_path / "warehouse/writer.lock"
    lock.parent.mkdir(parents=True)
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        state = consolidate_returns.fn(data=str(tmp_path), lang="en")
    assert state.is_failed()
    assert capsys.readouterr().err == "Another run is writing; waiting for it to end…\n"


def test_a_step_is_not_tried_again_where_svod_itself_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    from flows.consolidate import as_task

    tried: list[str] = []

    def receive() -> None:
        tried.append("once")
        raise DataDamaged(Text("жоқ", "нет", "no"))

    with pytest.raises(DataDamaged):
        as_task("receive files", receive)
    assert tried == ["once"]
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "headings"),
    [
        ({}, "Ұйым"),
        ({"LANG": "en_US.UTF-8"}, "Ұйым"),
        ({"LANG": "ru_RU.UTF-8"}, "Организация"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ru_RU.UTF-8"}, "Организация"),
        ({"LANG": "ru_RU.UTF-8", "SVOD_LANG": "kk"}, "Ұйым"),
    ],
)
def test_messages_are_in_the_systems_language_if_it_is_one_of_the_offices(
    svod: Svod, sample: Path, locale: dict[str, str], headings: str
) -> None:
    assert headings in svod("status", cwd=sample, **locale).stdout
