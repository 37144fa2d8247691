"""A bug of ours affects only the file that triggers it, and is distinguished from a damaged file."""

import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest

from schemas.basics.limits import LIMITS
from schemas.declaration.form import Form
from svod.pipeline.check_return import check_file
from svod.pipeline.run import consolidate
from tests.builders.workbooks import REGISTER, build, put_raw, query, totals, workspace
from tests.cases.case import findings
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
