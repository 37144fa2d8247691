"""Adopting a place: local days and letterheads follow it, and what was released stays as it was."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.builders.place_workbooks import place_workbook
from tests.builders.workbooks import build, load
from tests.conftest import Run, Svod
from tests.support.pages import parsed

WHY = ("--reason", "the order of June", "--by", "Head")
LONDON: dict[str, object] = {"place!B2": "Europe/London"}
"""In London the first minute of 17 June in North Kazakhstan is 20:00 on the 16th, the day due."""


def later(zone: str) -> dict[str, object]:
    """The row of another zone from 1 July on."""
    return {"place!A3": date(2026, 7, 1), "place!B3": zone, "place!C3": "kk; ru; en"}


@pytest.fixture
def adopt(run: Run, tmp_path: Path) -> Any:
    """Adopts a place with some cells of its workbook changed: exit code, stdout, stderr."""

    def adopt(cells: dict[str, object]) -> tuple[int, str, str]:
        (tmp_path / "place.xlsx").write_bytes(place_workbook(cells))
        return run("place", "adopt", str(tmp_path / "place.xlsx"), *WHY)

    return adopt


def received(run: Run) -> tuple[object, ...]:
    """The moment and day of receipt of the only return, and whether it was on time."""
    sql = "select received_at, received_date, on_time from svod.completeness join svod.submission using (unit, received_at)"
    ((answer),) = json.loads(run("query", "--json", sql)[1])
    return tuple(answer.values())


def test_days_are_those_of_the_place_and_moments_stay(run: Run, adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-17/a.xlsx": build()})
    assert received(run) == ("2026-06-17T00:00:00+05:00", "2026-06-17", False)
    assert adopt(LONDON)[0] == 0
    assert received(run) == ("2026-06-16T20:00:00+01:00", "2026-06-16", True)
    load(tmp_path, {"2026-06-15/b.xlsx": build(cover={"unit": "Есіл ауданы"})})
    (sent,) = json.loads(run("revisions", "esil", "--json")[1])["revisions"]
    assert sent["received_at"] == "2026-06-15T00:00:00+01:00"
    comment = "select comment from duckdb_columns() where table_name = 'submission' and column_name = 'received_date'"
    assert "Europe/London" in run("query", comment)[1]
    assert run("rebuild", "--verify")[0] == 0
    assert run("verify")[0] == 0


def test_a_zone_may_change_from_a_day_on(run: Run, adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-17/a.xlsx": build()})
    assert adopt(later("Asia/Kolkata"))[0] == 0
    assert received(run) == ("2026-06-17T00:00:00+05:00", "2026-06-17", False)
    load(tmp_path, {"2026-07-02/b.xlsx": build(cover={"unit": "Есіл ауданы"})})
    (sent,) = json.loads(run("revisions", "esil", "--json")[1])["revisions"]
    assert sent["received_at"] == "2026-07-02T00:00:00+05:30"
    assert run("export", "-o", str(tmp_path / "out"))[0] == 0
    with (tmp_path / "out/csv/svod.submission.csv").open(encoding="utf-8") as file:
        assert [row["received_at"] for row in csv.DictReader(file)][-1] == "2026-07-02T00:00:00.000000+05:30"


def test_the_deadline_of_a_closed_period_stays(run: Run, adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-17/a.xlsx": build()})
    others = [unit["unit"] for unit in json.loads(run("status", "--json")[1])["units"] if unit["status"] == "missing"]
    assert run("close", *(f"--waive={unit}" for unit in others), *WHY)[0] == 0
    code, _, said = adopt(LONDON)
    assert code == 1
    assert "labour12, 2026" in said
    assert adopt(later("Europe/London"))[0] == 0


def test_the_place_that_holds_is_already_adopted(run: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "out.xlsx")
    assert run("place", "export", "-o", out)[0] == 0
    assert run("place", "check", out) == (0, f"{out}: no mistakes. The zone is Asia/Almaty.\n", "")
    assert run("place", "adopt", out, *WHY)[:2] == (1, "")
    assert json.loads(run("place", "check", out, "--json")[1])["place"]["versions"][0]["zone"] == "Asia/Almaty"


def test_a_place_with_a_mistake_is_not_adopted(adopt: Any) -> None:
    code, said, _ = adopt({"place!B2": "Asia/Almata"})
    assert code == 1
    assert "place.unknown_zone place!B2" in said
    assert "Asia/Almaty" in said


def letter(file: Path) -> str:
    """The text of a written report, its tables included."""
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_release_has_the_letterhead_of_its_day_for_ever(run: Run, adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert adopt({"place!J2": "А. Үлгі"})[0] == 0
    folder = tmp_path / "reports/labour12/2026"
    assert "А. Үлгі" in letter(folder / "report-ru.docx")
    others = [unit["unit"] for unit in json.loads(run("status", "--json")[1])["units"] if unit["status"] == "missing"]
    assert run("close", *(f"--waive={unit}" for unit in others), *WHY)[0] == 0
    released = (folder / "release-1/report-ru.docx").read_bytes()
    assert adopt({"place!J2": "Б. Жаңа"})[0] == 0
    assert "А. Үлгі" in letter(folder / "report-ru.docx"), "a final report is that of its closing"
    shutil.rmtree(folder)
    assert run("report")[0] == 0
    assert (folder / "release-1/report-ru.docx").read_bytes() == released
    assert run("reopen", *WHY)[0] == 0
    assert "Б. Жаңа" in letter(folder / "report-ru.docx")


def test_what_is_written_is_in_the_languages_of_the_place(svod: Svod, run: Run, adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert run("report")[0] == 0
    folder = tmp_path / "reports/labour12/2026"
    assert (folder / "consolidated-en.xlsx").exists()
    assert adopt({"place!C2": "ru; kk"})[0] == 0
    files = {"consolidated-kk.xlsx", "consolidated-ru.xlsx", "report-kk.docx", "report-ru.docx", "page.html"}
    assert {file.name for file in folder.iterdir()} == files
    content = (folder / "page.html").read_text(encoding="utf-8")
    page = parsed(content)
    assert '<html lang="ru">' in content
    assert {one.attributes.get("lang") for one in page.all()} == {None, "ru", "kk"}
    assert [(one.attributes["id"], "checked" in one.attributes) for one in page.all("input")] == [("ru", True), ("kk", False)]
    said = svod("--data", str(tmp_path), "totals", cwd=tmp_path).stdout
    assert "Рейды" in said
    assert svod("--data", str(tmp_path), "totals", cwd=tmp_path, SVOD_LANG="kk").stdout != said
    issues = json.loads(run("check", str(tmp_path / "place.xlsx"), "--json")[1])["files"][0]["issues"]
    assert set(issues[0]["message"]) == {"kk", "ru", "en"}


def test_a_page_in_one_language_has_no_switch(adopt: Any, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert adopt({"place!C2": "en"})[0] == 0
    page = parsed((tmp_path / "reports/labour12/2026/page.html").read_text(encoding="utf-8"))
    assert [*page.all("input")] == []
    assert {one.attributes.get("lang") for one in page.all()} == {None}
