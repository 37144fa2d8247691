"""The reports of a period, written from the published snapshot: consolidated workbook, written report, page; its releases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schemas.basics.text import LANGUAGES
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.forms import forms
from schemas.records.period_report import Edition
from svod.pipeline.data_folder import Folders
from svod.pipeline.known_names import register
from svod.pipeline.report_watermark import PeriodReports, Reported
from svod.reports.docx.document import written_report
from svod.reports.docx.pdf import as_pdfs
from svod.reports.html import page
from svod.reports.xlsx.consolidated import consolidated_workbook
from svod.warehouse.period_report import read_editions, read_release
from svod.warehouse.reader import Snapshot

_Files = Mapping[str, bytes]
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Written:
    """The reports of a period as they are now, the folders of all its releases, and which of these were made now."""

    files: list[Path]
    releases: list[Path]
    released: list[Path]


def write_changed(folders: Folders, small: int | None) -> list[PeriodReports]:
    """Write the reports of the periods whose figures or state may have changed since reports were last written.

    What goes wrong with a report is told with its period, and the next run tries again: what was loaded stands.
    """
    reported = Reported(folders)
    with Snapshot(folders.snapshot) as snapshot:
        loaded = snapshot.loaded()
        changed = snapshot.changed_since(reported.read(loaded))
    written = [_written(folders, forms()[form], period, small) for form, period in changed if form in forms()]
    if not any(one.failure for one in written):
        reported.write(loaded)
    return written


def _written(folders: Folders, form: Form, period: str, small: int | None) -> PeriodReports:
    folder = folders.reports / form.code / period
    try:
        written = write_reports(folders, form, period, None, small)
    except Exception as error:  # a template, a disk, another program: none of them undoes what was loaded
        return PeriodReports(form.code, period, folder, failure=f"{type(error).__name__}: {error}")
    return PeriodReports(form.code, period, folder, tuple(written.released))


def write_reports(folders: Folders, form: Form, period: str, as_of: datetime | None, small: int | None) -> Written:
    """Write every report of a period, as it is or as of a moment, and the releases that are not there yet.

    With several regions, each has a folder of its own within the period's. A report whose bytes are as they were is left
    alone: the same figures give the same files. A release is never touched. Only one writes at a time, so what a writer that
    was killed left half done is written over under its own name.
    """
    folder = folders.reports / form.code / period
    asked = form, Period.parse(period), register()
    with Snapshot(folders.snapshot, as_of) as snapshot:
        editions = _by_folder(folder, read_editions(snapshot, *asked))
        closings = [] if as_of else snapshot.closings(form.code, period)
        numbered = {f"release-{one.number}": one for one in closings}
        releases = [place / name for place in editions for name in numbered]
        missing: dict[Path, Edition] = {}
        for name, closing in numbered.items():
            if not all((place / name).exists() for place in editions):
                released = _by_folder(folder, read_release(snapshot, *asked, closing))
                missing |= {place / name: one for place, one in released.items() if not (place / name).exists()}
    files = []
    for place, edition in editions.items():
        own = {path: one for path, one in missing.items() if path.parent == place}
        files += _write(place / f"as-of-{as_of:%Y-%m-%dT%H%M%S}" if as_of else place, edition, own, small)
    return Written(files, releases, list(missing))


def _by_folder(folder: Path, editions: Sequence[Edition]) -> dict[Path, Edition]:
    """The editions of a period by where they lie: of one region in the period's folder, of several each in one of its own."""
    if len(editions) == 1:
        return {folder: editions[0]}
    return {folder / edition.region.unit: edition for edition in editions}


def _write(folder: Path, edition: Edition, missing: Mapping[Path, Edition], small: int | None) -> list[Path]:
    """Write the reports of an edition into a folder, and the releases that are missing."""
    reports = _reports(edition, small)
    _put(folder, reports)
    pdfs = _pdfs(reports, folder)
    _put(folder, pdfs)
    for path, released in missing.items():
        if released == edition:
            _release(path, {**reports, **pdfs})
        else:
            others = _reports(released, small)
            _release(path, {**others, **_pdfs(others, path)})
    return [folder / name for name in (*reports, *pdfs)]


def _reports(edition: Edition, small: int | None) -> _Files:
    return dict(_rendered(edition, small))


def _rendered(edition: Edition, small: int | None) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        yield f"consolidated-{language}.xlsx", consolidated_workbook(edition, language)
        document = written_report(edition, language)
        if document is not None:
            yield f"report-{language}.docx", document
    yield "page.html", page(edition, small).encode()


def _pdfs(reports: _Files, folder: Path) -> _Files:
    """The written reports as PDF: those in the folder, which are of these reports, or made now."""
    documents = {_pdf(name): content for name, content in reports.items() if name.endswith(".docx")}
    if all((folder / name).exists() for name in documents):
        return {name: (folder / name).read_bytes() for name in documents}
    return dict(zip(documents, as_pdfs(list(documents.values())), strict=False))


def _put(folder: Path, files: _Files) -> None:
    """Write files where they differ from what lies there. The PDF of a document that changed goes with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            if name.endswith(".docx"):
                (folder / _pdf(name)).unlink(missing_ok=True)
            unfinished = path.with_name(f".{name}.tmp")
            unfinished.write_bytes(content)
            unfinished.replace(path)


def _release(folder: Path, files: _Files) -> None:
    """Keep a release: it is there whole or not at all, and nobody writes to it by mistake."""
    unfinished = folder.with_name(f".{folder.name}.tmp")
    _put(unfinished, files)
    for file in unfinished.iterdir():
        file.chmod(_READ_ONLY)
    unfinished.rename(folder)


def _pdf(document: str) -> str:
    return document.replace(".docx", ".pdf")
