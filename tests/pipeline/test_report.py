"""The reports of a period as a head of department gets them: all are there, and the same figures give the same files."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import Svod
from tests.support.programs import needs

NAMES = {
    "consolidated-kk.xlsx", "consolidated-ru.xlsx", "consolidated-en.xlsx", "report-kk.docx", "report-ru.docx", "page.html"
}  # fmt: skip


def test_reports_are_written_and_come_out_the_same(svod: Svod, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    files = _report(svod, tmp_path)
    assert {file.name for file in files} == NAMES
    first = {file.name: file.read_bytes() for file in files}
    for file in files:
        file.unlink()
    assert {file.name: file.read_bytes() for file in _report(svod, tmp_path)} == first


@pytest.mark.slow
@needs("lowriter", "pdfinfo", "pdftotext")
def test_pdfs_hold_the_pages_and_words_of_the_documents(
    svod: Svod, sample: Path, tmp_path: Path, libreoffice: dict[str, str]
) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    pdfs = [file for file in _report(svod, tmp_path, **libreoffice) if file.suffix == ".pdf"]
    assert {file.name for file in pdfs} == {"report-kk.pdf", "report-ru.pdf"}
    for pdf in pdfs:
        *pages, after = _output("pdftotext", "-raw", str(pdf), "-").split("\f")
        assert after == ""
        described = _output("pdfinfo", str(pdf))
        assert f"Pages:           {len(pages)}\n" in described
        assert "(A4)" in described
        document = Document(str(pdf.with_suffix(".docx")))
        heads = [f"{number}{document.sections[0].header.paragraphs[-1].text}" for number in range(2, len(pages) + 1)]
        assert all(_letters(head) <= _letters(page) for head, page in zip(heads, pages[1:], strict=True))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert _letters(*pages) == _letters(*heads, *(paragraph.text for paragraph in document.paragraphs), *cells)
    made = {pdf: pdf.read_bytes() for pdf in pdfs}
    _report(svod, tmp_path, **libreoffice)
    assert {pdf: pdf.read_bytes() for pdf in pdfs} == made, "the PDF of a document that stayed the same is left alone"


def test_reports_as_of_a_moment_lie_apart(svod: Svod, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    done = svod("report", "--as-of", "2100-01-01", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (folder,) = {(tmp_path / file).parent for file in json.loads(done.stdout)["files"]}
    assert folder == tmp_path / "data/reports/labour12/2026/as-of-2100-01-01T000000"
    refused = svod("--lang", "en", "report", "--as-of", "2020-01-01", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("By 01.01.2020 00:00 no return for the period 2026 had been recorded.")


def _report(svod: Svod, folder: Path, **settings: str) -> list[Path]:
    done = svod("report", "--json", cwd=folder, **settings)
    assert done.returncode == 0, done.stderr
    return [folder / file for file in json.loads(done.stdout)["files"]]


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _letters(*texts: str) -> Counter[str]:
    """How often each character occurs. Their order may differ in a PDF: lines break elsewhere, and if a font lacks Kazakh
    letters, poppler reads those of another font at the end of the line.
    """
    return Counter("".join("".join(text.split()) for text in texts))
