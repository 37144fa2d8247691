"""The totals and coverage of a closed period don't change, whatever comes, until it is reopened."""

from collections.abc import Callable
from pathlib import Path

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


def _learn(root: Path) -> None:
    accept_spelling(workspace(root), Spelling("code", "labour12", "activity.kind.raid", ODD_KIND), ACTOR)


def test_nothing_that_comes_later_moves_a_closed_period(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil"), REJECTED: _return("zhambyl", kind=ODD_KIND)})
    act(tmp_path, "close", waive=UNITS)
    closed = _said(tmp_path)
    assert closed[0].coverage.rejected == 1
    later: dict[str, Callable[[], object]] = {
        "a spelling that mends what was rejected": lambda: _learn(tmp_path),
        "the return of a unit that was rejected": lambda: load(tmp_path, {"2026-06-12/z.xlsx": _return("zhambyl")}),
        "a missing unit's rejected file": lambda: load(tmp_path, {"2026-06-12/a.xlsx": _broken("akzhar")}),
        "a missing unit's return": lambda: load(tmp_path, {"2026-06-13/a.xlsx": _return("akzhar")}),
        "a reported unit's rejected file": lambda: load(tmp_path, {"2026-06-12/e.xlsx": _broken("esil")}),
        "a reported unit's return": lambda: load(tmp_path, {"2026-06-13/e.xlsx": _return("esil", participants=9)}),
        "no book": lambda: load(tmp_path, {"2026-06-12/x.xlsx": b"no book"}),
    }
    for name, happens in later.items():
        happens()
        assert _said(tmp_path) == closed, name


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


HISTORIES: tuple[tuple[tuple[str, ...], CompletenessStatus], ...] = (
    (("bad",), "rejected"),
    (("good", "withdrawn"), "missing"),
    (("good", "bad"), "accepted"),
    (("good", "bad", "withdrawn"), "missing"),
    (("good", "withdrawn", "bad"), "missing"),
    (("bad", "good", "withdrawn"), "missing"),
)


def test_rejected_is_a_missing_unit_that_sent_only_rejected_files(tmp_path: Path) -> None:
    of_units = dict(zip((unit for unit in UNITS if unit != "esil"), HISTORIES, strict=False))
    load(tmp_path, {"2026-06-10/e.xlsx": _return("esil")})
    for day in range(3):
        now = {unit: sent[day] for unit, (sent, _) in of_units.items() if day < len(sent)}
        sent = {unit: _broken(unit) if what == "bad" else _return(unit) for unit, what in now.items() if what != "withdrawn"}
        load(tmp_path, {f"2026-06-1{day}/{unit}.xlsx": content for unit, content in sent.items()})
        for unit in now.keys() - sent.keys():
            act(tmp_path, "withdraw", unit=unit)
    totals, units = _said(tmp_path)
    assert totals.coverage.rejected == 1
    found = {one.unit: one.status for one in units}
    assert {sent: found[unit] for unit, (sent, _) in of_units.items()} == dict(HISTORIES)
