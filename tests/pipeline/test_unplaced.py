"""Rejected files of unknown units: they stand in the way of closing their period until somebody decides about them."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from schemas.basics.clock import now
from schemas.basics.exceptions import NotAllowed, NothingSaid, UnknownName
from schemas.basics.text import LANGUAGES
from schemas.checks.catalogue import CHECKS
from schemas.declaration.spelling import Spelling
from schemas.forms.labour12.form import FORM
from svod.pipeline.decisions import Actor, accept_spelling, close, restore_file, withdraw_file
from svod.pipeline.rebuild import verify
from svod.warehouse.unplaced import unplaced_returns
from tests.builders.workbooks import ACTOR, UNITS, act, build, load, query, totals, workspace
from tests.conftest import Run

DAY = "2026-06-12"
GOOD = f"{DAY}/esil.xlsx"
MISSPELT = f"{DAY}/misspelt.xlsx"
MISSPELT_NAME = "Акжырский район"
BLANK = f"{DAY}/Есіл ауданы/blank.xlsx"
BROKEN = f"{DAY}/broken.xlsx"
PICTURE = f"{DAY}/photo.jpg"
BEFORE = {
    "year": 2025,
    "period_start": date(2025, 5, 15),
    "period_end": date(2025, 6, 12),
    "submitted_on": date(2025, 6, 13),
    "unit": "esil",
}


def _misspelt() -> bytes:
    return build(cells={"cover!B3": MISSPELT_NAME})


def _blank() -> bytes:
    return build(cells={"cover!B3": None})


def _standing(root: Path, period: str = "2026") -> list[tuple[str, str | None, str, str]]:
    """File, likely unit, reason and state of what stands under a period."""
    with workspace(root).warehouse.reader() as snapshot:
        return [(one.file, one.unit, one.code, one.state) for one in unplaced_returns(snapshot, "labour12", period)]


def _number(root: Path, file: str) -> int:
    ((number,),) = query(root, f"select submission from svod.submission where file = '{file}'")
    assert isinstance(number, int)
    return number


def _close(root: Path, files: Sequence[int] = (), period: str = "2026") -> None:
    close(workspace(root), FORM, period, UNITS, ACTOR, files)


def _is_closed(root: Path, period: str = "2026") -> bool:
    with workspace(root).warehouse.reader() as snapshot:
        return snapshot.state("labour12", period) == "final"


def test_each_rejected_file_of_an_unknown_unit_is_listed_with_the_likely_unit(tmp_path: Path) -> None:
    load(
        tmp_path,
        {
            GOOD: build(cover={"unit": "esil"}),
            MISSPELT: _misspelt(),
            BLANK: _blank(),
            f"{DAY}/blank.xlsx": _blank(),
            BROKEN: b"PK\x03\x04 cut off",
            f"{DAY}/no year.xlsx": build(cells={"cover!B4": None}),
            f"{DAY}/rejected.xlsx": build(cover={"unit": "zhambyl"}, cells={"activity!A2": "кеше"}),
        },
    )
    assert sorted(_standing(tmp_path)) == [
        (f"{DAY}/blank.xlsx", None, "cell.required", "standing"),
        (BROKEN, None, "file.unreadable", "standing"),
        (MISSPELT, "akzhar", "unit.unknown", "standing"),
        (f"{DAY}/no year.xlsx", "akzhar", "cell.required", "standing"),
        (BLANK, "esil", "cell.required", "standing"),
    ]
    ((expected, reported, missing, rejected),) = query(
        tmp_path, "select distinct expected, reported, missing, rejected from svod.regional_total"
    )
    assert (expected, reported, missing, rejected) == (15, 1, 14, 1)


def test_what_is_no_workbook_is_told_and_blocks_nothing(run: Run, tmp_path: Path) -> None:
    files = {
        f"{DAY}/photo.jpg": b"\xff\xd8\xff\xe0 photo",
        f"{DAY}/scan.pdf": b"%PDF-1.7 scan",
        f"{DAY}/scan named like a return.xlsx": b"%PDF-1.7 another scan",
        f"{DAY}/letter.rtf": b"{\\rtf1 letter}",
        f"{DAY}/film.mp4": b"\0\0\0\x20ftypisom\0\0\x02\0",
    }
    outcome = load(tmp_path, {GOOD: build(cover={"unit": "esil"}), **files})
    assert {file.file for file in outcome.rejected} == set(files)
    assert {file: state for file, *_, state in _standing(tmp_path)} == dict.fromkeys(files, "no_workbook")
    assert run("status")[1].count("not a workbook") == len(files)
    _close(tmp_path)
    assert _is_closed(tmp_path)


def test_what_may_be_a_return_blocks_though_it_can_not_be_read(tmp_path: Path) -> None:
    contents = (b"PK\x03\x04 cut off", b"\0\x01\x02 garbage", b"", b"a;b;c", b"Rar! returns")
    files = {f"{DAY}/{number}.xlsx": content for number, content in enumerate(contents)}
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), **files})
    assert {file: state for file, *_, state in _standing(tmp_path)} == dict.fromkeys(files, "standing")
    numbers = [_number(tmp_path, file) for file in files]
    for number in numbers:
        with pytest.raises(NotAllowed):
            _close(tmp_path, [other for other in numbers if other != number])


def test_closing_names_each_file_its_likely_unit_and_the_ways_out(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt(), BROKEN: b"PK\x03\x04 cut off"})
    with pytest.raises(NotAllowed) as refused:
        _close(tmp_path)
    number = _number(tmp_path, MISSPELT)
    for language, unit in zip(LANGUAGES, ("Ақжар ауданы", "Акжарский район", "Akzhar district"), strict=True):
        message = refused.value.message.in_(language)
        for told in (
            f" {number} ",
            MISSPELT,
            unit,
            "akzhar",
            BROKEN,
            "spelling add unit",
            "withdraw --submission",
            "--waive-file",
        ):
            assert told in message
        assert "--waive " not in message, "all units are waived"


def test_a_waived_file_is_in_the_closing_and_stands_again_when_that_is_undone(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    figures, number = totals(tmp_path), _number(tmp_path, MISSPELT)
    before = now()
    _close(tmp_path, [number])
    assert [state for *_, state in _standing(tmp_path)] == ["waived"]
    assert totals(tmp_path) == figures
    (closing,) = (one for one in workspace(tmp_path).storage.ledger.decisions() if one.kind == "closed")
    assert (closing.by, closing.reason) == (ACTOR.by, ACTOR.reason)
    assert json.loads(closing.details or "")["waived_files"] == [number]
    with workspace(tmp_path).warehouse.reader(before) as snapshot:
        assert [one.state for one in unplaced_returns(snapshot, "labour12", "2026")] == ["standing"]
    assert verify(workspace(tmp_path), lambda _: None) == []
    act(tmp_path, "reopen")
    with pytest.raises(NotAllowed):
        _close(tmp_path)


def test_only_a_file_of_the_period_is_waived_and_with_a_reason(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    with pytest.raises(UnknownName, match="misspelt"):
        _close(tmp_path, [_number(tmp_path, GOOD)])
    with pytest.raises(NothingSaid):
        close(workspace(tmp_path), FORM, "2026", (), Actor("Тексеруші", None), [_number(tmp_path, MISSPELT)])


def test_a_withdrawn_file_blocks_nothing_from_then_on_until_it_is_restored(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    number, before = _number(tmp_path, MISSPELT), now()
    assert withdraw_file(workspace(tmp_path), number, ACTOR)[1] == MISSPELT
    assert [state for *_, state in _standing(tmp_path)] == ["withdrawn"]
    with workspace(tmp_path).warehouse.reader(before) as snapshot:
        assert [one.state for one in unplaced_returns(snapshot, "labour12", "2026")] == ["standing"]
    with pytest.raises(NotAllowed):
        withdraw_file(workspace(tmp_path), number, ACTOR)
    restore_file(workspace(tmp_path), number, ACTOR)
    with pytest.raises(NotAllowed):
        _close(tmp_path)
    withdraw_file(workspace(tmp_path), number, ACTOR)
    _close(tmp_path)
    assert _is_closed(tmp_path)
    assert verify(workspace(tmp_path), lambda _: None) == []


def test_a_withdrawn_file_does_not_count_when_its_spelling_is_accepted(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    withdraw_file(workspace(tmp_path), _number(tmp_path, MISSPELT), ACTOR)
    accept_spelling(workspace(tmp_path), Spelling("unit", None, "akzhar", MISSPELT_NAME), ACTOR)
    assert query(tmp_path, "select unit, status from svod.submission order by unit") == [
        ("akzhar", "withdrawn"),
        ("esil", "accepted"),
    ]


def test_an_accepted_spelling_makes_it_the_return_of_its_unit(tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    accept_spelling(workspace(tmp_path), Spelling("unit", None, "akzhar", MISSPELT_NAME), ACTOR)
    assert _standing(tmp_path) == []
    assert query(tmp_path, "select status from svod.completeness where unit = 'akzhar'") == [("accepted",)]
    _close(tmp_path)


def test_a_file_that_names_its_period_stands_under_that_one_alone(tmp_path: Path) -> None:
    load(tmp_path, {"2025-06-13/e.xlsx": build(cover=BEFORE), GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt()})
    assert (_standing(tmp_path, "2025"), len(_standing(tmp_path))) == ([], 1)
    _close(tmp_path, period="2025")


def test_a_file_that_names_none_stands_under_those_that_were_open_when_it_came(tmp_path: Path) -> None:
    load(tmp_path, {"2025-06-13/e.xlsx": build(cover=BEFORE), GOOD: build(cover={"unit": "esil"})})
    broken = b"PK\x03\x04 cut off"
    load(tmp_path, {"2025-06-20/old.xlsx": broken, "2026-06-20/new.xlsx": broken + b"!"})
    assert [[file for file, *_ in _standing(tmp_path, period)] for period in ("2025", "2026")] == [
        ["2025-06-20/old.xlsx", "2026-06-20/new.xlsx"],
        ["2026-06-20/new.xlsx"],
    ]
    _close(tmp_path, [_number(tmp_path, "2025-06-20/old.xlsx"), _number(tmp_path, "2026-06-20/new.xlsx")], "2025")
    load(tmp_path, {"2026-06-21/newer.xlsx": broken + b"?"})
    assert [len(_standing(tmp_path, period)) for period in ("2025", "2026")] == [2, 2], "2025 was closed when it came"
    with pytest.raises(NotAllowed):
        _close(tmp_path)


def test_a_file_that_came_when_nothing_was_open_stands_under_the_nearest(tmp_path: Path) -> None:
    load(tmp_path, {"2026-04-01/early.xlsx": b"PK\x03\x04 cut off"})
    load(tmp_path, {GOOD: build(cover={"unit": "esil"})})
    assert [state for *_, state in _standing(tmp_path)] == ["standing"]
    _close(tmp_path, [_number(tmp_path, "2026-04-01/early.xlsx")])
    load(tmp_path, {"2026-06-30/late.xlsx": b"PK\x03\x04 cut off, too"})
    assert [state for *_, state in _standing(tmp_path)] == ["waived", "after_closing"]
    act(tmp_path, "reopen")
    assert [state for *_, state in _standing(tmp_path)] == ["standing", "standing"]


def test_commands_withdraw_restore_and_waive_by_number(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"}), MISSPELT: _misspelt(), BROKEN: b"PK\x03\x04 cut off"})
    misspelt, broken, good = (str(_number(tmp_path, file)) for file in (MISSPELT, BROKEN, GOOD))
    waived = [word for unit in UNITS for word in ("--waive", unit)]
    assert {file["unit"] for file in json.loads(run("status", "--json")[1])["unplaced"]} == {None, "akzhar"}
    code, _, told = run("close", *waived, "--reason", "r")
    assert (code, "Akzhar district" in told) == (1, True)
    assert run("withdraw", "--submission", misspelt, "--reason", "r")[1].startswith(
        f"No. {misspelt} “{MISSPELT}” is withdrawn."
    )
    assert run("withdraw", "--submission", misspelt, "--reason", "r")[0] == 1
    assert MISSPELT not in run("status")[1]
    assert run("restore", "--submission", misspelt, "--reason", "r")[0] == 0
    assert run("withdraw", "--submission", "99", "--reason", "r")[0] == 2
    assert run("withdraw", "--reason", "r")[0] == run("withdraw", "esil", "--submission", good, "--reason", "r")[0] == 2
    assert "esil: revision 1 is withdrawn." in run("withdraw", "--submission", good, "--reason", "r")[1]
    assert "esil: revision 1 is restored." in run("restore", "--submission", good, "--reason", "r")[1]
    assert run("close", *waived, "--waive-file", misspelt, "--waive-file", broken, "--reason", "r")[0] == 0
    assert run("rebuild", "--verify")[0] == 0


def test_reports_of_the_periods_in_question_are_written_again(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {GOOD: build(cover={"unit": "esil"})})
    run("report")
    page = tmp_path / "reports/labour12/2026/page.html"
    listed = []
    for step in (
        lambda: (tmp_path / "raw/broken.xlsx").write_bytes(b"PK\x03\x04 cut off"),
        lambda: run("withdraw", "--submission", "2", "--reason", "r"),
    ):
        step()
        run("run")
        listed.append(CHECKS["file.unreadable"].title.ru in page.read_text(encoding="utf-8"))
    assert listed == [True, False]
