"""What analysts import: `svod.open` and `svod.check` give DataFrames with right types."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import svod
from schemas.basics.exceptions import NotAllowed, QueryRefused, UnknownName
from tests.builders.workbooks import RAID, build, load


def test_figures_of_the_sample_are_exact(sample: Path) -> None:
    figures = svod.open(sample / "data")
    totals = figures.totals(form="labour12", period="2026").set_index("indicator")
    assert totals.value["raids"] == Decimal(1074)
    assert totals.expected.dtype == pd.Int64Dtype()
    assert totals.expected["raids"] == 15
    completeness = figures.completeness()
    assert len(completeness) == 15
    assert completeness.on_time.dtype == pd.BooleanDtype()
    assert isinstance(completeness.received_at.dtype, pd.DatetimeTZDtype)
    assert str(completeness.received_at[0].tz) == "Asia/Almaty"
    assert str(completeness.due_date[0]) == "2026-06-16"
    provenance = figures.provenance()
    assert provenance[provenance.indicator == "raids"].value.sum() == 1074
    assert len(figures.revisions()) == 15
    assert list(figures.issues().columns[:2]) == list(figures.query("from svod.issue").columns[:2])


def test_what_was_known_at_a_moment(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[RAID])})
    before = datetime.now().astimezone()
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[{**RAID, "participants": 9}])})

    def participants(figures: svod.Published) -> int:
        totals = figures.totals()
        return int(totals[totals.indicator == "participants"].value.iloc[0])

    then = svod.open(tmp_path, as_of=before)
    assert [participants(svod.open(tmp_path)), participants(then)] == [9, RAID["participants"]]
    assert participants(svod.open(tmp_path, as_of=before.isoformat())) == RAID["participants"]
    with pytest.raises(NotAllowed, match="published now"):
        then.query("select 1")


def test_nothing_is_written_and_wrong_names_are_told(sample: Path, tmp_path: Path) -> None:
    figures = svod.open(sample / "data")
    with pytest.raises(QueryRefused):
        figures.query("drop table svod.issue")
    with pytest.raises(UnknownName):
        figures.totals(form="x' or true --")
    with pytest.raises(UnknownName):
        figures.totals(period="2026' or true --")
    with pytest.raises(UnknownName):
        svod.open(tmp_path / "typo")
    with pytest.raises(UnknownName):
        svod.check(tmp_path / "none.xlsx")


def test_issues_of_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(build(activity=[{**RAID, "participants": "көп"}]))
    issues = svod.check(tmp_path / "a.xlsx", folder=tmp_path)
    assert list(issues.code) == ["cell.not_a_number"]
    assert (issues.sheet[0], issues.cell[0], issues.value[0]) == ("Іс-шаралар", "G2", "көп")
    assert issues.message_kk[0] != issues.message_ru[0]
    (tmp_path / "good.xlsx").write_bytes(build(activity=[RAID]))
    assert svod.check(tmp_path / "good.xlsx").empty
