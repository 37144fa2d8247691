"""The totals and coverage of a closed period don't change, whatever comes, until it is reopened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.declaration.spelling import Spelling
from schemas.records.period_report import UnitStatus
from schemas.records.submission import CompletenessStatus
from schemas.records.total import RegionalTotals
from svod.pipeline.decisions import accept_spelling
from tests.builders.workbooks import ACTOR, RAID, UNITS, act, build, load, put_raw, query, workspace

ODD_KIND = "жорық"
REJECTED = "2026-06-11/rejected.xlsx"


def _return(unit: str, **raid: object) -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, **raid}])


def _broken(unit: str) -> bytes:
    return _return(unit, participants="көп")


def _said(root: Path) -> tuple[RegionalTotals, list[UnitStatus]]:
    """Everything published about the period and every unit."""
    with workspace(root).warehouse.reader() as snapshot:
        (found,) = snapshot.totals("labour12", "2026")
        return found, snapshot.completeness("labour12", "2026")


def _send(file: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: load(root, {file: content})


def _learn(root: Path) -> None:
    accept_spelling(workspace(root), Spelling("code", "labour12", "activity.kind.raid", ODD_KIND), ACTOR)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(_send("2026-06-12/a.xlsx", _broken("akzhar")), id="a missing unit's rejected file"),
        pytest.param(_send("2026-06-12/a.xlsx", _return("akzhar")), id="a missing unit's return"),
        pytest.param(_send("2026-06-12/a.xlsx", _broken("esil")), id="a reported unit's rejected file"),
        pytest.param(_send("2026-06-12/a.xlsx", _return("esil", participants=9)), id="a reported unit's return"),
        pytest.param(_send("2026-06-12/a.xlsx", _return("zhambyl")), id="the return of a unit that was rejected"),
        pytest.param(_send("2026-06-12/a.xlsx", b"no book"), id="no book"),
        pytest.param(_learn, id="a spelling that mends what was rejected"),
    ],
)
def test_nothing_that_comes_later_moves_a_closed_period(later: Callable[[Path], object], tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil"), REJECTED: _return("zhambyl", kind=ODD_KIND)})
    act(tmp_path, "close", waive=UNITS)
    closed = _said(tmp_path)
    assert closed[0].coverage.rejected == 1
    later(tmp_path)
    assert _said(tmp_path) == closed


def test_what_came_after_closing_counts_when_reopened(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil")})
    act(tmp_path, "close", waive=UNITS)
    load(tmp_path, {"2026-06-12/a.xlsx": _broken("akzhar"), "2026-06-12/z.xlsx": _return("zhambyl")})
    statuses = "select unit, status from svod.submission order by unit"
    assert query(tmp_path, statuses) == [("akzhar", "rejected"), ("esil", "accepted"), ("zhambyl", "after_closing")]
    told = "select unit from svod.issue join svod.submission using (submission, unit) where code = 'submission.after_closing'"
    assert query(tmp_path, f"{told} order by unit") == [("akzhar",), ("zhambyl",)]
    act(tmp_path, "reopen")
    coverage = _said(tmp_path)[0].coverage
    assert (coverage.reported, coverage.missing, coverage.rejected) == (2, 13, 1)
    assert query(tmp_path, f"{told} order by unit") == []


def test_a_run_tells_what_came_after_closing(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil")})
    act(tmp_path, "close", waive=UNITS)
    put_raw(tmp_path, {"2026-06-12/a.xlsx": _return("akzhar"), "2026-06-12/again.xlsx": b"no book"})
    said = load(tmp_path).sentence.en
    assert said == (
        "Files received: 2, accepted 0, rejected 1. "
        "Received after the period was closed, and not in the figures until it is reopened: 1."
    )


@pytest.mark.parametrize(
    ("sent", "status", "rejected"),
    [
        (["bad"], "rejected", 1),
        (["good", "withdrawn"], "missing", 0),
        (["good", "bad"], "accepted", 0),
        (["good", "bad", "withdrawn"], "missing", 0),
        (["good", "withdrawn", "bad"], "missing", 0),
        (["bad", "good", "withdrawn"], "missing", 0),
    ],
)
def test_rejected_is_a_missing_unit_that_sent_only_rejected_files(
    sent: list[str], status: CompletenessStatus, rejected: int, tmp_path: Path
) -> None:
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil")})
    for day, what in enumerate(sent, 10):
        if what == "withdrawn":
            act(tmp_path, "withdraw")
        else:
            load(tmp_path, {f"2026-06-{day}/a.xlsx": _return("akzhar") if what == "good" else _broken("akzhar")})
    totals, units = _said(tmp_path)
    assert totals.coverage.rejected == rejected
    assert [one.status for one in units if one.unit == "akzhar"] == [status]
