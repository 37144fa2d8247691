"""Forms declared by a folder of CSV files: what a workbook of the same sheets declares, and mistakes at their file and line."""

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from svod.pipeline.form_workbooks import check_form, content_of
from tests.builders.form_workbooks import SMALL, form_workbook
from tests.conftest import Run
from tests.pipeline.test_form_workbooks import findings


def write_folder(folder: Path, cells: Mapping[str, str] | None = None, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The small form as CSV files, with the given cells put instead."""
    folder.mkdir()
    book = load_workbook(BytesIO(form_workbook(cells=cells)))
    for sheet in book.worksheets[1:]:
        if sheet.sheet_state == "visible":
            text = StringIO()
            csv.writer(text, delimiter=delimiter).writerows(sheet.iter_rows(values_only=True))
            (folder / f"{sheet.title}.csv").write_bytes(text.getvalue().encode(encoding))
    (folder / "README.md").write_text("about the form")
    (folder / ".~lock.csv").write_text("somebody")
    return folder


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_folder_declares_what_the_workbook_does(tmp_path: Path, delimiter: str, encoding: str) -> None:
    content = content_of(write_folder(tmp_path / "visits", delimiter=delimiter, encoding=encoding))
    checked = check_form(content, "visits", {})
    assert (checked.issues, checked.definition) == ([], SMALL)
    assert content_of(tmp_path / "visits") == content


def test_a_mistake_is_told_at_its_file_and_line(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path / "visits", {"columns!G3": "the unit\nthat reports", "columns!K6": "places", "form!B9": "soon"}
    )
    (folder / "rule.csv").write_text("code,expression\na,1 = 1\n")
    (folder / "rows.csv").write_bytes(b"\0\1")
    assert findings(content_of(folder), "visits") == [
        "declaration.not_read form.csv!B9",
        "declaration.unknown_name columns.csv!K7 → place",
        "declaration.unknown_sheet rule.csv → rules",
        "declaration.unreadable rows.csv",
    ]


def test_a_folder_is_adopted_and_stored(run: Run, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "visits")
    assert run("form", "check", str(folder))[:2] == (
        0,
        f"{folder}: no mistakes. Form visits, version 1: 2 tables, 1 indicators.\n",
    )
    assert run("form", "adopt", str(folder), "--reason", "order", "--by", "Head")[0] == 0
    assert run("form", "diff", "visits", str(folder)) == (0, "There is no difference.\n", "")
    (tmp_path / "empty").mkdir()
    code, printed, _ = run("form", "check", str(tmp_path / "empty"))
    assert (code, "form" in printed) == (1, True)
