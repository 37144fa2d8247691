"""Before a snapshot is published, what must hold of it is looked at: a damaged warehouse publishes nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from schemas.basics.exceptions import DataDamaged
from svod.pipeline.rebuild import rebuild
from svod.warehouse.assertions import broken_assertions
from svod.warehouse.catalogue import primary_key, relations
from svod.warehouse.schema.statements import assertions
from tests.builders.workbooks import RAID, act, build, load, totals, workspace

AKZHAR, ESIL = (f"workbook = (select max(workbook) from core.workbook where unit = '{unit}')" for unit in ("akzhar", "esil"))
DAMAGES = [
    ("keys_are_unique", "insert into core.reporting_unit from core.reporting_unit where unit = 'akzhar'"),
    ("references_exist", "delete from core.reporting_unit where unit = 'esil'"),
    ("levels_are_whole", "update core.reporting_unit set adds_to = unit where unit = 'esil'"),
    ("rows_are_counted", f"delete from core.labour12_activity where {AKZHAR}"),
    ("rows_are_unique", f"insert into core.labour12_activity from core.labour12_activity where {AKZHAR}"),
    ("rows_have_a_return", f"update core.workbook set accepted = false where {AKZHAR}"),
    ("submissions_are_judged", f"delete from core.workbook where {ESIL}"),
    ("values_are_traced", f"update core.labour12_activity set participants = 5 where {ESIL}"),
]
WRONG_SNAPSHOTS = [
    ("coverage_adds_up", "update main.regional_total set expected = 16"),
    ("coverage_adds_up", "update main.regional_total set reported = 1, missing = 14"),
    ("coverage_adds_up", "delete from main.regional_total"),
    ("keys_are_unique", "insert into core.indicator from core.indicator where indicator = 'raids'"),
    ("keys_are_unique", "insert into main.submission from main.submission where unit = 'esil'"),
    ("keys_are_unique", "insert into main.regional_total from main.regional_total where indicator = 'raids'"),
    ("levels_are_whole", "update core.unit_above set steps = 1"),
    ("levels_are_whole", "insert into core.unit_above values ('sko', 'esil', 1)"),
    ("references_exist", "delete from core.reporting_unit where unit = 'sko'"),
    ("references_exist", "delete from core.form"),
    ("references_exist", "delete from core.period"),
    ("references_exist", "delete from core.indicator where indicator = 'raids'"),
    ("references_exist", "update main.event set submission = 9 where submission is not null"),
    ("references_exist", "delete from main.submission where unit is null"),
    ("returns_have_one_current_revision", "update now.judged_submission set is_current = true where is_change"),
    ("returns_have_one_current_revision", "update now.judged_submission set is_current = false"),
    ("revisions_are_numbered_once", "update main.submission set revision = 1"),
    ("rows_are_counted", f"delete from core.layout where {ESIL}"),
    ("rows_have_a_return", "update core.issue set workbook = 99"),
    ("submissions_are_judged", "delete from core.submission where submission = 1"),
    ("totals_are_sums", "update main.regional_total set value = value + 1 where indicator = 'raids'"),
    ("totals_are_sums", "delete from main.indicator_value where unit = 'esil'"),
    ("values_are_traced", f"update core.indicator_value set value = value + 1 where {ESIL} and indicator = 'raids'"),
    ("values_are_traced", f"delete from core.indicator_value where {ESIL} and indicator = 'raids'"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two units' returns, of which one was withdrawn once and corrected."""
    root = tmp_path_factory.mktemp("loaded")
    load(root, {"2026-06-10/a.xlsx": build(activity=[RAID, {**RAID, "participants": 9}])})
    load(root, {"2026-06-11/e.xlsx": build(cover={"unit": "esil"}), "2026-06-11/x.xlsx": b"no workbook"})
    act(root, "withdraw", revision=1)
    act(root, "restore", revision=1)
    load(root, {"2026-06-12/a.xlsx": build(activity=[RAID])})
    return root


def _damaged(loaded: Path, root: Path, *damages: str) -> None:
    shutil.copytree(loaded, root, dirs_exist_ok=True)
    with duckdb.connect(str(workspace(root).warehouse.work)) as connection:
        for damage in damages:
            connection.execute(damage)


@pytest.mark.parametrize(("name", "damage"), DAMAGES)
def test_damaged_warehouse_publishes_nothing(loaded: Path, tmp_path: Path, name: str, damage: str) -> None:
    _damaged(loaded, tmp_path, damage)
    warehouse = workspace(tmp_path).warehouse
    before = warehouse.snapshot.read_bytes()
    with warehouse.writer() as writer, pytest.raises(DataDamaged) as stopped:
        writer.publish()
    assert all(name in text and "«svod rebuild»" in text for text in (stopped.value.message.kk, stopped.value.message.ru))
    assert warehouse.snapshot.read_bytes() == before
    assert [path.name for path in warehouse.folder.iterdir() if "tmp" in path.name] == []


@pytest.fixture(scope="module")
def snapshot(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the snapshot, in which nothing is wrong."""
    copy = shutil.copyfile(workspace(loaded).warehouse.snapshot, tmp_path_factory.mktemp("copy") / "svod.duckdb")
    with duckdb.connect(str(copy)) as connection:
        assert broken_assertions(connection) == []
        yield connection


@pytest.mark.parametrize(("name", "damage"), WRONG_SNAPSHOTS)
def test_wrong_snapshot_is_found(snapshot: duckdb.DuckDBPyConnection, name: str, damage: str) -> None:
    snapshot.begin()
    snapshot.execute(damage)
    assert name in [broken.name for broken in broken_assertions(snapshot)]
    snapshot.rollback()


def test_every_assertion_is_tried() -> None:
    assert {name for name, _ in (*DAMAGES, *WRONG_SNAPSHOTS)} == set(assertions())


def test_every_key_is_looked_at(loaded: Path) -> None:
    with workspace(loaded).warehouse.reader() as snapshot:
        keys = {relation.name for relation in relations(snapshot) if relation.schema == "main" and primary_key(relation)}
    looked_at = set(re.findall(r"from main\.(\w+)", assertions()["keys_are_unique"]))
    # A row of provenance is unique if the row of the workbook is: rows_are_unique looks at that.
    assert keys - {"provenance"} <= looked_at


def test_run_over_a_damaged_warehouse_says_what_is_wrong_and_a_rebuild_mends_it(loaded: Path, tmp_path: Path) -> None:
    _damaged(loaded, tmp_path, f"update core.indicator_value set value = 40 where {ESIL} and indicator = 'raids'")
    before = totals(tmp_path)
    with pytest.raises(DataDamaged, match=r"values_are_traced.*unit=esil, indicator=raids, value=40, value_of_cells=1"):
        load(tmp_path, {"2026-06-13/a.xlsx": build(activity=[{**RAID, "participants": 6}])})
    assert totals(tmp_path) == before
    rebuild(workspace(tmp_path), lambda _: None)
    assert totals(tmp_path) == {**before, "participants": 10, "raid_participants": 10}
