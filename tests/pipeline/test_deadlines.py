"""When returns are due: as the form says, by the working days of the place, and as it was for what is past."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.basics.place import CalendarDay, Place
from schemas.declaration.definition import form_of
from schemas.declaration.period import Period
from svod.pipeline.form_workbooks import check_form
from tests.builders.form_workbooks import form_workbook
from tests.builders.place_workbooks import place_workbook
from tests.conftest import Run

WHY = ("--reason", "the order of June", "--by", "Head")
JULY = Place(
    days=(CalendarDay(day=date(2026, 7, 6), is_working=False), CalendarDay(day=date(2026, 7, 11), is_working=True)),
)
"""Monday 6 July is a holiday, and people work on Saturday 11 July."""

NEXT = {"form!B9": "5", "form!B10": "next working day"}
"""Due five days after the month, or on the next working day: 5 July 2026 is a Sunday."""


@pytest.mark.parametrize(
    ("stated", "rule", "due"),
    [
        ("5", None, date(2026, 7, 5)),
        ("5", "calendar day", date(2026, 7, 5)),
        ("5", "next working day", date(2026, 7, 7)),
        ("11", "next working day", date(2026, 7, 11)),
        ("12", "next working day", date(2026, 7, 13)),
        ("07-05", "next working day", date(2026, 7, 7)),
        ("0", "working days", date(2026, 6, 30)),
        ("3", "working days", date(2026, 7, 3)),
        ("4", "working days", date(2026, 7, 7)),
        ("8", "working days", date(2026, 7, 11)),
        ("9", "working days", date(2026, 7, 13)),
    ],
)
def test_a_form_says_what_follows_if_nobody_works_on_the_day(stated: str, rule: str | None, due: date) -> None:
    definition = check_form(form_workbook(cells={"form!B9": stated, "form!B10": rule}), "form.xlsx", {}).definition
    assert definition is not None
    assert form_of(definition).due(Period.parse("2026-06"), JULY) == due


@pytest.fixture
def adopt_form(run: Run, tmp_path: Path) -> Any:
    """Adopts the small form with some cells of its workbook changed."""

    def adopt_form(cells: Mapping[str, str | int | None]) -> None:
        (tmp_path / "form.xlsx").write_bytes(form_workbook(cells=cells))
        assert run("form", "adopt", str(tmp_path / "form.xlsx"), *WHY)[0] == 0

    return adopt_form


def send(run: Run, tmp_path: Path, month: str, folder: str) -> None:
    """Fills in a blank for a month, and takes it in from a folder named as the day of its receipt."""
    (tmp_path / "raw" / folder).mkdir(parents=True)
    file = tmp_path / "raw" / folder / f"{month}.xlsx"
    assert run("blank", "akzhar", "--form", "visits", "--period", month, "-o", str(file), lang="ru")[0] == 0
    book = load_workbook(file)
    values: dict[str, Any] = {"A2": date.fromisoformat(f"{month}-03"), "B2": "школа", "C2": 40}
    for cell, value in values.items():
        book["Мероприятия"][cell] = value
    book.save(file)
    assert run("submit", str(file))[0] == 0


def blank_text(run: Run, tmp_path: Path) -> str:
    """What the first sheet of the blank for June says in Russian."""
    file = tmp_path / "blank.xlsx"
    assert run("blank", "esil", "--form", "visits", "--period", "2026-06", "-o", str(file), lang="ru")[0] == 0
    return "\n".join(str(cell.value) for row in load_workbook(file).worksheets[0].iter_rows() for cell in row)


def deadlines(run: Run) -> list[tuple[str, str, bool]]:
    """The periods, when each was due, and whether Akzhar was on time."""
    sql = "select period, due_date, on_time from svod.completeness join svod.period using (form, period, due_date)"
    rows = json.loads(run("query", "--json", f"{sql} where unit = 'akzhar' order by period")[1])
    return [tuple(row.values()) for row in rows]


def test_holidays_move_the_deadline_of_what_is_open(run: Run, adopt_form: Any, tmp_path: Path) -> None:
    adopt_form(NEXT)
    send(run, tmp_path, "2026-06", "2026-07-07")
    assert deadlines(run) == [("2026-06", "2026-07-06", False)]
    holiday = {"days!A2": date(2026, 7, 6), "days!B2": "no", "days!C2": "Астана күні"}
    (tmp_path / "place.xlsx").write_bytes(place_workbook(holiday))
    assert run("place", "adopt", str(tmp_path / "place.xlsx"), *WHY)[0] == 0
    assert deadlines(run) == [("2026-06", "2026-07-07", True)]
    assert "7 июля 2026" in blank_text(run, tmp_path)
    waived = [f"--waive={unit['unit']}" for unit in json.loads(run("status", "--json")[1])["units"] if unit["revision"] is None]
    assert run("close", *waived, "--form", "visits", *WHY)[0] == 0
    (tmp_path / "place.xlsx").write_bytes(place_workbook())
    code, _, said = run("place", "adopt", str(tmp_path / "place.xlsx"), *WHY)
    assert (code, "visits, 2026-06" in said) == (1, True)


def test_a_new_version_of_a_form_leaves_the_deadlines_before_it(run: Run, adopt_form: Any, tmp_path: Path) -> None:
    adopt_form({})
    send(run, tmp_path, "2026-06", "2026-07-05")
    adopt_form({"form!B2": "2", "form!B3": "2026-07", "form!B9": "2"})
    send(run, tmp_path, "2026-07", "2026-08-05")
    assert deadlines(run) == [("2026-06", "2026-07-05", True), ("2026-07", "2026-08-02", False)]
