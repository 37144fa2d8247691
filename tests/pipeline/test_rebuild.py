"""A rebuilt warehouse is the same as the one before, including spellings accepted later."""

import json
import shutil
from pathlib import Path

import pytest

from schemas.basics.exceptions import NotAllowed, UnknownName
from schemas.declaration.spelling import Spelling
from svod.pipeline.decisions import accept_spelling
from svod.pipeline.rebuild import rehearse, verify
from svod.warehouse.rehearsed import every_total, verdicts
from tests.builders.workbooks import ACTOR, RAID, UNITS, act, build, is_settled, load, query, totals, workspace
from tests.conftest import Svod

ODD_UNIT = "Ақжар ауылдарының бөлімі"


def _nothing(_: int) -> None:
    return


@pytest.fixture(scope="module")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which everything happened at least once."""
    root = tmp_path_factory.mktemp("lively")
    odd = build(cover={"unit": ODD_UNIT}, activity=[{**RAID, "participants": 8}])
    load(root, {"2026-06-09/odd.xlsx": odd, "2026-06-10/e.xlsx": build(cover={"unit": "esil"})})
    load(root, {"2026-06-11/a.xlsx": build(), "2026-06-11/broken.xlsx": b"no book"})
    accept_spelling(workspace(root), Spelling("unit", None, "akzhar", ODD_UNIT), ACTOR)
    load(root, {"2026-06-12/a.xlsx": build(activity=[RAID, RAID]), "2026-06-13/again.xlsx": build()})
    act(root, "withdraw", unit="esil")
    ((broken,),) = query(root, "select submission from svod.unplaced_return")
    act(root, "close", waive=UNITS, waive_files=[broken])
    load(root, {"2026-06-14/late.xlsx": build(cover={"unit": "esil"}, activity=[{**RAID, "participants": 5}])})
    return root


def test_rebuilt_warehouse_is_the_same(lively: Path) -> None:
    assert verify(workspace(lively), _nothing) == []
    found = rehearse(workspace(lively), _nothing)
    assert (found.statuses, found.totals) == ([], [])


def test_rebuild_from_the_command_line(svod: Svod, lively: Path, tmp_path: Path) -> None:
    root = shutil.copytree(lively, tmp_path / "data")
    with workspace(root).warehouse.reader() as snapshot:
        before = every_total(snapshot), verdicts(snapshot)
    assert svod("rebuild", "--verify", cwd=tmp_path).returncode == 0
    workspace(root).warehouse.work.unlink()
    assert svod("rebuild", cwd=tmp_path).returncode == 0
    with workspace(root).warehouse.reader() as snapshot:
        assert (every_total(snapshot), verdicts(snapshot)) == before
    assert json.loads(svod("rehearse", "--json", cwd=tmp_path).stdout) == {"statuses": [], "totals": [], "findings": []}
    assert {path.name for path in workspace(root).warehouse.work.parent.iterdir()} <= {
        "work.duckdb", "svod.duckdb", "seen.json", "writer.lock", ".gitkeep"
    }  # fmt: skip


SPELLINGS = {
    "akzhar": Spelling("unit", None, "akzhar", ODD_UNIT),
    "esil": Spelling("heading", "labour12", "activity.participants", "Келгендердің жиыны"),
    "zhambyl": Spelling("code", "labour12", "activity.kind.raid", "аралап шығу"),
}
"""Each unit writes another name in its own way."""
ODD_CELLS = {"akzhar": "cover!B3", "esil": "activity!G1", "zhambyl": "activity!B2"}


def test_accepted_spelling_applies_also_to_what_was_rejected_for_it(tmp_path: Path) -> None:
    def odd(day: int, participants: int) -> dict[str, bytes]:
        rows = [{**RAID, "participants": participants}]
        return {
            f"2026-06-{day}/{unit}.xlsx": build(cover={"unit": unit}, activity=rows, cells={ODD_CELLS[unit]: spelling.text})
            for unit, spelling in SPELLINGS.items()
        }

    load(tmp_path, odd(10, 4))
    for number, spelling in enumerate(SPELLINGS.values()):
        accepted = "select count(*) filter (where status = 'accepted') from svod.submission"
        assert query(tmp_path, accepted) == [(number,)]
        accept_spelling(workspace(tmp_path), spelling, ACTOR)
        assert totals(tmp_path)["raid_participants"] == 4 * (number + 1)
    load(tmp_path, odd(11, 6))
    assert totals(tmp_path)["raid_participants"] == 18


def test_sheet_named_otherwise_is_found_once_accepted(tmp_path: Path) -> None:
    def renamed(workbook: object) -> None:
        workbook["Іс-шаралар"].title = "Атқарылған жұмыс"  # type: ignore[index]

    load(tmp_path, {"2026-06-10/a.xlsx": build(edit=renamed)})
    accept_spelling(workspace(tmp_path), Spelling("sheet", "labour12", "activity", "Атқарылған жұмыс"), ACTOR)
    assert totals(tmp_path)["raid_participants"] == RAID["participants"]


def test_what_a_killed_rebuild_left_is_removed(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    left = tmp_path / "warehouse/anew.tmp"
    left.mkdir()
    (left / "work.duckdb").write_bytes(b"half of a warehouse")
    assert is_settled(load(tmp_path))
    assert not left.exists()


def test_spelling_that_means_something_already_is_refused(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    with pytest.raises(NotAllowed, match="akzhar"):
        accept_spelling(workspace(tmp_path), Spelling("unit", None, "esil", "Акжарский район"), ACTOR)
    with pytest.raises(UnknownName, match="akzhar"):
        accept_spelling(workspace(tmp_path), Spelling("unit", None, "almaty", "Алматы"), ACTOR)
    with pytest.raises(UnknownName, match=r"activity\.participants"):
        accept_spelling(workspace(tmp_path), Spelling("heading", "labour12", "activity.people", "Адам"), ACTOR)


def test_spellings_from_the_command_line(svod: Svod, tmp_path: Path) -> None:
    odd = tmp_path / "a.xlsx"
    odd.write_bytes(build(cover={"unit": ODD_UNIT}))
    load(tmp_path / "data", {"2026-06-10/a.xlsx": odd.read_bytes()})
    assert svod("check", "a.xlsx", cwd=tmp_path).returncode == 1
    added = svod("spelling", "add", "unit", ODD_UNIT, "akzhar", "--reason", "so they sign", "--by", "Analyst", cwd=tmp_path)
    assert added.returncode == 0
    assert svod("check", "a.xlsx", cwd=tmp_path).returncode == 0
    (one,) = json.loads(svod("spelling", "list", "--json", cwd=tmp_path).stdout)["spellings"]
    assert (one["text"], one["target"], one["by"], one["reason"]) == (ODD_UNIT, "akzhar", "Analyst", "so they sign")
    assert json.loads(svod("totals", "--json", cwd=tmp_path).stdout)["coverage"]["reported"] == 1
    assert svod("spelling", "add", "unit", ODD_UNIT, "akzhar", "--reason", "again", cwd=tmp_path).returncode == 1
