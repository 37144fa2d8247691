"""Adopting a register of units: what is read from then on, and what stays as it was."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.units.register import UnitRegister
from svod.pipeline.data_folder import make_data_folder
from tests.builders.unit_workbooks import SCHOOLS, units_workbook
from tests.conftest import Run
from tests.support.pages import parsed

WHY = ("--reason", "the order of June", "--by", "Head")


@pytest.fixture
def adopt(run: Run, adopted_folder: Path, tmp_path: Path) -> Any:
    """Adopts the register of schools with some cells of its workbook changed: exit code, stdout, stderr."""
    shutil.copytree(adopted_folder, tmp_path, dirs_exist_ok=True)

    def adopt(cells: dict[str, object] | None = None, register: UnitRegister = SCHOOLS) -> tuple[int, str, str]:
        (tmp_path / "units.xlsx").write_bytes(units_workbook(cells, register))
        return run("units", "adopt", str(tmp_path / "units.xlsx"), *WHY)

    return adopt


@pytest.fixture
def send(run: Run, tmp_path: Path) -> Any:
    """Fills in the blank of a unit for June 2026, and hands it in: exit code, stdout, stderr."""

    def send(unit: str, participants: int) -> tuple[int, str, str]:
        file = tmp_path / f"{unit}.xlsx"
        assert run("blank", unit, "--form", "visits", "--period", "2026-06", "-o", str(file), "--force", lang="ru")[0] == 0
        book = load_workbook(file)
        sheet = book["Мероприятия"]
        sheet["A2"], sheet["B2"], sheet["C2"] = date(2026, 6, 3), "школа", participants
        book.save(file)
        return run("submit", str(file))

    return send


def totals(run: Run, *more: str) -> Any:
    """The totals of June 2026."""
    return json.loads(run("totals", "--form", "visits", "--period", "2026-06", "--json", *more)[1])


def test_the_programs_register_is_already_adopted(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("units", "export", "-o", str(out))[0] == 0
    assert run("units", "check", str(out))[1].endswith("no mistakes. 16 units, 15 of them send returns.\n")
    code, _, said = run("units", "adopt", str(out), *WHY)
    assert (code, said) == (1, "This very register of units holds already: there is nothing to adopt.\n")


def test_a_register_with_a_mistake_is_not_adopted(run: Run, adopt: Any) -> None:
    code, said, _ = adopt({"B4": "nrth"})
    assert code == 1
    assert "units.xlsx: mistakes found: 1" in said
    assert "register.unknown_parent units!B4" in said
    assert "akzhar" in run("blank", "--form", "visits", "--period", "2026-06", "nobody", "-o", "x.xlsx")[2]


def test_returns_rejected_for_an_unknown_unit_are_judged_again(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    assert adopt()[0] == 0
    assert send("abai-2", 40)[0] == 0
    other = tmp_path / "other"
    make_data_folder(other)
    (other / "raw" / "a.xlsx").write_bytes((tmp_path / "abai-2.xlsx").read_bytes())
    assert run("--data", str(other), "form", "adopt", str(tmp_path / "form.xlsx"), *WHY)[0] == 0
    assert "rejected 1" in run("--data", str(other), "run")[1]
    assert run("--data", str(other), "units", "adopt", str(tmp_path / "units.xlsx"), *WHY)[0] == 0
    (status,) = json.loads(run("--data", str(other), "query", "select unit, status from svod.submission", "--json")[1])
    assert status == {"unit": "abai-2", "status": "accepted"}
    assert run("--data", str(other), "rebuild", "--verify")[0] == 0
    assert run("--data", str(other), "verify")[0] == 0


def test_units_of_one_name_are_told_apart_by_the_code_that_blanks_have(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    adopt()
    assert send("abai-1", 3)[0] == 0
    assert send("esil-1", 5)[0] == 0
    book = load_workbook(tmp_path / "esil-1.xlsx")
    (cell,) = (cell for row in book["Титул"].iter_rows() for cell in row if cell.value == "№1 мектеп (esil-1)")
    book["Титул"][cell.coordinate] = "мектеп № 1"
    book.save(tmp_path / "nameless.xlsx")
    said = run("check", str(tmp_path / "nameless.xlsx"))[1]
    assert f"unit.ambiguous Титул!{cell.coordinate}" in said
    assert "“№1 мектеп (abai-1)”, “№1 мектеп (esil-1)”" in said
    rows = json.loads(run("query", "select region, value from svod.regional_total order by region", "--json")[1])
    assert [row["value"] for row in rows if row["region"] in ("abai", "esil")] == [3, 5]


def test_each_level_shows_the_level_below(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    adopt()
    send("abai-1", 3)
    send("abai-2", 40)
    of_june = ("--form", "visits", "--period", "2026-06")

    def asked(*words: str) -> Any:
        return json.loads(run(*words, *of_june, "--json")[1])

    units = ((), ("--unit", "north"), ("--unit", "Абай ауданы"), ("--unit", "esil"), ("--unit", "abai-2"))
    found = [asked("totals", *unit) for unit in units]
    assert [(one["region"], one["totals"]["participants"]) for one in found] == [
        ("kz", 43), ("north", 43), ("abai", 43), ("esil", None), ("abai-2", 40)
    ]  # fmt: skip
    assert [(one["coverage"]["expected"], one["coverage"]["reported"]) for one in found] == [
        (3, 2), (3, 2), (2, 2), (1, 0), (1, 1)
    ]  # fmt: skip
    status = [asked("status", *unit) for unit in units]
    assert [[one["unit"] for one in (*answer["below"], *answer["units"])] for answer in status] == [
        ["north"], ["abai", "esil"], ["abai-1", "abai-2"], ["esil-1"], ["abai-2"]
    ]  # fmt: skip
    told = run("status", "--unit", "north", *of_june, lang="ru")[1].splitlines()
    assert told[2:4] == [
        "Солтүстік облысы",
        "Представили отчёт: 2 из 3 (нулевых — 0, с опозданием — 2); не представили — 1 (из них отчёт не принят — 0).",
    ]
    assert told[-1].split() == ["Есіл", "ауданы", "esil", "1", "0", "0", "0", "1", "0", "0"]
    explained = [asked("explain", "participants", *unit) for unit in units]
    assert [[one["value"] for one in (*answer["below"], *answer["units"])] for answer in explained] == [
        [43], [43, None], [3, 40], [], [40]
    ]  # fmt: skip
    assert [(cell["cell"], cell["value"]) for cell in explained[-1]["cells"]] == [("C2", 40)]
    folder = tmp_path / "reports" / "visits" / "2026-06"
    assert [path.name for path in folder.iterdir() if path.is_dir()] == []
    assert run("report", "--unit", "abai", *of_june)[0] == run("report", "--unit", "north", *of_june)[0] == 0
    matrices = [
        list(parsed((folder / unit / "page.html").read_text(encoding="utf-8")).all("table"))[2].rows("en")[1:]
        for unit in ("", "north", "abai")
    ]
    assert matrices == [
        [["Солтүстік облысы", "43"], ["Total", "43 p"]],
        [["Абай ауданы", "43"], ["Есіл ауданы", "0 of 1 reported"], ["Total", "43 p"]],
        [["№1 мектеп", "3"], ["№2 мектеп", "40"], ["Total", "43 p"]],
    ]
    send("esil-1", 7)  # the reports that were asked for are kept up to date
    assert "50" in (folder / "north" / "page.html").read_text(encoding="utf-8")
    assert not (folder / "esil").exists()
    assert run("report", "--unit", "abai-1", *of_june)[0] == 2
    code, _, said = run("totals", "--unit", "№1 мектеп", *of_june)
    assert (code, said) == (2, "Several units have the name “№1 мектеп”. Give a code: abai-1, esil-1\n")


def test_a_unit_with_returns_stays_in_the_register(adopt: Any, send: Any) -> None:
    adopt()
    send("abai-2", 40)
    without = UnitRegister(unit for unit in SCHOOLS.units if unit.unit != "abai-2")
    code, _, said = adopt(register=without)
    assert code == 1
    assert "abai-2" in said


def test_closed_totals_are_not_changed_by_a_register(run: Run, adopt: Any, send: Any) -> None:
    adopt()
    assert send("abai-2", 40)[0] == 0
    waived = ("--waive=abai-1", "--waive=esil-1")
    assert run("close", "--form", "visits", "--period", "2026-06", *waived, *WHY)[0] == 0
    code, _, said = adopt({"B6": "esil"})
    assert code == 1
    assert "2026-06, units: abai-2" in said
    # A name may be corrected, and a unit that begins later may be added.
    later: dict[str, object] = {"A10": "esil-3", "B10": "esil", "C10": "school", "D10": "№3 мектеп", "J10": date(2026, 9, 1)}
    assert adopt({"F6": "School 2", **later})[0] == 0


def test_a_lost_register_stops_a_run(run: Run, adopt: Any, tmp_path: Path) -> None:
    adopt()
    entry = json.loads((tmp_path / "kept" / "ledger.jsonl").read_text().splitlines()[-1])
    lost = tmp_path / "kept" / entry["details"][:2] / entry["details"]
    lost.unlink()
    assert run("run")[0] == 1
    assert str(lost) in run("run")[2]
