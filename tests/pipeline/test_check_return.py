"""A bug of ours affects only the file that triggers it, and is distinguished from a damaged file."""

import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook

from schemas.basics.limits import LIMITS
from schemas.declaration.form import Form
from svod.pipeline.check_return import check_file
from svod.pipeline.run import consolidate
from tests.builders.workbooks import RAID, REGISTER, build, put_raw, query, totals, workspace
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.in_this_process import InThisProcess

# A form that no code can work with stands for a bug in the code.
BUG = {"labour12": cast(Form, object())}


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    path = tmp_path / "есеп.xlsx"
    path.write_bytes(build())
    return path


def test_a_bug_is_the_programs_fault_and_its_number_leads_to_the_traceback(
    returned: Path, caplog: pytest.LogCaptureFixture
) -> None:
    checked = check_file(returned, returned.name, BUG, REGISTER, LIMITS)
    digest = sha256(returned.read_bytes()).hexdigest()
    (issue,) = checked.issues
    assert (checked.status, checked.sha256, findings(checked)) == ("rejected", digest, ["file.failed"])
    assert all(digest[:8] in message for message in issue.message.all)
    (record,) = caplog.records
    assert (record.levelno, digest[:8] in record.message, "AttributeError" in caplog.text) == (logging.ERROR, True, True)


def test_a_file_that_svod_failed_on_is_judged_again_by_another_version(tmp_path: Path) -> None:
    """Once by each version, and its return counts from then on."""
    own = replace(workspace(tmp_path), executor=InThisProcess(), guarded=True)

    def run(version: str, *, has_bug: bool) -> list[tuple[str, int]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("svod.pipeline.run.version", lambda _: version)
            if has_bug:
                patch.setattr("svod.pipeline.check_return.read_workbook", lambda *_: None)
            consolidate(own)
        return query(tmp_path, "select status, (select count(*) from svod.event) from svod.submission")

    put_raw(tmp_path, {"a.xlsx": build()})
    assert run("1", has_bug=True) == [("rejected", 0)]
    assert run("1", has_bug=True) == run("1", has_bug=True) == [("rejected", 1)]
    assert run("2", has_bug=False) == run("3", has_bug=False) == [("accepted", 2)]
    assert totals(tmp_path)["raid_participants"] == 4


def test_a_bug_is_raised_where_nothing_guards(returned: Path) -> None:
    with pytest.raises(AttributeError):
        check_file(returned, returned.name, BUG, REGISTER, LIMITS, guarded=False)


def test_a_damaged_file_is_no_bug(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "есеп.xlsx"
    path.write_bytes(build()[:-2000])
    checked = check_file(path, path.name, BUG, REGISTER, LIMITS)
    assert (findings(checked), caplog.records) == (["file.unreadable"], [])


def test_issues_are_in_the_order_of_the_workbook(run: Run, tmp_path: Path) -> None:
    """Those of the file come first, then sheet by sheet and row by row, whichever check found them."""

    def activities_first(workbook: Workbook) -> None:
        workbook.move_sheet("Іс-шаралар", -1)
        workbook.create_sheet("Лист1")["A1"] = 1

    rows = [{**RAID, "participants": "көп"}, {**RAID, "kind": "рейт", "participants": -1}, RAID, RAID]
    file = tmp_path / "Есіл ауданы.xlsx"
    file.write_bytes(build(cover={"prepared_by": None}, activity=rows, edit=activities_first))
    status, out, _ = run("check", str(file), lang="en")
    places = [line.partition(":")[0].split()[1:] for line in out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert status == 1
    assert places == [
        ["unit.mismatch"],
        ["cell.not_a_number", "Іс-шаралар!G2"],
        ["cell.unknown_code", "Іс-шаралар!B3"],
        ["cell.negative", "Іс-шаралар!G3"],
        ["row.duplicate", "Іс-шаралар!A5"],
        ["cell.required", "Титул!B13"],
        ["sheet.unknown", "Лист1"],
    ]
