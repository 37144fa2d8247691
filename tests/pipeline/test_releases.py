"""Reports are written whenever figures change. Each closing stores a release of them, which never changes."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from schemas.basics.text import LANGUAGES
from svod.pipeline.rebuild import rebuild
from svod.pipeline.report_watermark import ReportWatermark, WrittenReports
from svod.pipeline.run import receive
from svod.pipeline.write_reports import finish_changed, write_changed
from svod.reports.renderers import RENDERERS
from tests.builders.workbooks import RAID, UNITS, Values, act, build, is_settled, load, workspace
from tests.conftest import Svod
from tests.support.pages import parsed

FOLDER = Path("labour12/2026")


def _return(unit: str, year: int = 2026, **raid: object) -> bytes:
    cover: Values = {
        "unit": unit,
        "year": year,
        "period_start": date(year, 5, 15),
        "period_end": date(year, 6, 12),
        "submitted_on": date(year, 6, 14),
    }
    return build(cover=cover, activity=[{**RAID, "held_on": date(year, 6, 5), **raid}])


def _written(root: Path) -> Sequence[WrittenReports]:
    reporting = replace(workspace(root), renderers=RENDERERS)
    return finish_changed(reporting, write_changed(reporting))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A period closed, reopened, corrected, and closed again."""
    root = tmp_path_factory.mktemp("told")
    load(root, {"2026-06-10/a.xlsx": _return("akzhar", activities=7), "2026-06-10/b.xlsx": _return("esil", activities=2)})
    _written(root)
    act(root, "close", waive=UNITS)
    _written(root)
    load(root, {"2026-06-20/a.xlsx": _return("akzhar", activities=9, violations=2)})
    _written(root)
    act(root, "reopen")
    _written(root)
    shutil.copytree(root / "reports" / FOLDER, root / "open")
    act(root, "close", waive=UNITS)
    _written(root)
    return root


def test_each_closing_keeps_a_release(told: Path) -> None:
    reports = told / "reports" / FOLDER
    assert {path.name for path in reports.iterdir() if path.is_dir()} == {"release-1", "release-2"}
    assert _files(reports / "release-1") == _files(told / "open/release-1")
    assert _files(reports / "release-2") == _files(reports)
    assert not {path.stat().st_mode & 0o222 for path in (reports / "release-1").iterdir()} - {0}


def _revised(folder: Path) -> list[list[object]]:
    sheet = load_workbook(folder / "consolidated-en.xlsx")["Revised figures"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_later_release_lists_what_changed(told: Path) -> None:
    reports = told / "reports" / FOLDER
    rows = _revised(reports / "release-2")
    assert ["North Kazakhstan region", "Raids", None, 9, None, 11, None] in rows
    assert ["Akzhar district", "Raids", 1, 7, 2, 9, "2026-06-20/a.xlsx"] in rows
    assert ["Akzhar district", "Facts of child labour found", 1, None, 2, 2, "2026-06-20/a.xlsx"] in rows
    assert not any(row[0] == "Esil district" for row in rows)
    assert not any("Raids" in row for row in _revised(reports / "release-1"))
    for language, listed in (("ru", "Рейды: всего по области"), ("kk", "Рейдтер: облыс бойынша")):
        _, _, listing = Document(BytesIO((reports / f"release-2/report-{language}.docx").read_bytes())).tables
        changed = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in listing.rows}
        assert changed[listed] == ["9", "11 r"]
    changes = next(
        section
        for section in parsed((reports / "release-2/page.html").read_text(encoding="utf-8")).all("section")
        if section.attributes["aria-labelledby"] == "resubmissions"
    )
    assert ["Raids", "North Kazakhstan region", "9", "11"] in next(changes.all("table")).rows("en")
    assert ["Raids", "Akzhar district", "7", "9"] in next(changes.all("table")).rows("en")


@pytest.mark.parametrize(
    ("folder", "total", "akzhar", "esil"),
    [
        ("reports/labour12/2026/release-1", "", "", ""),
        ("open", "p, r", "r", ""),
        ("reports/labour12/2026/release-2", "r", "r", ""),
    ],
)
def test_figures_are_marked_and_marks_explained(told: Path, folder: str, total: str, akzhar: str, esil: str) -> None:
    expected = {"Total": total, "Akzhar district": akzhar, "Esil district": esil}
    sheet = load_workbook(told / folder / "consolidated-en.xlsx")["Indicators"]
    formats = {row[0].value: row[2].number_format for row in sheet.iter_rows(min_row=5)}
    root = parsed((told / folder / "page.html").read_text(encoding="utf-8"))
    matrix = next(one for one in root.all("section") if one.attributes["aria-labelledby"] == "matrix")
    cells = {row[0]: row[1].partition(" ")[2] for row in next(matrix.all("table")).rows("en")}
    for name, mark in expected.items():
        assert formats[name].endswith(f'"\N{NO-BREAK SPACE}{mark}"' if mark else "0")
        assert cells[name] == mark
    appendix = Document(BytesIO((told / folder / "report-ru.docx").read_bytes())).tables[1]
    assert [row.cells[1].text.partition(" ")[2] for row in appendix.rows if row.cells[0].text == "Всего по области"] == [total]
    said = [str(sheet.cell(4, 1).value), matrix.text("en")]
    for mark, meaning in (("p", "p: provisional"), ("r", "r: revised, differs from release 1")):
        assert [meaning in text for text in said] == [mark in total] * 2
    russian = "\n".join(one.text for one in Document(BytesIO((told / folder / "report-ru.docx").read_bytes())).paragraphs)
    assert ("Буква «p»" in russian, "Буква «r»" in russian) == ("p" in total, "r" in total)


def test_release_says_its_number_in_every_language(told: Path) -> None:
    root = parsed((told / "reports" / FOLDER / "release-2/page.html").read_text(encoding="utf-8"))
    state = next(one for one in root.all("p") if one.attributes["class"] == "state")
    for language, number in zip(LANGUAGES, ("2-шығарылым.", "Выпуск № 2.", "Release 2."), strict=True):
        assert number in state.text(language)


def test_rebuilt_from_what_is_kept_the_releases_are_the_same(told: Path, tmp_path: Path) -> None:
    shutil.copytree(told / "kept", tmp_path / "kept")
    (tmp_path / "warehouse").mkdir()
    rebuild(workspace(tmp_path), lambda _: None)
    (made,) = _written(tmp_path)
    assert [path.name for path in made.releases] == ["release-1", "release-2"]
    for report in ("release-1", "release-2", "."):
        assert _files(tmp_path / "reports" / FOLDER / report) == _files(told / "reports" / FOLDER / report)


def test_release_that_is_there_is_left_alone(told: Path, tmp_path: Path) -> None:
    for name in ("kept", "warehouse", "reports"):
        shutil.copytree(told / name, tmp_path / name)
    kept = tmp_path / "reports" / FOLDER / "release-1"
    (kept / "page.html").unlink()
    (tmp_path / "reports/.written.json").unlink()
    rebuild(workspace(tmp_path), lambda _: None)
    (made,) = _written(tmp_path)
    assert made.releases == ()
    assert "page.html" not in _files(kept)


def test_only_periods_that_changed_are_written(tmp_path: Path) -> None:
    load(tmp_path, {f"{year}-06-10/a.xlsx": _return("akzhar", year) for year in (2024, 2025, 2026)})
    assert [one.period for one in _written(tmp_path)] == ["2024", "2025", "2026"]
    load(tmp_path, {"2026-06-11/b.xlsx": _return("esil")})
    before = _files(tmp_path / "reports" / FOLDER)
    assert [one.period for one in _written(tmp_path)] == ["2026"]
    assert _files(tmp_path / "reports" / FOLDER).items().isdisjoint(before.items())
    # The next year's reports show this year's figures, too.
    load(tmp_path, {"2024-06-11/b.xlsx": _return("esil", 2024)})
    assert [one.period for one in _written(tmp_path)] == ["2024", "2025"]
    act(tmp_path, "withdraw", unit="esil")
    assert [one.period for one in _written(tmp_path)] == ["2026"]
    assert is_settled(load(tmp_path))
    assert _written(tmp_path) == []


def test_run_that_ended_before_its_reports_is_made_good(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": _return("akzhar")})
    assert receive(workspace(tmp_path)).report
    assert [one.period for one in _written(tmp_path)] == ["2026"]
    shutil.rmtree(tmp_path / "reports")
    assert not receive(workspace(tmp_path)).nothing


def test_units_that_become_overdue_are_reported_missing_though_nothing_came(tmp_path: Path) -> None:
    load(tmp_path, {f"{year}-06-10/a.xlsx": _return("akzhar", year) for year in (2025, 2026)})
    own = workspace(tmp_path)
    _written(tmp_path)
    with own.warehouse.writer() as writer:
        loaded = writer.loaded()
    assert not receive(own).report
    before_the_day_was_over = loaded._replace(late_from=loaded.late_from - 1)
    ReportWatermark(own.reports).write(before_the_day_was_over)
    assert receive(own).report
    assert [one.period for one in _written(tmp_path)] == ["2026"]
    assert not receive(own).report


_KILLED = """
import os, signal, sys
from pathlib import Path
from svod.pipeline.workspace import Workspace
from svod.pipeline.write_reports import finish_changed, write_changed
from svod.workers.pool import LocalProcesses
from schemas.basics.limits import LIMITS

left = int(sys.argv[2])
def killed(path, target, act):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return act(path, target)

for name in ("replace", "rename"):
    setattr(Path, name, lambda path, target, act=getattr(Path, name): killed(path, target, act))
write_changed(Workspace.in_folder(Path(sys.argv[1]), LocalProcesses(1, LIMITS)))
"""


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A closed period whose reports are not written yet, and the same with its reports."""
    before, whole = (tmp_path_factory.mktemp(name) for name in ("before", "whole"))
    load(before, {"2026-06-10/a.xlsx": _return("akzhar")})
    act(before, "close", waive=UNITS)
    shutil.copytree(before, whole, dirs_exist_ok=True)
    _written(whole)
    return before, whole


@pytest.mark.parametrize("moment", [2, 6, 9, 13])
def test_killed_in_the_act_of_writing_leaves_nothing_half_done(moment: int, closed: tuple[Path, Path], tmp_path: Path) -> None:
    """Killed while putting in place the second report, the last one, a report of the release, and the release."""
    shutil.copytree(closed[0], tmp_path, dirs_exist_ok=True)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path), str(moment)], check=False)
    assert killed.returncode == -signal.SIGKILL
    whole, reports = (root / "reports" / FOLDER for root in (closed[1], tmp_path))
    seen = {name: content for name, content in _files(reports).items() if not name.startswith(".")}
    assert seen == {name: _files(whole)[name] for name in seen}
    assert not (reports / "release-1").exists()
    assert receive(workspace(tmp_path)).report
    assert {one.failure for one in _written(tmp_path)} == {None}
    assert {path.name for path in reports.iterdir()} == {path.name for path in whole.iterdir()}
    for folder in ("", "release-1"):
        assert _files(reports / folder) == _files(whole / folder)


def test_report_that_fails_undoes_nothing_and_is_tried_again(tmp_path: Path) -> None:
    load(tmp_path, {"2025-06-10/a.xlsx": _return("akzhar", 2025), "2026-06-10/a.xlsx": _return("akzhar")})
    (tmp_path / "reports/labour12").mkdir(parents=True)
    (tmp_path / "reports" / FOLDER).write_text("in the way")
    fine, failed = _written(tmp_path)
    assert (fine.failure, failed.period) == (None, "2026")
    assert "FileExistsError" in str(failed.failure)
    assert (tmp_path / "reports/labour12/2025/page.html").exists()
    (tmp_path / "reports" / FOLDER).unlink()
    assert {one.failure for one in _written(tmp_path)} == {None}


def test_closing_without_a_return_tells_the_reason(told: Path) -> None:
    text = "\n".join(one.text for one in Document(str(told / "reports" / FOLDER / "release-1/report-ru.docx")).paragraphs)
    assert "Период закрыт без отчётов " in text
    assert " Причина: тексеру." in text


def test_from_the_command_line(svod: Svod, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")

    def run(*words: str) -> tuple[str, str]:
        done = svod("--lang", "en", *words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr

    reports = tmp_path / "data/reports" / FOLDER
    assert (reports / "page.html").exists()
    said, _ = run("close", "--reason", "all returns are in")
    assert said.splitlines()[1:] == [
        "Reports: data/reports/labour12/2026",
        "Release kept: data/reports/labour12/2026/release-1",
    ]
    assert _files(reports / "release-1") == _files(reports)
    first = next((tmp_path / "data/raw").rglob("*.xlsx"))
    assert "Reports: data/reports/labour12/2026" in run("submit", str(first))[0]
    shutil.rmtree(reports)
    reports.write_text("in the way")
    said, told = run("reopen", "--reason", "one more")
    assert "2026 is open again." in said
    assert "labour12 2026: the reports were not written" in told
