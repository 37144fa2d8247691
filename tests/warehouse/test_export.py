"""`svod export`: the published relations as Parquet and CSV with a data package that other programs can trust."""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.place import PLACE
from svod.warehouse.catalogue import relations
from svod.warehouse.csv_escape import guarded, guarded_sql
from svod.warehouse.export import export
from svod.warehouse.reader import Snapshot
from tests.builders.workbooks import RAID, UNITS, act, build, load, workspace
from tests.conftest import Svod

FORMULAS = ("=1+1", "+7", "-2", "@SUM(A1)", "'already", "plain = text", 'with "quotes", commas\nand lines')


def _package(folder: Path) -> Mapping[str, Any]:
    package: Mapping[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def exported(svod: Svod, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, exported."""
    folder = tmp_path_factory.mktemp("exported")
    done = svod("export", "-o", str(folder), cwd=sample, SVOD_LANG="en")
    assert done.returncode == 0, done.stderr
    assert str(folder) in done.stdout
    return folder


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with texts that a spreadsheet would take for formulas, a resubmission and a rejected file; exported."""
    root = tmp_path_factory.mktemp("awkward")
    rows = [{**RAID, "note": text, "title": text} for text in FORMULAS]
    broken = build(activity=[{**RAID, "participants": "=1+1x"}])
    load(root, {"2026-06-10/a.xlsx": build(), "2026-06-11/=a.xlsx": build(activity=rows), "2026-06-12/a.xlsx": broken})
    export(workspace(root).warehouse, root / "out")
    return root


def test_frictionless_finds_nothing_wrong(exported: Path) -> None:
    report = frictionless.validate(exported / "datapackage.json")
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.type for task in report.tasks} == {"table", "file"}
    assert sum(task.stats.get("rows", 0) for task in report.tasks if task.name == "svod.regional_total") == 37


def test_frictionless_finds_nothing_wrong_with_awkward_texts(awkward: Path) -> None:
    report = frictionless.validate(awkward / "out/datapackage.json")
    assert report.valid, report.flatten(["name", "type", "message"])


@pytest.mark.parametrize("file", ["csv/svod.regional_total.csv", "parquet/svod.regional_total.parquet"])
def test_changed_file_is_noticed(exported: Path, tmp_path: Path, file: str) -> None:
    for name, content in _files(exported).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content.replace(b"sko", b"skx") if name == file else content)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert "hash-count" in {error.type for task in report.tasks for error in task.errors}


def test_every_published_relation_is_there_and_described(exported: Path, sample: Path) -> None:
    package = _package(exported)
    resources = {resource["name"]: resource for resource in package["resources"]}
    with Snapshot(sample / "data/warehouse/svod.duckdb", place=PLACE) as snapshot:
        published = relations(snapshot)
    names = [relation.published_name for relation in published]
    assert {"svod.regional_total", "svod.provenance", "labour12.activity", "history.labour12_activity"} <= set(names)
    assert list(resources) == [name for relation in names for name in (relation, f"{relation}.parquet")]
    for relation in published:
        resource = resources[relation.published_name]
        assert resource["description"] == relation.comment != ""
        fields = resource["schema"]["fields"]
        assert [(field["name"], field["description"]) for field in fields] == [
            (column.name, column.comment) for column in relation.columns
        ]
        assert all(field["description"] for field in fields)
    assert {path.name for path in exported.iterdir()} == {"csv", "parquet", "datapackage.json"}


def test_package_says_licence_period_and_state(exported: Path) -> None:
    package = _package(exported)
    assert package["licenses"][0]["name"]
    whose = {"form": "labour12", "period": "2026", "region": "sko", "state": "provisional"}
    coverage = {"expected": 15, "reported": 15, "nil": 0, "late": 0, "missing": 0, "rejected": 0}
    assert package["periods"] == [whose | coverage]


def test_types_and_keys_are_stated(exported: Path) -> None:
    schemas = {one["name"]: one["schema"] for one in _package(exported)["resources"] if "schema" in one}
    types = {field["name"]: field["type"] for field in schemas["svod.completeness"]["fields"]}
    asked = ("unit", "received_at", "on_time", "revision", "due_date")
    assert [types[name] for name in asked] == ["string", "datetime", "boolean", "integer", "date"]
    assert schemas["svod.regional_total"]["primaryKey"] == ["form", "period", "region", "indicator"]
    assert schemas["labour12.activity"]["primaryKey"] == ["unit", "period", "revision", "sheet", "row"]
    assert {"fields": ["unit"], "reference": {"resource": "svod.reporting_unit", "fields": ["unit"]}} in schemas[
        "labour12.activity"
    ]["foreignKeys"]


def test_parquet_holds_what_the_relation_holds(awkward: Path) -> None:
    warehouse = workspace(awkward).warehouse
    with warehouse.reader() as snapshot:
        published = relations(snapshot)
    with duckdb.connect(str(warehouse.snapshot), read_only=True) as connection:
        for relation in published:
            file = str(awkward / "out/parquet" / f"{relation.published_name}.parquet")
            name = f'"{relation.schema}"."{relation.name}"'
            for one, other in ((f"from {name}", "from read_parquet($1)"), ("from read_parquet($1)", f"from {name}")):
                assert connection.execute(f"({one}) except all ({other})", [file]).fetchall() == [], relation


def test_csv_holds_the_same_texts_behind_an_apostrophe(awkward: Path) -> None:
    with (awkward / "out/csv/labour12.activity.csv").open(encoding="utf-8", newline="") as file:
        written = [row["note"] for row in csv.DictReader(file)]
    with duckdb.connect() as reader:
        file_name = str(awkward / "out/parquet/labour12.activity.parquet")
        plain = [row[0] for row in reader.execute("select note from read_parquet(?)", [file_name]).fetchall()]
    assert sorted(plain) == sorted(FORMULAS)
    assert written == [guarded(text) for text in plain]
    assert "'=1+1" in written


def test_same_snapshot_gives_the_same_bytes(awkward: Path, tmp_path: Path) -> None:
    export(workspace(awkward).warehouse, tmp_path)
    assert _files(tmp_path) == _files(awkward / "out")


def test_later_export_replaces_an_earlier_one(awkward: Path, tmp_path: Path) -> None:
    root = shutil.copytree(awkward, tmp_path / "data")
    out = root / "out"
    (out / "notes.txt").write_text("mine")
    load(root, {"2026-06-13/b.xlsx": build(cover={"unit": "esil"})})
    export(workspace(root).warehouse, out)
    assert frictionless.validate(out / "datapackage.json").valid
    assert (out / "notes.txt").read_text() == "mine"
    assert "esil" in (out / "csv/labour12.cover.csv").read_text(encoding="utf-8")
    assert {path.name for path in out.iterdir()} == {"csv", "parquet", "datapackage.json", "notes.txt"}


def test_nothing_published_and_no_folder(svod: Svod, sample: Path, tmp_path: Path) -> None:
    assert svod("export", "-o", "out", cwd=tmp_path).returncode == 2
    assert svod("init", cwd=tmp_path).returncode == 0
    assert svod("export", "-o", "out", cwd=tmp_path).returncode == 1
    (tmp_path / "file").write_text("")
    done = svod("export", "-o", str(tmp_path / "file"), cwd=sample)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@given(st.text() | st.from_regex(r"[=+\-@\t\r\n']{1,3}\w*", fullmatch=True))
def test_guard_is_taken_away_again(text: str) -> None:
    written = guarded(text)
    assert written[:1] not in {*"=+-@\t\r\n"}
    assert written.removeprefix("'") == text


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1))
def test_guard_is_one_in_python_and_sql(texts: list[str]) -> None:
    with duckdb.connect() as database:
        found = database.execute(f"select {guarded_sql('text')} from (select unnest(?) as text)", [texts]).fetchall()
    assert [row[0] for row in found] == [guarded(text) for text in texts]


def _of_units(violations: Mapping[str, int | None]) -> dict[str, bytes]:
    return {
        f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}, activity=[{**RAID, "violations": count, "note": "x"}, RAID])
        for unit, count in violations.items()
    }


SMALL = {"petropavl": 9, "aiyrtau": 3, "akzhar": 777, "akkaiyn": 888, "musrepov": 0, "esil": 0}


@pytest.fixture(scope="module")
def sensitive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export with a threshold, of a region where one unit found few children now and more before."""
    root, out = (tmp_path_factory.mktemp(name) for name in ("data", "out"))
    load(root, _of_units(SMALL), small=5)
    load(root, {"2026-06-11/c.xlsx": build(cover={"unit": "aiyrtau"}, activity=[{**RAID, "violations": 4321}, RAID])}, small=5)
    again = build(cover={"unit": "aiyrtau"}, activity=[{**RAID, "violations": 3, "note": "y"}, RAID])
    load(root, {"2026-06-12/c.xlsx": again}, small=5)
    act(root, "close", waive=UNITS)
    export(workspace(root).warehouse, out)
    return out


def _rows(out: Path, relation: str, where: str = "true", shown: str = "*") -> list[tuple[Any, ...]]:
    with duckdb.connect() as reader:
        return reader.execute(f"select {shown} from '{out}/parquet/{relation}.parquet' where {where}").fetchall()


def test_small_counts_and_those_beside_them_are_left_out(sensitive: Path) -> None:
    shown = {row[2]: row[4] for row in _rows(sensitive, "svod.indicator_value", "indicator = 'violations'")}
    assert shown == {"petropavl": None, "aiyrtau": None, "akzhar": None, "akkaiyn": 888, "musrepov": 0, "esil": 0}
    (total,) = _rows(sensitive, "svod.regional_total", "indicator = 'violations'")
    assert 9 + 3 + 777 + 888 in total
    assert {row[2] for row in _rows(sensitive, "svod.provenance", "indicator = 'violations'")} == set(SMALL) - {
        "petropavl",
        "aiyrtau",
        "akzhar",
    }
    assert {row[4] for row in _rows(sensitive, "svod.indicator_value", "indicator = 'raids'")} == {2}
    with duckdb.connect() as reader:
        file = sensitive / "parquet/labour12.total.parquet"
        wide = reader.execute(f"select unit, violations, raids from '{file}'").fetchall()
    assert {unit: figure for unit, figure, _ in wide} == shown | {"sko": 9 + 3 + 777 + 888}
    assert {raids for _, _, raids in wide} == {2, 12}


def test_nothing_else_gives_them_away(sensitive: Path) -> None:
    for relation in ("labour12.activity", "history.labour12_activity"):
        with duckdb.connect() as reader:
            found = reader.execute(
                f"select count(*), count(violations) from '{sensitive}/parquet/{relation}.parquet'"
            ).fetchone()
        assert found
        assert (found[0] > 0, found[1]) == (True, 0)
    assert not [
        row for row in _rows(sensitive, "svod.revision_change") if "violations" in row or row[6] in {"row_added", "row_removed"}
    ]
    # No text says what the figure was before, or that it jumped.
    for file in sensitive.rglob("*.csv"):
        assert "4321" not in file.read_text(encoding="utf-8"), file
    assert frictionless.validate(sensitive / "datapackage.json").valid
    assert "1 to 4" in _package(sensitive)["description"]


def test_total_of_a_lone_unit_is_left_out_everywhere(tmp_path: Path) -> None:
    load(tmp_path, _of_units({"akzhar": 3}), small=5)
    act(tmp_path, "close", waive=UNITS)
    export(workspace(tmp_path).warehouse, tmp_path / "out")
    for relation in ("svod.regional_total", "svod.total_over"):
        assert _rows(tmp_path / "out", relation, "indicator = 'violations'", shown="value") == [(None,)]
    assert [row[-1] for row in _rows(tmp_path / "out", "svod.event")] == [None, None]


def test_licence_is_the_one_that_is_set(svod: Svod, sample: Path, tmp_path: Path) -> None:
    assert svod("export", "-o", str(tmp_path), cwd=sample, SVOD_LICENCE="CC-BY-4.0").returncode == 0
    assert _package(tmp_path)["licenses"] == [{"name": "CC-BY-4.0"}]
