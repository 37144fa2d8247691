"""The reports of a period, written from the published snapshot: consolidated workbook, written report, page; its releases."""

import gc
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.period_report import PeriodReport
from svod.files import write_whole
from svod.pipeline.report_watermark import ReportWatermark, WrittenReports
from svod.pipeline.workspace import Workspace
from svod.reports.docx.pdf import as_pdfs
from svod.warehouse.period_report import read_period_reports, read_release
from svod.warehouse.watermark import Loaded

_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Written:
    """The reports of a period: their folders, one for each region; the folders of all releases, and those kept now."""

    folders: list[Path]
    releases: list[Path]
    released: list[Path]

    @property
    def files(self) -> list[Path]:
        """The reports as they are now."""
        found = (path for folder in self.folders for path in folder.iterdir())
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class ChangedReports:
    """The reports of every period that changed, and up to which load they cover the warehouse now."""

    loaded: Loaded
    reports: Sequence[WrittenReports]


def write_changed(workspace: Workspace) -> ChangedReports:
    """Write the reports of the periods whose figures or state may have changed since reports were last written.

    What goes wrong with a report is told with its period, and the next run tries again: what was loaded stands.
    """
    with workspace.warehouse.reader() as snapshot:
        loaded = snapshot.loaded()
        changed = snapshot.changed_since(ReportWatermark(workspace.reports).read(loaded))
    forms = workspace.known.forms
    return ChangedReports(loaded, [_written(workspace, forms[form], period) for form, period in changed if form in forms])


def finish_changed(workspace: Workspace, changed: ChangedReports) -> Sequence[WrittenReports]:
    """Add the PDFs, and remember what the reports cover now. The lock is free while PDFs are made: it takes seconds."""
    reports = changed.reports
    try:
        add_missing_pdfs(workspace, [report.folder for report in reports])
    except Exception as error:
        reports = [replace(report, failure=report.failure or _told(error)) for report in reports]
    if not any(report.failure for report in reports):
        with workspace.warehouse.lock():
            ReportWatermark(workspace.reports).write(changed.loaded)
    return reports


def _written(workspace: Workspace, form: Form, period: str) -> WrittenReports:
    try:
        written = _write(workspace, form, period, None)
    except Exception as error:  # a template, a disk, another program: none of them undoes what was loaded
        return WrittenReports(form.code, period, _folder(workspace, form, period), failure=_told(error))
    return WrittenReports(form.code, period, _folder(workspace, form, period), tuple(written.released))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def write_reports(workspace: Workspace, form: Form, period: str, as_of: datetime | None = None) -> Written:
    """Write every report of a period, as it is or as of a moment, and the releases that are not there yet.

    With several regions, each has a folder of its own within the period's. A report whose bytes are as they were is left
    alone: the same figures give the same files. A release is never changed.
    """
    with workspace.warehouse.lock():  # reports of the figures before a run would replace those that the run writes
        written = _write(workspace, form, period, as_of)
    add_missing_pdfs(workspace, written.folders)
    return written


def _write(workspace: Workspace, form: Form, period: str, as_of: datetime | None) -> Written:
    """Write the reports but PDFs. What a writer that was killed left half done is written over under its own name."""
    folder = _folder(workspace, form, period)
    asked = form, Period.parse(period), workspace.known.units
    with workspace.warehouse.reader(as_of) as snapshot:
        period_reports = _by_folder(folder, read_period_reports(snapshot, *asked))
        closings = [] if as_of else snapshot.closings(form.code, period)
        releases = [place / f"release-{closing.number}" for place in period_reports for closing in closings]
        missing: dict[Path, PeriodReport] = {}
        for closing in closings:
            if not all((place / f"release-{closing.number}").exists() for place in period_reports):
                released = _by_folder(folder, read_release(snapshot, *asked, closing))
                missing |= {place / f"release-{closing.number}": report for place, report in released.items()}
    folders = []
    for place, report in period_reports.items():
        reports = _rendered(workspace, report)
        folders.append(place / f"as-of-{as_of:%Y-%m-%dT%H%M%S}" if as_of else place)
        _put(folders[-1], reports)
        for path in [path for path in missing if path.parent == place and not path.exists()]:
            _release(path, reports if missing[path] == report else _rendered(workspace, missing[path]))
    return Written(folders, releases, list(missing))


def _by_folder(folder: Path, period_reports: Sequence[PeriodReport]) -> dict[Path, PeriodReport]:
    """A period's reports by where they lie: of one region in the period's folder, of several each in one of its own."""
    if len(period_reports) == 1:
        return {folder: period_reports[0]}
    return {folder / report.region.unit: report for report in period_reports}


def add_missing_pdfs(workspace: Workspace, folders: Collection[Path]) -> None:
    """Put a PDF beside each written report that has none, in folders of reports and what lies in them.

    There are none without LibreOffice. A report that somebody else has written anew meanwhile goes without.
    """
    documents = [
        document for folder in folders for document in sorted(folder.rglob("*.docx")) if not _pdf_of(document).exists()
    ]
    contents = [document.read_bytes() for document in documents]
    pdfs = as_pdfs(contents)
    if not pdfs:
        return
    with workspace.warehouse.lock():
        for document, content, pdf in zip(documents, contents, pdfs, strict=True):
            if document.exists() and document.read_bytes() == content:
                write_whole(_pdf_of(document), pdf)
                _pdf_of(document).chmod(document.stat().st_mode)


def _folder(workspace: Workspace, form: Form, period: str) -> Path:
    return workspace.reports / form.code / period


def _rendered(workspace: Workspace, report: PeriodReport) -> dict[str, bytes]:
    settings = workspace.report_settings
    # What was read stays until the end. The collector of cycles would look through it again and again: a sixth of the time that
    # a large region's workbooks take.
    gc.freeze()
    try:
        return {name: content for renderer in workspace.renderers for name, content in renderer.files(report, settings)}
    finally:
        gc.unfreeze()


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files where they differ from what lies there. The PDF of a document that changed goes with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            if path.suffix == ".docx":
                _pdf_of(path).unlink(missing_ok=True)
            write_whole(path, content)


def _release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Keep a release: it is there whole or not at all, and nobody writes to it by mistake."""
    unfinished = folder.with_name(f".{folder.name}.tmp")
    _put(unfinished, files)
    for file in unfinished.iterdir():
        file.chmod(_READ_ONLY)
    unfinished.rename(folder)


def _pdf_of(document: Path) -> Path:
    return document.with_suffix(".pdf")
