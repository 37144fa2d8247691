"""Makes reports of periods, and reads their documents."""

from io import BytesIO
from pathlib import Path

from docx import Document

from schemas.basics.place import Letterhead
from schemas.basics.text import Language
from schemas.declaration.period import Period
from schemas.records.period_report import PeriodReport
from svod.reports.docx.document import written_report
from svod.warehouse.period_report import read_period_reports
from tests.builders.workbooks import load, workspace

Files = dict[str, bytes]


def published(root: Path, form: str = "labour12", period: str = "2026", region: str = "sko") -> PeriodReport:
    """The report of a region and period from what is published in a folder."""
    own = workspace(root)
    with own.warehouse.reader() as snapshot:
        period_reports = read_period_reports(snapshot, own.known.form(form), Period.parse(period), own.known.units)
    return next(report for report in period_reports if report.region.unit == region)


def report_of(root: Path, *returns: bytes) -> PeriodReport:
    """The report of returns that came on time."""
    load(root, {f"2026-06-10/{place}.xlsx": content for place, content in enumerate(returns)})
    return published(root)


def report_lines(report: PeriodReport, language: Language) -> list[str]:
    """The paragraphs of the written report, then the cells of its tables."""
    content = written_report(report, language, Letterhead())
    assert content is not None
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def report_text(report: PeriodReport, language: Language) -> str:
    """The same as one text, with plain spaces."""
    return "\n".join(report_lines(report, language)).replace("\N{NO-BREAK SPACE}", " ")
