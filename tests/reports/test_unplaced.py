"""Rejected files of unknown units in the reports of their period."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schemas.basics.text import LANGUAGES
from schemas.forms.labour12.form import FORM
from schemas.records.period_report import PeriodReport
from schemas.records.unplaced_return import UNPLACED_STATES
from svod.pipeline.decisions import close
from svod.reports.html import page
from svod.reports.xlsx.consolidated import consolidated_workbook
from tests.builders.workbooks import ACTOR, UNITS, build, load, workspace
from tests.support.reports import published, report_text

DAY = "2026-06-12"
UNIT_NAMES = {"kk": "Ақжар ауданы", "ru": "Акжарский район", "en": "Akzhar district"}
SENTENCES = {
    "kk": "Ұйымы анықталмаған есептер – 2.",
    "ru": "Отчётов, организация которых не установлена: 2.",
    "en": "Returns whose unit isn't known: 2.",
}
FILES = {
    f"{DAY}/esil.xlsx": build(cover={"unit": "esil"}),
    f"{DAY}/Рахымов.xlsx": build(cells={"cover!B3": "Акжырский район"}),
    f"{DAY}/photo.pdf": b"%PDF-1.7 scan",
    "2026-06-13/broken.xlsx": b"PK\x03\x04 cut off",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with such files. The last of the tests that use it closes the period."""
    root = tmp_path_factory.mktemp("unplaced")
    load(root, FILES)
    return root


@pytest.fixture(scope="module")
def report(root: Path) -> PeriodReport:
    """The report before the period was closed."""
    return published(root)


def test_the_workbook_lists_them_with_file_likely_unit_and_reason(report: PeriodReport) -> None:
    for language in LANGUAGES:
        workbook = load_workbook(BytesIO(consolidated_workbook(report, language)))
        (sheet,) = (sheet for sheet in workbook.worksheets if any(cell.value == report.unplaced[0].file for cell in sheet["C"]))
        listed = {row[2]: row for row in sheet.iter_rows(min_row=6, values_only=True)}
        assert set(listed) == {f"{DAY}/Рахымов.xlsx", "2026-06-13/broken.xlsx"}
        assert listed[f"{DAY}/Рахымов.xlsx"][1] == UNIT_NAMES[language]
        assert {row[-1] for row in listed.values()} == {UNPLACED_STATES["standing"].in_(language)}
        assert SENTENCES[language] in str(sheet["A3"].value), "the line above every list counts them"


def test_the_page_lists_them_by_number_without_what_somebody_typed(report: PeriodReport) -> None:
    html = page(report)
    _, _, section = html.partition('<h3 id="unplaced">')
    rows = re.findall(r"<tr>(.*?)</tr>", section.partition("</table>")[0], re.DOTALL)[1:]
    assert len(rows) == 2
    assert any(all(name in row for name in UNIT_NAMES.values()) for row in rows)
    assert all(any(file.sha256[:12] in row for row in rows) for file in report.unplaced)
    assert "Рахымов" not in html
    assert "Акжырский" not in html


def test_the_letter_names_them_and_says_that_the_period_was_closed_without_them(root: Path, report: PeriodReport) -> None:
    number = next(file.submission for file in report.unplaced if file.unit)
    told = f"№ {number}, получен 12 июня 2026 года, вероятная организация — Акжарский район"
    assert told in report_text(report, "ru")
    assert f"№ {number} файл, 2026 жылғы 12 маусым күні келіп түскен, ықтимал ұйым – Ақжар ауданы" in report_text(report, "kk")
    assert "Период закрыт без этих файлов" not in report_text(report, "ru")
    close(workspace(root), FORM, "2026", UNITS, ACTOR, [file.submission for file in report.unplaced])
    closed = published(root)
    assert "Период закрыт без этих файлов. Причина: тексеру." in report_text(closed, "ru")
    assert "Кезең осы файлдарсыз жабылды. Себебі: тексеру." in report_text(closed, "kk")


def test_reports_without_such_files_say_nothing_of_them(tmp_path: Path) -> None:
    load(tmp_path, {name: FILES[name] for name in (f"{DAY}/esil.xlsx", f"{DAY}/photo.pdf")})
    report = published(tmp_path)
    assert "unplaced" not in page(report)
    assert "Отчёты неизвестных организаций" not in load_workbook(BytesIO(consolidated_workbook(report, "ru"))).sheetnames
    assert "не установлен" not in report_text(report, "ru")


def test_a_file_that_came_after_the_closing_changes_no_report(tmp_path: Path) -> None:
    load(tmp_path, {f"{DAY}/esil.xlsx": FILES[f"{DAY}/esil.xlsx"]})
    close(workspace(tmp_path), FORM, "2026", UNITS, ACTOR)
    closed = published(tmp_path)
    load(tmp_path, FILES)
    assert page(published(tmp_path)) == page(closed)
