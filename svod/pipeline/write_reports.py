"""Writes the reports of a period and its releases from the published snapshot: workbook, written report, page."""

import gc
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from schemas.basics.exceptions import SvodError
from schemas.basics.place import Place, PlaceVersion
from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.period_report import PeriodReport
from schemas.units.register import UnitRegister
from svod.files import make_folder, sync, write_whole
from svod.pipeline.report_watermark import ReportWatermark, WrittenReports
from svod.pipeline.workspace import Workspace
from svod.reports.docx.pdf import as_pdfs
from svod.reports.renderers import Renderer
from svod.warehouse.period_report import read_period_reports, read_release
from svod.warehouse.watermark import Loaded

_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Written:
    """The reports of a period: their folders, one for each region; the folders of all releases, and of the new ones."""

    folders: list[Path]
    releases: list[Path]
    released: list[Path]

    @property
    def files(self) -> list[Path]:
        """The report files as they are now."""
        found = (path for folder in self.folders for path in folder.iterdir())
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class ChangedReports:
    """The reports of the periods that changed, and the load that reports cover now."""

    loaded: Loaded
    reports: Sequence[WrittenReports]


def write_changed(workspace: Workspace) -> ChangedReports:
    """Write the reports of the periods whose figures or state may have changed since reports were last written.

    A failure is returned with its period, and the next run tries again. What was loaded stays loaded.
    """
    with workspace.warehouse.reader() as snapshot:
        loaded = snapshot.loaded()
        changed = snapshot.changed_since(ReportWatermark(workspace.reports).read(loaded))
    known = workspace.known
    written = (_written(workspace, known.form_for(*of), of[1]) for of in changed if of[0] in known.forms)
    return ChangedReports(loaded, list(written))


def finish_changed(workspace: Workspace, changed: ChangedReports) -> Sequence[WrittenReports]:
    """Add the PDFs and move the watermark. PDFs take seconds, so the lock is not held while they are made."""
    reports = changed.reports
    try:
        add_missing_pdfs(workspace, [report.folder for report in reports])
    except Exception as error:  # LibreOffice or a disk failed: the next run tries again
        reports = [replace(report, failure=report.failure or _told(error)) for report in reports]
    if not any(report.failure for report in reports):
        with workspace.warehouse.lock():
            ReportWatermark(workspace.reports).write(changed.loaded)
    return reports


def _written(workspace: Workspace, form: Form, period: str) -> WrittenReports:
    try:
        with workspace.warehouse.told_in_words():
            written = _write(workspace, form, period, None, None)
    except Exception as error:  # a template, a disk or another program failed: nothing of that undoes the load
        return WrittenReports(form.code, period, _folder(workspace, form, period), failure=_told(error))
    return WrittenReports(form.code, period, _folder(workspace, form, period), tuple(written.released))


def _told(error: Exception) -> Text | str:
    return error.message if isinstance(error, SvodError) else f"{type(error).__name__}: {error}"


def write_reports(
    workspace: Workspace, form: Form, period: str, as_of: datetime | None = None, units: Sequence[str] | None = None
) -> Written:
    """Write the reports of a period on some units, as they are now or as of a moment, and the releases that are missing.

    Without units they are those on the topmost ones, and those that there are reports on already. Each unit has its own folder
    in the period's, but for a single topmost one, whose folder that is. A file whose content is unchanged is left alone. A
    release never changes.
    """
    with workspace.warehouse.lock():  # or reports of older figures could replace those of a run that goes on at the same time
        written = _write(workspace, form, period, as_of, units)
    add_missing_pdfs(workspace, written.folders)
    return written


def _write(workspace: Workspace, form: Form, period: str, as_of: datetime | None, units: Sequence[str] | None) -> Written:
    """Write the reports except PDFs. What a killed writer left half done is overwritten, because it has the same name."""
    folder = _folder(workspace, form, period)
    register = workspace.known.units
    asked = form, Period.parse(period), register
    units = units or [*register.topmost, *_reported_on(folder, register)]
    with workspace.warehouse.reader(as_of) as snapshot:
        known, _ = _place(workspace, snapshot.closed_at(form.code, period) or as_of)
        period_reports = _by_folder(folder, register, read_period_reports(snapshot.of_place(known), *asked, units))
        closings = [] if as_of else snapshot.closings(form.code, period)
        releases = [place / f"release-{closing.number}" for place in period_reports for closing in closings]
        missing: dict[Path, PeriodReport] = {}
        for closing in closings:
            if not all((place / f"release-{closing.number}").exists() for place in period_reports):
                known, _ = _place(workspace, closing.closed_at)
                released = _by_folder(folder, register, read_release(snapshot.of_place(known), *asked, closing, units))
                missing |= {place / f"release-{closing.number}": report for place, report in released.items()}
    folders = []
    for place, report in period_reports.items():
        reports = _rendered(workspace, report)
        folders.append(place / f"as-of-{as_of:%Y-%m-%dT%H%M%S}" if as_of else place)
        _put(folders[-1], reports)
        _remove_others(folders[-1], workspace.renderers, reports)
        for path in [path for path in missing if path.parent == place and not path.exists()]:
            _release(path, reports if missing[path] == report else _rendered(workspace, missing[path]))
    return Written(folders, releases, list(missing))


def _place(workspace: Workspace, moment: datetime | None) -> tuple[Place, PlaceVersion]:
    """The place as it was known at a moment, and what held there then: what was released once comes out the same again."""
    if moment is None:
        return workspace.place, workspace.place.at(workspace.clock())
    place = workspace.places.known_at(moment)
    return place, place.at(moment)


def _reported_on(folder: Path, register: UnitRegister) -> list[str]:
    """The units below the topmost ones that reports were written on before: they are kept up to date."""
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return [name for name in sorted(names) if name in register.below and name not in register.topmost]


def _by_folder(folder: Path, register: UnitRegister, period_reports: Sequence[PeriodReport]) -> dict[Path, PeriodReport]:
    """The reports by their folders: a single topmost unit's in the period's folder, others each in its own."""
    return {
        folder if (report.region.unit,) == register.topmost else folder / report.region.unit: report
        for report in period_reports
    }


def add_missing_pdfs(workspace: Workspace, folders: Collection[Path]) -> None:
    """Make a PDF for each written report in the folders that has none.

    Without LibreOffice there are none. A report that was written anew in the meantime gets none this time.
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
    _, version = _place(workspace, report.closed_at or report.totals.as_of)
    # What was read stays until the end. Without this the garbage collector would go through it again and again, which takes a
    # sixth of the time of a large region's workbooks.
    gc.freeze()
    try:
        return {name: content for renderer in workspace.renderers for name, content in renderer.files(report, version)}
    finally:
        gc.unfreeze()


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that differ from what is there. If a document changes, its PDF is removed."""
    make_folder(folder)
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            if path.suffix == ".docx":
                _pdf_of(path).unlink(missing_ok=True)
            write_whole(path, content)


def _remove_others(folder: Path, renderers: Sequence[Renderer], written: Collection[str]) -> None:
    """Remove the reports in languages that are no longer shown: their figures would be of another day."""
    for name in {name for renderer in renderers for name in renderer.names} - set(written):
        for path in (folder / name, _pdf_of(folder / name)):
            path.unlink(missing_ok=True)


def _release(folder: Path, files: Mapping[str, bytes]) -> None:
    """Store a release in one step, read-only so that nobody changes it by mistake."""
    unfinished = folder.with_name(f".{folder.name}.tmp")
    _put(unfinished, files)
    for file in unfinished.iterdir():
        file.chmod(_READ_ONLY)
    unfinished.rename(folder)
    sync(folder.parent)


def _pdf_of(document: Path) -> Path:
    return document.with_suffix(".pdf")
