"""Checks between returns: a missing sheet, a figure that jumped, an outlier, several files in one run, after closing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from schemas.basics.text import Text
from schemas.forms import forms
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.pipeline.check_return import check_return
from svod.pipeline.known_names import Known
from tests.builders.workbooks import RAID, REGISTER, UNITS, act, build, load, query, totals, workspace

MEDIA = [{"published_on": RAID["held_on"], "outlet": "Ақжар-хабар", "kind": "газет"}]
CORRECTED = {"return_type": "түзетілген", "correction_reason": "қате"}


def _people(count: int, unit: str = "akzhar", **more: Any) -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": count}], **more)


def _year(count: int, year: int) -> bytes:
    days = {"year": year, "period_start": date(year, 5, 15), "period_end": date(year, 6, 12), "submitted_on": date(year, 6, 14)}
    return build(cover=days, activity=[{**RAID, "held_on": date(year, 6, 5), "participants": count}])


def _codes(root: Path) -> list[tuple[Any, ...]]:
    said = (
        "select code, severity, revision, unit from svod.issue where code <> 'submission.same_night' order by submission, code"
    )
    return query(root, said)


def _send(root: Path, *contents: bytes) -> None:
    for day, content in enumerate(contents, 10):
        load(root, {f"2026-06-{day}/a.xlsx": content})


def test_sheet_that_is_gone_is_asked_about(tmp_path: Path) -> None:
    named = build(media_item=MEDIA, edit=lambda book: setattr(book["БАҚ"], "title", "«БАҚ»"))
    _send(tmp_path, named, build(activity=[RAID, {**RAID, "participants": 5}]))
    assert _codes(tmp_path) == [("history.sheet_gone", "query", 2, "akzhar")]
    ((value, message),) = query(tmp_path, "select value, message_kk from svod.issue where code = 'history.sheet_gone'")
    assert value == "«БАҚ»"
    assert message.startswith("Алдыңғы нұсқада «„БАҚ“» парағы болған")


def test_correction_that_changes_nothing_is_asked_about(tmp_path: Path) -> None:
    rows = [RAID, {**RAID, "participants": 5}]
    _send(tmp_path, build(activity=rows), build(cover=CORRECTED, activity=rows[::-1]))
    assert _codes(tmp_path) == [("history.no_change", "query", 2, "akzhar")]


def test_correction_that_changes_something_is_not(tmp_path: Path) -> None:
    changes: dict[str, Mapping[str, object]] = {"akzhar": {"participants": 6}, "esil": {"venue": "базар"}}
    load(tmp_path, {f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}) for unit in changes})
    corrected = {
        f"2026-06-11/{unit}.xlsx": build(cover={**CORRECTED, "unit": unit}, activity=[{**RAID, **change}])
        for unit, change in changes.items()
    }
    load(tmp_path, corrected)
    assert _codes(tmp_path) == []


def test_figure_that_jumps_between_revisions_is_asked_about(tmp_path: Path) -> None:
    counts = {"akzhar": (40, 400), "esil": (400, 40), "zhambyl": (40, 60), "mamlyut": (2, 9)}
    for revision in (0, 1):
        load(tmp_path, {f"2026-06-1{revision}/{unit}.xlsx": _people(said[revision], unit) for unit, said in counts.items()})
    found = query(
        tmp_path,
        "select distinct unit, cell, value, revision, message_ru like '%было % (редакция 1), стало %' from svod.issue "
        "where code = 'history.jump' order by unit",
    )
    places = dict(query(tmp_path, "select unit, cell from svod.provenance where indicator = 'raid_participants'"))
    assert found == [(unit, places[unit], str(counts[unit][1]), 2, True) for unit in ("akzhar", "esil")]


def test_figure_that_jumps_since_last_year_is_asked_about(tmp_path: Path) -> None:
    load(tmp_path, {"2025-06-10/a.xlsx": _year(40, 2025), "2026-06-10/a.xlsx": _year(400, 2026)})
    found = query(
        tmp_path,
        "select distinct period, message_ru like '%было 40 (2025), стало 400%' from svod.issue where code = 'history.jump'",
    )
    assert found == [("2026", True)]


def test_factor_of_ten_too_much_stands_out(tmp_path: Path) -> None:
    usual = {unit: 60 + 7 * number for number, unit in enumerate(UNITS)}
    load(tmp_path, {f"2026-06-10/{unit}.xlsx": _people(count, unit) for unit, count in usual.items()})
    assert _codes(tmp_path) == []
    load(tmp_path, {"2026-06-11/akzhar.xlsx": _people(usual["akzhar"] * 10)})
    found = query(tmp_path, "select distinct unit, value from svod.issue where code = 'region.outlier'")
    assert found == [("akzhar", str(usual["akzhar"] * 10))]


def test_few_units_have_no_outlier(tmp_path: Path) -> None:
    load(
        tmp_path,
        {f"2026-06-10/{unit}.xlsx": _people(count, unit) for unit, count in zip(UNITS, (50, 60, 70, 700), strict=False)},
    )
    assert _codes(tmp_path) == []


def test_several_files_in_one_run_are_told_and_which_is_current(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-11/b.xlsx": _people(5), "2026-06-10/a.xlsx": _people(4)})
    found = query(tmp_path, "select code, severity, revision, message_en from svod.issue order by revision")
    assert [issue[:3] for issue in found] == [("submission.same_night", "info", 1), ("submission.same_night", "info", 2)]
    assert all("Revision 2 is current" in issue[3] for issue in found)
    assert totals(tmp_path)["raid_participants"] == 5


def test_return_after_closing_waits_for_reopening(tmp_path: Path) -> None:
    _send(tmp_path, _people(7))
    act(tmp_path, "close", waive=[unit for unit in UNITS if unit != "akzhar"])
    load(tmp_path, {"2026-06-12/a.xlsx": _people(9)})
    assert totals(tmp_path)["raid_participants"] == 7
    assert query(tmp_path, "select revision, status from svod.submission order by all") == [
        (1, "accepted"),
        (2, "after_closing"),
    ]
    assert _codes(tmp_path) == [("submission.after_closing", "query", 2, "akzhar")]
    assert query(tmp_path, "select distinct state from svod.regional_total") == [("final",)]
    act(tmp_path, "reopen")
    assert totals(tmp_path)["raid_participants"] == 9
    assert query(tmp_path, "select distinct state from svod.regional_total") == [("provisional",)]
    assert _codes(tmp_path) == []
    assert workspace(tmp_path).storage.ledger.path.read_text(encoding="utf-8").count('"by": "Тексеруші"') == 2


def test_units_are_expected_by_the_dates_of_their_validity(tmp_path: Path) -> None:
    closed = {"akzhar": date(2025, 12, 31)}
    register = UnitRegister(unit.model_copy(update={"valid_to": closed.get(unit.unit)}) for unit in REGISTER.units)
    load(
        tmp_path,
        {"2025-06-10/e.xlsx": _year(4, 2025), "2026-06-10/a.xlsx": _people(4), "2026-06-10/b.xlsx": _people(5, "esil")},
        Known(forms(), register),
    )
    expected = "select period, count(*), bool_or(unit = 'akzhar') from svod.completeness group by period order by period"
    assert query(tmp_path, expected) == [("2025", 15, True), ("2026", 14, False)]
    judged = check_return(_people(4), "a.xlsx", forms(), register)
    assert [(issue.code, issue.severity) for issue in judged.issues] == [("unit.unknown", "error")]


def test_a_sum_is_compared_with_the_returns_of_the_units_below(tmp_path: Path) -> None:
    above = ReportingUnit(
        unit="kz", level="republic", parent=None, order=-1, names=Text("Қазақстан", "Казахстан", "KZ"), returns="none"
    )
    region = REGISTER.by_code["sko"].model_copy(update={"parent": "kz", "returns": "summed"})
    known = Known(forms(), UnitRegister([above, region, *REGISTER.owing]))
    load(tmp_path, {"akzhar.xlsx": _people(4)}, known)
    load(tmp_path, {"sko.xlsx": build(cover={"unit": "sko"}, activity=[RAID, {**RAID, "participants": 6}])}, known)
    differing = "select unit, value, cell, message_en from svod.issue where code = 'region.sum_differs' order by value"
    assert {value for _, value, *_ in query(tmp_path, differing)} == {"2", "10"}
    load(tmp_path, {"esil.xlsx": _people(5, "esil")}, known)
    told = query(tmp_path, differing)
    assert {tuple(row[:3]) for row in told} == {("sko", "10", "G3")}
    for *_, message in told:
        assert " is 10 in the sum, and 9 in the returns of the units below (2 of 15 have reported)." in message
    load(tmp_path, {"esil.xlsx": _people(6, "esil")}, known)
    assert query(tmp_path, differing) == []
    ((moment,),) = query(tmp_path, "select recorded_at::varchar from svod.submission where submission = 3")
    asked = f"select distinct value from as_of.issue('{moment}'::timestamptz, null, null) where code = 'region.sum_differs'"
    assert query(tmp_path, asked) == [("10",)]
