"""Adopting forms: from a workbook to totals, new versions, and what stays as it was."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.basics.text import Text
from svod.pipeline.data_folder import make_data_folder
from tests.builders.form_workbooks import SMALL, fixed_form, form_workbook
from tests.conftest import Run

WHY = ("--reason", "the order of June", "--by", "Head")


@pytest.fixture
def adopt(run: Run, tmp_path: Path) -> Any:
    """Adopts the small form with some cells of its workbook changed: exit code, stdout, stderr."""

    def adopt(cells: dict[str, str | int | None] | None = None) -> tuple[int, str, str]:
        (tmp_path / "form.xlsx").write_bytes(form_workbook(cells=cells))
        return run("form", "adopt", str(tmp_path / "form.xlsx"), *WHY)

    return adopt


@pytest.fixture
def send(run: Run, tmp_path: Path) -> Any:
    """Fills in the blank of a unit for a month, and hands it in: exit code, stdout, stderr."""

    def send(unit: str, month: str, *rows: tuple[Any, ...]) -> tuple[int, str, str]:
        file = tmp_path / f"{unit}-{month}.xlsx"
        assert run("blank", unit, "--form", "visits", "--period", month, "-o", str(file), "--force", lang="ru")[0] == 0
        book = load_workbook(file)
        sheet = book["Мероприятия"]
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
        book.save(file)
        return run("submit", str(file))

    return send


def figures(run: Run, month: str) -> dict[str, Any]:
    """The totals of a month."""
    return dict(json.loads(run("totals", "--form", "visits", "--period", month, "--json")[1])["totals"])


def test_a_form_from_nothing_to_totals(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    assert run("form", "new", "visits", "-o", str(tmp_path / "new.xlsx"))[0] == 0
    assert run("form", "check", str(tmp_path / "new.xlsx"))[1].endswith(
        "new.xlsx: no mistakes. Form visits, version 1: 2 tables, 1 indicators.\n"
    )
    assert adopt()[0] == 0
    assert send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 40), (date(2026, 6, 5), "иное", 2))[0] == 0
    assert send("esil", "2026-06", (date(2026, 6, 4), "школа", 5))[0] == 0
    assert figures(run, "2026-06") == {"participants": 47}
    rows = json.loads(run("query", "select * from visits.event order by unit, participants", "--json")[1])
    assert [(row["unit"], row["place"], row["participants"]) for row in rows] == [
        ("akzhar", "other", 2),
        ("akzhar", "school", 40),
        ("esil", "school", 5),
    ]
    assert run("rebuild", "--verify")[0] == 0
    assert run("verify")[0] == 0


def test_a_code_is_used_for_as_long_as_the_list_says(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    adopt({"lists!H2": "2026-06", "lists!I2": "club", "lists!A4": "place", "lists!B4": "club", "lists!C4": "клуб",
           "lists!D4": "клуб", "lists!G4": "2026-07"})  # fmt: skip
    assert send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 40))[0] == 0
    code, printed, _ = send("akzhar", "2026-07", (date(2026, 7, 3), "школа", 40), (date(2026, 7, 4), "клуб", 5))
    assert (code, "Choose club instead" in printed.replace("клуб", "club")) == (1, True)
    _, early, _ = send("esil", "2026-06", (date(2026, 6, 4), "клуб", 5))
    assert "cell.outdated_code" in run("issues", "esil", "--form", "visits", "--period", "2026-06")[1]
    assert "isn't used for the period 2026-06 (2026-07 – …). Choose another one from the list." in early
    for month, offered in (("2026-06", ["школа", "иное"]), ("2026-07", ["иное", "клуб"])):
        lists = load_workbook(tmp_path / f"{'esil' if month == '2026-06' else 'akzhar'}-{month}.xlsx")["svod"]
        assert offered in [[cell.value for cell in column if cell.value] for column in lists.iter_cols()]
    exported = tmp_path / "exported.xlsx"
    assert run("form", "export", "visits", "-o", str(exported))[0] == 0
    assert run("form", "diff", "visits", str(exported))[0] == 0


@pytest.mark.usefixtures("adopted")
def test_a_return_that_came_before_its_form_is_judged_again(run: Run, send: Any, tmp_path: Path) -> None:
    send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 40))
    other = tmp_path / "other"
    make_data_folder(other)
    (other / "raw" / "a.xlsx").write_bytes((tmp_path / "akzhar-2026-06.xlsx").read_bytes())
    assert "rejected 1" in run("--data", str(other), "run")[1]
    assert run("--data", str(other), "form", "adopt", str(tmp_path / "form.xlsx"), *WHY)[0] == 0
    totals = json.loads(run("--data", str(other), "totals", "--form", "visits", "--period", "2026-06", "--json")[1])
    assert totals["totals"] == {"participants": 40}
    assert run("--data", str(other), "rebuild", "--verify")[0] == 0


def test_a_form_with_a_mistake_is_not_adopted(run: Run, adopt: Any, tmp_path: Path) -> None:
    code, said, _ = adopt({"columns!J6": "cod"})
    assert code == 1
    assert "form.xlsx: mistakes found: 1" in said
    assert "cell.unknown_code columns!J6" in said
    assert not any((tmp_path / "kept").iterdir())
    assert [form["form"] for form in json.loads(run("form", "list", "--json")[1])["forms"]] == ["labour12"]


def test_a_form_is_adopted_once(adopt: Any) -> None:
    assert adopt()[0] == 0
    assert adopt()[::2] == (1, "The form visits, version 1, holds exactly so already: there is nothing to adopt.\n")


@pytest.mark.usefixtures("adopted")
def test_a_version_holds_from_its_first_period(run: Run, adopt: Any, send: Any) -> None:
    send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 40))
    # From July on pupils are asked for too.
    july: dict[str, str | int | None] = {"form!B2": "2", "form!B3": "2026-07"}
    july |= {"columns!A8": "event", "columns!B8": "pupils", "columns!D8": "Оқушылар", "columns!E8": "Учащиеся"}
    july |= {"columns!J8": "count", "columns!T8": "yes", "columns!Y8": "sum"}
    july |= {"indicators!A3": "pupils", "indicators!B3": "Оқушылар", "indicators!H3": "event", "indicators!I3": "pupils"}
    assert adopt(july)[0] == 0
    assert send("akzhar", "2026-07", (date(2026, 7, 3), "школа", 30, 20))[0] == 0
    assert figures(run, "2026-07") == {"participants": 30, "pupils": 20}
    # The blank for June is that of June, and a correction of June is read as the first version.
    assert send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 41))[0] == 0
    assert figures(run, "2026-06")["participants"] == 41
    listed = json.loads(run("form", "list", "--json")[1])["forms"]
    assert [(form["version"], form["valid_from"], form["by"]) for form in listed[1:]] == [
        ("1", None, "Head"),
        ("2", "2026-07", "Head"),
    ]
    assert run("rebuild", "--verify")[0] == 0


@pytest.mark.usefixtures("adopted")
def test_closed_figures_are_not_changed_by_a_form(run: Run, adopt: Any, send: Any) -> None:
    send("akzhar", "2026-06", (date(2026, 6, 3), "школа", 40))
    units = json.loads(run("status", "--form", "visits", "--period", "2026-06", "--json")[1])["units"]
    waived = [f"--waive={unit['unit']}" for unit in units if unit["unit"] != "akzhar"]
    closed = run("close", "--form", "visits", "--period", "2026-06", *waived, *WHY)
    assert closed[0] == 0, closed
    code, _, said = adopt({"indicators!J2": "place = school"})
    assert code == 1
    assert "2026-06" in said
    assert "The indicator “Participants” is computed in another way" in said
    # A label may be corrected all the same.
    assert adopt({"indicators!D2": "All participants"})[0] == 0
    assert "All participants" in run("totals", "--form", "visits", "--period", "2026-06")[1]
    # And a version that begins later may change what it likes.
    assert adopt({"form!B3": "2026-07", "indicators!J2": "place = school"})[0] == 0


@pytest.mark.usefixtures("adopted")
def test_a_lost_definition_stops_a_run(run: Run, tmp_path: Path) -> None:
    entry = json.loads((tmp_path / "kept" / "ledger.jsonl").read_text().splitlines()[-1])
    lost = tmp_path / "kept" / entry["details"][:2] / entry["details"]
    lost.unlink()
    assert run("run")[0] == 1
    assert str(lost) in run("run")[2]
    assert "visits 1" in run("verify")[1]


@pytest.mark.usefixtures("adopted")
def test_what_changed_between_two_forms_is_told_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(
        form_workbook(cells={"columns!T7": None, "columns!D7": "Адамдар", "lists!B3": "street"})
    )
    code, said, _ = run("form", "diff", "visits", str(tmp_path / "new.xlsx"))
    assert code == 1
    assert said.splitlines() == [
        "changes: The column “Participants” on the sheet “Events” is no longer required",
        "wording: The wording of the column “Participants” on the sheet “Events”",
        "breaks: “other” is gone from the list place",
        "changes: “other” is new in the list place",
    ]
    assert run("form", "diff", "visits", "visits")[:2] == (0, "There is no difference.\n")


def test_changed_rows_of_a_fixed_form_are_told(run: Run, tmp_path: Path) -> None:
    staff = fixed_form()
    (tmp_path / "old.xlsx").write_bytes(form_workbook(staff))
    rows = staff.tables[1].rows
    changed = (rows[0], rows[1].model_copy(update={"labels": Text("педагогтер", "педагоги", "teachers")}), *rows[2:3])
    changed += (rows[4].model_copy(update={"not_asked": ()}), rows[3].model_copy(update={"code": "04", "part_of": None}))
    table = staff.tables[1].model_copy(update={"rows": changed})
    (tmp_path / "new.xlsx").write_bytes(form_workbook(staff.model_copy(update={"tables": (staff.tables[0], table)})))
    assert run("form", "diff", str(tmp_path / "old.xlsx"), str(tmp_path / "new.xlsx"))[1].splitlines() == [
        "changes: The rules",
        "breaks: The row 02.2 on the sheet “Staff” is gone",
        "wording: The wording of the row 02 on the sheet “Staff”",
        "breaks: The row 03 on the sheet “Staff”: what it is part of, or which of its cells are not filled in",
        "breaks: The row 04 on the sheet “Staff” is new",
    ]


@pytest.mark.usefixtures("adopted")
def test_an_exported_form_is_the_adopted_one(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("form", "export", "visits", "-o", str(out))[0] == 0
    assert load_workbook(BytesIO(out.read_bytes()))["form"]["B1"].value == SMALL.code
    assert run("form", "export", "visits", "-o", str(out))[0] == 1
    assert run("form", "diff", "visits", str(out))[0] == 0


def test_a_week_that_the_year_does_not_have_is_refused(run: Run, adopt: Any, tmp_path: Path) -> None:
    weekly: dict[str, str | int | None] = {"form!B8": "week", "form!B13": None, "columns!B4": "week", "columns!W4": "53"}
    assert adopt(weekly)[0] == 0
    file = tmp_path / "week.xlsx"
    assert run("blank", "akzhar", "--form", "visits", "--period", "2026-W53", "-o", str(file), lang="ru")[0] == 0
    book = load_workbook(file)
    book["Титул"]["B4"] = 2025
    book.save(file)
    said = run("check", str(file))[1]
    assert "cell.out_of_range Титул!B5: “Month”: 53. Allowed: 1–52." in said


def test_a_form_takes_no_name_of_the_warehouse(adopt: Any) -> None:
    taken = {"form!B1": "reporting", "tables!A3": "unit", "indicators!H2": "unit"}
    taken |= dict.fromkeys(("columns!A5", "columns!A6", "columns!A7"), "unit")
    code, _, said = adopt(taken)
    assert code == 1
    assert "reporting_unit" in said
