"""The reports of a period as a head of department gets them: all there, and the same figures give the same files."""

import json
import shutil
from pathlib import Path

from tests.conftest import Svod

NAMES = {
    "consolidated-kk.xlsx", "consolidated-ru.xlsx", "consolidated-en.xlsx", "report-kk.docx", "report-ru.docx", "page.html"
}  # fmt: skip


def test_reports_are_written_and_come_out_the_same(svod: Svod, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    done = svod("report", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = [tmp_path / file for file in json.loads(done.stdout)["files"]]
    pdfs = {"report-kk.pdf", "report-ru.pdf"} if shutil.which("soffice") else set()
    assert {file.name for file in files} == NAMES | pdfs
    first = {file.name: file.read_bytes() for file in files}
    for file in files:
        file.unlink()
    assert svod("report", cwd=tmp_path).returncode == 0
    assert {file.name: file.read_bytes() for file in files} == first


def test_reports_as_of_a_moment_lie_apart(svod: Svod, sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    done = svod("report", "--as-of", "2100-01-01", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (folder,) = {(tmp_path / file).parent for file in json.loads(done.stdout)["files"]}
    assert folder == tmp_path / "data/reports/labour12/2026/as-of-2100-01-01T000000"
    refused = svod("--lang", "en", "report", "--as-of", "2020-01-01", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("By 01.01.2020 00:00 no return for the period 2026 had been recorded.")
