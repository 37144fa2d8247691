"""Every figure is the sum of its cells, and the changes of a resubmission are listed by cell, row and figure."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.builders.random_returns import Sent, returns
from tests.builders.workbooks import RAID, build, load, query
from tests.conftest import Svod
from tests.support.examples import examples

SEMINAR = {"held_on": RAID["held_on"], "kind": "семинар", "title": "Еңбек", "participants": 12}
UNEQUAL = """
    select unit, indicator, value, cells
    from svod.indicator_value
    full join (select unit, indicator, sum(value) as cells from svod.provenance group by all) using (unit, indicator)
    where value is distinct from cells
"""
REGION = """
    select indicator, value, cells
    from svod.regional_total
    full join (select region, indicator, sum(value) as cells from svod.provenance group by all) using (region, indicator)
    where value is distinct from cells
"""


@examples(4)
@given(returns(3))
def test_cells_add_up_to_every_figure(sent: list[Sent]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        load(root, {f"2026-06-10/{one.unit}.xlsx": one.content for one in sent})
        assert query(root, UNEQUAL) == []
        assert query(root, REGION) == []


def _changes(root: Path) -> list[tuple[Any, ...]]:
    return query(
        root,
        "select change, element, old_cell, old, new_cell, new from svod.revision_change "
        "where change <> 'indicator' and \"table\" = 'activity' order by change, element",
    )


def test_changed_cell_is_one_change(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[RAID, SEMINAR])})
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[RAID, {**SEMINAR, "participants": 15}])})
    assert _changes(tmp_path) == [("cell", "participants", "G3", "12", "G3", "15")]


def test_inserted_row_is_one_change(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[RAID, SEMINAR])})
    new = {**SEMINAR, "kind": "class_hour", "title": "Сабақ", "participants": 30}
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[new, RAID, SEMINAR])})
    assert [change[:2] for change in _changes(tmp_path)] == [("row_added", None)]


def test_reordered_rows_are_no_change(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[RAID, SEMINAR])})
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[SEMINAR, RAID])})
    assert _changes(tmp_path) == []


def test_removed_row_is_one_change(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build(activity=[RAID, RAID, SEMINAR])})
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[RAID, SEMINAR])})
    assert [change[:3] for change in _changes(tmp_path)] == [("row_removed", None, "A3")]


def test_difference_in_words_says_what_the_region_gains(svod: Svod, tmp_path: Path) -> None:
    root = tmp_path / "data"
    load(root, {"2026-06-10/e.xlsx": build(cover={"unit": "esil"}, activity=[{**RAID, "participants": 100}])})
    for day, count in ((10, 96), (11, 69)):
        load(root, {f"2026-06-{day}/a.xlsx": build(activity=[{**RAID, "participants": count}])})
    said = svod("--lang", "kk", "diff", "akzhar", cwd=tmp_path).stdout
    assert "96 → 69, облыс бойынша 196 → 169" in said
    found = json.loads(svod("diff", "akzhar", "--from", "2", "--to", "1", "--json", cwd=tmp_path).stdout)
    (raised,) = [one for one in found["changes"] if one["element"] == "raid_participants"]
    assert (raised["old"], raised["new"], raised["region_before"], raised["region_after"]) == ("69", "96", 169, 196)
    assert svod("diff", "esil", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("lang", "kind", "row", "others"),
    [
        ("kk", "бастапқы → түзетілген", "05.06.2026; семинар; Еңбек; 1; 12", "басқа ұйымдардың қолданыстағы есептері бойынша"),
        ("ru", "первичный → уточнённый", "05.06.2026; семинар; Еңбек; 1; 12", "по действующим отчётам остальных организаций"),
        ("en", "initial → corrected", "5 June 2026; seminar; Еңбек; 1; 12", "other units' returns as they are now"),
    ],
)
def test_difference_is_told_in_the_language(lang: str, kind: str, row: str, others: str, svod: Svod, tmp_path: Path) -> None:
    root = tmp_path / "data"
    load(root, {"2026-06-10/a.xlsx": build(activity=[RAID, SEMINAR])})
    corrected = {"return_type": "corrected", "correction_reason": "Еңбек семинары өтпеді"}
    load(root, {"2026-06-11/a.xlsx": build(cover=corrected, activity=[RAID])})
    said = svod("--lang", lang, "diff", "akzhar", cwd=tmp_path).stdout
    assert (kind in said, row in said, others in said) == (True, True, True), said
    assert "2026-06-05" not in said


def test_figure_is_explained_down_to_what_the_clerk_typed(svod: Svod, sample: Path) -> None:
    answer = json.loads(svod("explain", "raids", "--json", cwd=sample).stdout)
    assert (answer["total"], sum(unit["value"] for unit in answer["units"])) == (1074, 1074)
    assert all(unit["file"] and len(unit["sha256"]) == 64 and unit["revision"] == 1 for unit in answer["units"])
    one = json.loads(svod("explain", "raids", "--unit", "akzhar", "--json", cwd=sample).stdout)
    (unit,) = one["units"]
    assert sum(cell["value"] for cell in one["cells"]) == unit["value"]
    assert all(cell["sheet"] and cell["cell"] for cell in one["cells"])
    assert [cell["raw"] for cell in one["cells"] if cell["raw"]] == [str(cell["value"]) for cell in one["cells"] if cell["raw"]]
    assert svod("explain", "raid", cwd=sample).returncode == 2
