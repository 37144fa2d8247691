"""Decisions of people: queries explained, revisions withdrawn and restored, periods closed."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.basics.exceptions import NotAllowed, UnknownName
from schemas.forms.labour12.form import FORM
from svod.pipeline.decisions import Return, answer
from svod.pipeline.run import receive
from tests.builders.workbooks import (
    ACTOR,
    RAID,
    UNITS,
    Values,
    act,
    build,
    check,
    load,
    load_unpublished,
    put_raw,
    query,
    totals,
    workspace,
)
from tests.conftest import Svod

TWICE = [RAID, RAID]
WHY = "екеуі де дұрыс"
DUPLICATE = ("row.duplicate", "A3")


def _sent(rows: Mapping[str, list[Values]], day: int = 10, **more: Any) -> dict[str, bytes]:
    """A return for each unit, with its rows of activities."""
    return {
        f"2026-06-{day}/{unit}.xlsx": build(cover={"unit": unit}, activity=activity, **more) for unit, activity in rows.items()
    }


def _explained(code: str | None, cell: str | None, explanation: str | None = WHY, unit: str = "akzhar") -> bytes:
    said: Values = {"code": code, "cell": cell, "explanation": explanation}
    return build(cover={"unit": unit}, activity=TWICE, explanation=[said])


def _open(root: Path, unit: str = "akzhar") -> list[str]:
    with workspace(root).warehouse.reader() as snapshot:
        return [one.code for one in snapshot.open_queries("labour12", "2026", unit)]


def _status(root: Path, unit: str = "akzhar") -> tuple[Any, ...]:
    (row,) = query(root, f"select status, query_count from svod.completeness where unit = '{unit}'")
    return row


def _answer(root: Path, code: str, cell: str, unit: str = "akzhar") -> None:
    answer(workspace(root), Return(FORM, "2026", unit), code, cell, ACTOR)


def test_query_explained_in_the_workbook_is_not_open(tmp_path: Path) -> None:
    """Each unit writes the cell in another way."""
    written = dict(zip(UNITS, ("A3", " a3", "$A$3", "Іс-шаралар!A3", "«Іс-шаралар»!А3"), strict=False))
    load(tmp_path, _sent(dict.fromkeys(written, TWICE)))
    assert {_status(tmp_path, unit) for unit in written} == {("queried", 1)}
    load(tmp_path, {f"2026-06-11/{unit}.xlsx": _explained(DUPLICATE[0], cell, unit=unit) for unit, cell in written.items()})
    for unit, cell in written.items():
        assert (_open(tmp_path, unit), _status(tmp_path, unit)) == ([], ("accepted", 0)), cell


EXPLAINS_NOTHING = (
    ((None, "A3", WHY), "cell.required", None),
    (("row.duplicate", "A3", None), "cell.required", None),
    (("row.dublicate", "A3", WHY), "cell.unknown_code", "row.duplicate"),
    (("row.duplicate", "A3", "ә" * 2001), "cell.too_long", None),
)
EXPLAINS_ANOTHER = (("row.duplicate", "A4"), ("total_row.mismatch", "A3"), ("row.duplicate", "БАҚ!A3"))


def test_explanation_of_nothing_or_of_something_else_refuses_no_return_and_leaves_the_query_open(tmp_path: Path) -> None:
    sent, left = {}, {}
    for unit, (said, found, suggestion) in zip(UNITS, EXPLAINS_NOTHING, strict=False):
        sent[f"{unit}.xlsx"] = content = _explained(*said, unit=unit)
        checked = check(content)
        assert checked.status == "accepted"
        assert [(one.code, one.severity, one.suggestion) for one in checked.issues if one.sheet == "Түсіндірмелер"] == [
            (found, "query", suggestion)
        ]
        left[unit] = sorted([found, "row.duplicate"])
    for unit, (code, cell) in zip(UNITS[len(sent) :], EXPLAINS_ANOTHER, strict=False):
        sent[f"{unit}.xlsx"] = _explained(code, cell, unit=unit)
        left[unit] = ["row.duplicate"]
    load(tmp_path, sent)
    assert {unit: sorted(_open(tmp_path, unit)) for unit in left} == left


def test_answer_holds_while_the_value_is_unchanged(tmp_path: Path) -> None:
    jump = [{**RAID, "participants": 400}]
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[{**RAID, "participants": 40}])})
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=jump)})
    (cell,) = {row[0] for row in query(tmp_path, "select cell from svod.issue where code = 'history.jump'")}
    _answer(tmp_path, "history.jump", cell)
    assert _open(tmp_path) == []
    load(tmp_path, {"2026-06-12/a.xlsx": build(activity=[{**RAID, "participants": 40}])})
    assert "history.jump" in _open(tmp_path)


def test_answer_lapses_when_the_value_changes(tmp_path: Path) -> None:
    load(tmp_path, {"ақжар/есіл.xlsx": build()})
    load(tmp_path, {"есіл.xlsx": build(activity=[{**RAID, "venue": "базар"}])})
    assert _open(tmp_path) == ["unit.mismatch"]
    _answer(tmp_path, "unit.mismatch", "")
    assert _open(tmp_path) == []
    load(tmp_path, {"esil.xlsx": build(activity=[{**RAID, "venue": "дүкен"}])})
    assert _open(tmp_path) == ["unit.mismatch"]


OTHER: Values = {**RAID, "venue": "дүкен"}


RESENT: tuple[tuple[list[Values], list[str]], ...] = (
    ([RAID, RAID], []),
    ([OTHER, RAID, RAID], []),
    ([RAID, OTHER, RAID], []),
    ([RAID, RAID, OTHER], []),
    ([OTHER, OTHER], ["A3"]),
    ([RAID, RAID, RAID], ["A4"]),
    ([OTHER, RAID, RAID, OTHER], ["A5"]),
)
"""Rows that are sent after row 3 was explained as no duplicate, and the cells where they are asked about."""


@pytest.mark.parametrize("way", ["in the workbook", "by an analyst"])
def test_explanation_goes_with_the_row_that_it_explains(way: str, tmp_path: Path) -> None:
    resent = dict(zip(UNITS, RESENT, strict=False))
    if way == "by an analyst":
        load(tmp_path, _sent(dict.fromkeys(resent, TWICE)))
        for unit in resent:
            _answer(tmp_path, *DUPLICATE, unit)
    else:
        load(tmp_path, {f"2026-06-10/{unit}.xlsx": _explained(*DUPLICATE, unit=unit) for unit in resent})
    load(tmp_path, _sent({unit: rows for unit, (rows, _) in resent.items()}, day=11))
    for unit, (rows, left) in resent.items():
        with workspace(tmp_path).warehouse.reader() as snapshot:
            found = snapshot.open_queries("labour12", "2026", unit)
        assert [one.cell for one in found if one.code == "row.duplicate"] == left, rows


def test_only_an_open_query_is_answered(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=TWICE)})
    with pytest.raises(UnknownName, match=r"row\.duplicate A3"):
        _answer(tmp_path, "row.duplicate", "B7")


def test_withdrawn_revision_gives_way_to_the_one_before(tmp_path: Path) -> None:
    for day, count in ((10, 7), (11, 9)):
        load(tmp_path, {f"2026-06-{day}/a.xlsx": build(activity=[{**RAID, "participants": count}])})
    act(tmp_path, "withdraw")
    assert totals(tmp_path)["raid_participants"] == 7
    assert query(tmp_path, "select revision, status from svod.submission order by revision") == [
        (1, "accepted"),
        (2, "withdrawn"),
    ]
    act(tmp_path, "withdraw")
    assert (totals(tmp_path)["raid_participants"], _status(tmp_path)[0]) == (None, "missing")
    act(tmp_path, "restore", revision=2)
    assert totals(tmp_path)["raid_participants"] == 9
    with pytest.raises(NotAllowed):
        act(tmp_path, "restore", revision=2)


def test_period_closes_only_when_nothing_is_open_or_all_of_it_waived(tmp_path: Path) -> None:
    others = [unit for unit in UNITS if unit != "akzhar"]
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=TWICE)})
    with pytest.raises(NotAllowed, match="no return"):
        act(tmp_path, "close")
    with pytest.raises(NotAllowed, match=r"queries open: Akzhar"):
        act(tmp_path, "close", waive=others)
    act(tmp_path, "close", waive=UNITS)
    for kind in ("close", "withdraw"):
        with pytest.raises(NotAllowed, match="closed"):
            act(tmp_path, kind)
    kept = [json.loads(line) for line in workspace(tmp_path).storage.ledger.path.read_text(encoding="utf-8").splitlines()]
    (closing,) = [entry for entry in kept if entry["event"] == "closed"]
    details = json.loads(closing["details"])
    assert details["waived"] == sorted(UNITS)
    assert details["totals"]["raids"] == 2
    assert details["rules"]
    assert details["version"]


def test_withdrawal_tells_of_the_copy_that_takes_its_place(svod: Svod, tmp_path: Path) -> None:
    load(tmp_path / "data", {f"2026-06-{day}/a.xlsx": build(activity=TWICE) for day in (10, 11)})
    done = svod("--lang", "en", "withdraw", "akzhar", "--reason", "sent by mistake", cwd=tmp_path)
    assert done.stdout.splitlines()[:2] == ["akzhar: revision 1 is withdrawn.", "akzhar: revision 2 counts now."]


def test_decisions_from_the_command_line(svod: Svod, tmp_path: Path) -> None:
    load(tmp_path / "data", {"2026-06-10/a.xlsx": build(activity=TWICE)})

    def run(*words: str) -> tuple[int, str]:
        done = svod("--lang", "en", *words, cwd=tmp_path)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    assert run("close", "--waive", "akzhar")[0] == 2
    assert "no return" in run("close", "--reason", "all are in")[1]
    assert run("answer", "akzhar", "row.duplicate", "A3", "--text", "two raids", "--by", "Analyst")[0] == 0
    assert run("withdraw", "akzhar")[0] == 2
    gone = run("withdraw", "akzhar", "--reason", "sent by mistake")
    assert (gone[0], "no return of it counts now" in gone[1]) == (0, True)
    back = run("restore", "akzhar", "--reason", "it was right")
    assert (back[0], "revision 1 counts now" in back[1]) == (0, True)
    waived = [word for unit in UNITS for word in ("--waive", unit)]
    assert run("close", *waived, "--reason", "the minister's day")[0] == 0
    assert json.loads(run("totals", "--json")[1])["state"] == "final"
    assert run("reopen", "--reason", "a late return")[0] == 0
    revisions = json.loads(run("revisions", "akzhar", "--json")[1])
    said = [(event["kind"], event["cell"], event["reason"]) for event in revisions["events"]]
    assert said == [
        ("answered", "A3", "two raids"),
        ("withdrawn", None, "sent by mistake"),
        ("restored", None, "it was right"),
    ]
    assert date.fromisoformat(revisions["revisions"][0]["received_at"][:10]) == date(2026, 6, 10)


def _received_only(root: Path, name: str, **more: Any) -> None:
    """What a run leaves that was killed before it loaded: a receipt in the ledger."""
    put_raw(root, {name: build(**more)})
    receive(workspace(root))


def _loaded_only(root: Path, name: str, **more: Any) -> None:
    """What a run leaves that was killed before it published."""
    put_raw(root, {name: build(**more)})
    load_unpublished(root)


@pytest.mark.parametrize("leave", [_received_only, _loaded_only])
@pytest.mark.parametrize("kind", ["close", "withdraw"])
def test_what_waited_is_loaded_before_a_decision_is_judged(tmp_path: Path, kind: str, leave: Callable[..., None]) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[{**RAID, "participants": 7}])})
    leave(tmp_path, "2026-06-11/a.xlsx", activity=[{**RAID, "participants": 9}])
    with pytest.raises(NotAllowed, match=r"Raid participants: 7 → 9.*again"):
        act(tmp_path, kind, waive=UNITS)
    assert (totals(tmp_path)["raid_participants"], query(tmp_path, "from svod.event")) == (9, [])
    act(tmp_path, kind, waive=UNITS)
    (event,) = query(tmp_path, "select kind, submission, json_extract(details, '$.totals.raid_participants') from svod.event")
    assert event == (("closed", None, "9") if kind == "close" else ("withdrawn", 2, None))


def test_what_waited_and_moves_no_figure_of_the_period_stops_no_decision(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=TWICE)})
    days = {"period_start": date(2025, 5, 15), "period_end": date(2025, 6, 12), "submitted_on": date(2025, 6, 14)}
    _received_only(tmp_path, "b.xlsx", cover={"year": 2025, **days}, activity=[{**RAID, "held_on": date(2025, 6, 5)}])
    _answer(tmp_path, *DUPLICATE)
    assert _open(tmp_path) == []
    assert query(tmp_path, "select count(*) from svod.submission where status = 'accepted'") == [(2,)]
