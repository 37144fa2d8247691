"""A format of reports is one function and a line in the tuple: a run writes its files beside the others."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

from schemas.basics.place import PlaceVersion
from schemas.basics.text import Language
from schemas.forms.labour12.form import FORM
from schemas.records.period_report import PeriodReport
from svod.pipeline.write_reports import write_reports
from svod.reports.renderers import RENDERERS, Renderer
from tests.builders.workbooks import build, load, workspace


def _totals(report: PeriodReport, language: Language, _: PlaceVersion) -> bytes | None:
    """The region's totals as CSV, but none in English."""
    if language == "en":
        return None
    written = StringIO()
    csv.writer(written).writerows(
        (indicator.labels.in_(language), report.totals.totals[indicator.code]) for indicator in report.form.own_indicators
    )
    return written.getvalue().encode()


def _totals_by_code(report: PeriodReport, _language: Language, _place: PlaceVersion) -> bytes:
    """The same for all languages."""
    return repr(report.totals.totals).encode()


def test_a_new_format_is_written_beside_the_others(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    added = (Renderer("totals-{language}.csv", _totals), Renderer("totals.txt", _totals_by_code))
    written = write_reports(replace(workspace(tmp_path), renderers=(*RENDERERS[-1:], *added)), FORM, "2026")
    (folder,) = written.folders
    assert {file.name for file in written.files} == {"page.html", "totals-kk.csv", "totals-ru.csv", "totals.txt"}
    assert "Рейды,1" in (folder / "totals-ru.csv").read_text(encoding="utf-8").splitlines()
    assert "'raids': 1" in (folder / "totals.txt").read_text(encoding="utf-8")
