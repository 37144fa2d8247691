"""Units of one name: which is meant is told by the code on the cover, the unit above it there, or the folders under raw/."""

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.declaration.definition import form_of
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
from svod.pipeline.data_folder import make_data_folder
from svod.pipeline.form_workbooks import check_form
from svod.reports.xlsx.blank import blank_return
from tests.builders.form_workbooks import form_workbook
from tests.builders.unit_workbooks import SCHOOLS, units_workbook
from tests.builders.workbooks import load, put_raw
from tests.conftest import Run, Svod

WHY = ("--reason", "the order of June", "--by", "Head")
DISTRICT = {"columns!A8": "cover", "columns!B8": "district", "columns!D8": "Аудан", "columns!E8": "Район", "columns!J8": "text"}
FORM_WORKBOOK = form_workbook(cells=dict(DISTRICT))
UNIT, AREA = "B3", "B6"


def school_one(participants: int = 3, edit: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """A return of June whose cover says only "№1 мектеп", if `edit` adds nothing to it."""
    definition = check_form(FORM_WORKBOOK, "form.xlsx", {}).definition
    assert definition
    book = load_workbook(BytesIO(blank_return(form_of(definition), SCHOOLS, "abai-1", Period.parse("2026-06"))))
    cover, events = book["Титул"], book["Іс-шаралар"]
    (place,) = (cell.coordinate for row in cover.iter_rows() for cell in row if cell.value == "№1 мектеп (abai-1)")
    assert place == UNIT
    cover[UNIT] = "№1 мектеп"
    events["A2"], events["B2"], events["C2"] = date(2026, 6, 3), "мектеп", participants
    edit(cover)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def says(cell: str, text: str) -> Callable[[Worksheet], object]:
    """Puts a text on the cover."""
    return lambda cover: cover.__setitem__(cell, text)


def headed(text: str) -> Callable[[Worksheet], object]:
    """Puts a title above the cover."""

    def edit(cover: Worksheet) -> None:
        cover.insert_rows(1)
        cover["A1"] = text

    return edit


AMBIGUOUS = "unit.ambiguous"
MEANT: dict[str, tuple[str, bytes, str | None, list[str]]] = {
    "nothing tells": ("x.xlsx", school_one(), None, [AMBIGUOUS]),
    "a code": ("x.xlsx", school_one(edit=says(UNIT, "esil-1")), "esil-1", []),
    "a code and a folder": ("Абай ауданы/x.xlsx", school_one(edit=says(UNIT, "esil-1")), "esil-1", ["unit.mismatch"]),
    "the unit above beside the name": ("x.xlsx", school_one(edit=says(UNIT, "№1 мектеп, Есіл ауданы")), "esil-1", []),
    "in another cell of the cover": ("x.xlsx", school_one(edit=says(AREA, "Есіл ауданы")), "esil-1", []),
    "in a title": ("x.xlsx", school_one(edit=headed("Абай ауданы мектебінің есебі")), "abai-1", []),
    "the region in a title": ("x.xlsx", school_one(edit=headed("Солтүстік облысы")), None, [AMBIGUOUS]),
    "a folder named by name": ("Абай ауданы/x.xlsx", school_one(), "abai-1", []),
    "a folder named by code, deep": ("north/esil/2026-06-14/келді/x.xlsx", school_one(), "esil-1", []),
    "a file's name": ("Абай №1 мектеп.xlsx", school_one(), "abai-1", []),
    "a cover and another folder": (
        "abai/x.xlsx",
        school_one(edit=says(AREA, "Есіл ауданы")),
        "esil-1",
        ["unit.mismatch"],
    ),
    "folders of two districts": ("abai/esil/x.xlsx", school_one(), None, [AMBIGUOUS]),
}


@pytest.fixture(scope="module")
def schools(svod: Svod, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the form and the register of schools were adopted. Tests copy it."""
    folder = tmp_path_factory.mktemp("schools")
    make_data_folder(folder)
    (folder / "form.xlsx").write_bytes(FORM_WORKBOOK)
    (folder / "units.xlsx").write_bytes(units_workbook())
    for what in ("form", "units"):
        assert svod("--data", str(folder), what, "adopt", str(folder / f"{what}.xlsx"), *WHY, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def place(schools: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return shutil.copytree(schools, tmp_path, dirs_exist_ok=True)


def returns(run: Run) -> list[Any]:
    """What was received: the path, the unit, the status."""
    rows = json.loads(run("query", "select file, unit, status from svod.submission order by submission", "--json")[1])
    return [tuple(row.values()) for row in rows]


def test_the_unit_is_told_by_cover_and_path(run: Run, place: Path) -> None:
    files = []
    for number, (path, content, _, _) in enumerate(MEANT.values()):
        files.append(place / f"given{number}" / path)
        files[-1].parent.mkdir(parents=True)
        files[-1].write_bytes(content)
    checked = json.loads(run("check", "--json", *map(str, files))[1])["files"]
    found = {name: (one["unit"], [issue["code"] for issue in one["issues"]]) for name, one in zip(MEANT, checked, strict=True)}
    assert found == {name: (unit, codes) for name, (_, _, unit, codes) in MEANT.items()}


@pytest.mark.parametrize(("first_day", "meant"), [(date(2026, 1, 1), "new"), (date(2027, 1, 1), "abai-2")])
def test_a_unit_that_took_the_name_of_a_closed_one_is_told_by_the_period(first_day: date, meant: str) -> None:
    closed, new = SCHOOLS.by_code["abai-2"], {"unit": "new", "order": 99, "valid_from": first_day}
    last_day = first_day - timedelta(days=1)
    others = [unit for unit in SCHOOLS.units if unit is not closed]
    register = UnitRegister(
        [*others, closed.model_copy(update={"valid_to": last_day}), closed.model_copy(update={**new, "successors": ()})]
    )
    definition = check_form(FORM_WORKBOOK, "form.xlsx", {}).definition
    assert definition
    checked = check_return(school_one(edit=says(UNIT, "№2 мектеп")), "x.xlsx", {"visits": form_of(definition)}, register)
    assert (checked.unit, checked.issues) == (meant, [])


def test_a_closed_unit_of_another_district_may_still_be_meant() -> None:
    closed = SCHOOLS.by_code["abai-1"].model_copy(update={"valid_to": date(2025, 12, 31)})
    register = UnitRegister([closed if unit.unit == closed.unit else unit for unit in SCHOOLS.units])
    definition = check_form(FORM_WORKBOOK, "form.xlsx", {}).definition
    assert definition
    checked = check_return(school_one(), "x.xlsx", {"visits": form_of(definition)}, register)
    assert [issue.code for issue in checked.issues] == [AMBIGUOUS]


def test_the_same_bytes_are_the_return_of_another_unit_in_its_folder(run: Run, place: Path) -> None:
    load(place, {"abai/1.xlsx": school_one(), "b.xlsx": school_one(5), "есеп.xlsx": school_one()})
    load(place, {"abai/c.xlsx": school_one(5, says(AREA, "Есіл ауданы"))})
    put_raw(place, {"Есіл ауданы/1.xlsx": school_one()})
    assert run("run")[0] == 0
    assert sorted(returns(run)) == [
        ("abai/1.xlsx", "abai-1", "accepted"),
        ("abai/c.xlsx", "esil-1", "superseded"),
        ("b.xlsx", None, "rejected"),
        ("Есіл ауданы/1.xlsx", "esil-1", "accepted"),
        ("есеп.xlsx", None, "rejected"),
    ]
    totals = "select region, value from svod.regional_total where region in ('abai', 'esil') order by region"
    assert json.loads(run("query", totals, "--json")[1]) == [
        {"region": "abai", "value": 3},
        {"region": "esil", "value": 3},
    ]
    assert run("rebuild", "--verify")[0] == 0
    assert run("verify")[0] == 0


def test_a_file_handed_in_keeps_the_folder_that_tells_its_unit(run: Run, place: Path) -> None:
    for folder in ("esil", "келді"):
        (place / "given" / folder).mkdir(parents=True)
        (place / "given" / folder / "1.xlsx").write_bytes(school_one())
    assert run("submit", str(place / "given" / "esil" / "1.xlsx"))[0] == 0
    assert run("submit", str(place / "given" / "esil" / "1.xlsx"))[0] == 0
    assert run("submit", str(place / "given" / "келді" / "1.xlsx"))[0] == 1
    assert returns(run) == [
        ("esil/1.xlsx", "esil-1", "accepted"),
        ("esil/1 (2).xlsx", "esil-1", "unchanged"),
        ("1.xlsx", None, "rejected"),
    ]


def test_a_name_that_became_clear_is_judged_again_by_its_path(run: Run, place: Path) -> None:
    load(place, {"бірінші/1.xlsx": school_one(), "екінші/1.xlsx": school_one()})
    assert {unit for _, unit, _ in returns(run)} == {None}
    (place / "units.xlsx").write_bytes(units_workbook({"G4": "бірінші", "G7": "екінші"}))
    assert run("units", "adopt", str(place / "units.xlsx"), *WHY)[0] == 0
    assert returns(run) == [("бірінші/1.xlsx", "abai-1", "accepted"), ("екінші/1.xlsx", "esil-1", "accepted")]
    assert run("rebuild", "--verify")[0] == 0
