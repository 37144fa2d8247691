"""The reports of a period, written from the published snapshot: consolidated workbook, written report, page."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from schemas.edition import Edition
from schemas.form import Form
from schemas.period import Period
from schemas.text import LANGUAGES
from svod.folders import Folders
from svod.reports.consolidated import consolidated_workbook
from svod.reports.document import written_report
from svod.reports.page import page
from svod.vocabulary import register
from svod.warehouse.edition import read_edition
from svod.warehouse.snapshot import Snapshot


def write_reports(folders: Folders, form: Form, period: str, as_of: datetime | None, small: int | None) -> list[Path]:
    """Write every report of a period, as it is or as of a moment, and say where they are.

    A report whose bytes are as they were is left alone: the same figures give the same files.
    """
    with Snapshot(folders.snapshot, as_of) as snapshot:
        edition = read_edition(snapshot, form, Period.parse(period), register())
    folder = folders.reports / form.code / period
    if as_of is not None:
        folder /= f"as-of-{as_of:%Y-%m-%dT%H%M%S}"
    written = []
    for name, content in _reports(edition, small):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            unfinished = path.with_name(f"{name}.tmp")
            unfinished.write_bytes(content)
            unfinished.replace(path)
        written.append(path)
    return written


def _reports(edition: Edition, small: int | None) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        yield f"consolidated-{language}.xlsx", consolidated_workbook(edition, language)
        document = written_report(edition, language)
        if document is not None:
            yield f"report-{language}.docx", document
    yield "page.html", page(edition, small).encode()
