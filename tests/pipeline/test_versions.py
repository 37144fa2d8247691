"""Versions of a form: each period is read, added up and explained by the version that holds for it, now and as of a moment."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders.form_workbooks import form_workbook
from tests.conftest import Run

WHY = ("--reason", "the order of June", "--by", "Head")
Cells = dict[str, str | int | None]
PUPILS: Cells = {"columns!A8": "event", "columns!B8": "pupils", "columns!D8": "Оқушылар", "columns!E8": "Учащиеся"}
PUPILS |= {"columns!J8": "count", "columns!T8": "yes", "columns!Y8": "sum"}
# From July on pupils are counted instead of all participants.
JULY: Cells = PUPILS | {"form!B2": "2", "form!B3": "2026-07", "indicators!A2": "pupils", "indicators!B2": "Оқушылар"}
JULY |= {"indicators!C2": "Учащиеся", "indicators!D2": "Pupils", "indicators!I2": "pupils"}

IN_SCHOOLS: Cells = {"indicators!J2": "place = school"}


@pytest.fixture
def adopt(run: Run, tmp_path: Path) -> Any:
    """Adopts the small form with some cells of its workbook changed: exit code, stdout, stderr."""

    def adopt(cells: Cells | None = None) -> tuple[int, str, str]:
        (tmp_path / "form.xlsx").write_bytes(form_workbook(cells=cells))
        return run("form", "adopt", str(tmp_path / "form.xlsx"), *WHY)

    return adopt


@pytest.fixture
def send(run: Run, tmp_path: Path) -> Any:
    """Hands in a return with one event in a school and one elsewhere: participants there, pupils if they are asked for."""

    def send(month: str, *participants: int, pupils: int | None = None, unit: str = "akzhar") -> None:
        file = tmp_path / f"{unit}-{month}.xlsx"
        assert run("blank", unit, "--form", "visits", "--period", month, "-o", str(file), "--force", lang="ru")[0] == 0
        book = load_workbook(file)
        day = date.fromisoformat(f"{month}-03")
        for row, (place, count) in enumerate(zip(("школа", "иное"), participants, strict=True), 2):
            for column, value in enumerate((day, place, count, pupils), 1):
                book["Мероприятия"].cell(row, column, value)
        book.save(file)
        code, said, error = run("submit", str(file))
        assert code == 0, said + error

    return send


def moment() -> str:
    """A moment after everything so far and before everything that follows."""
    return datetime.now(UTC).isoformat()


def figures(run: Run, month: str, *more: str) -> dict[str, Any]:
    """The totals of a month, but for what it doesn't count."""
    code, said, error = run("totals", "--form", "visits", "--period", month, "--json", *more)
    assert code == 0, error
    return {name: value for name, value in json.loads(said)["totals"].items() if value is not None}


def close(run: Run, month: str) -> None:
    """Close a month for which only Akzhar has reported."""
    units = json.loads(run("status", "--form", "visits", "--period", month, "--json")[1])["units"]
    waived = [f"--waive={unit['unit']}" for unit in units if unit["unit"] != "akzhar"]
    code, said, error = run("close", "--form", "visits", "--period", month, *waived, *WHY)
    assert code == 0, said + error


@pytest.mark.usefixtures("adopted")
def test_a_period_keeps_the_version_that_holds_for_it(run: Run, adopt: Any, send: Any) -> None:
    send("2026-06", 40, 2)
    close(run, "2026-06")
    before = moment()
    assert adopt(JULY)[0] == 0
    send("2026-07", 30, 1, pupils=20)
    for more in ((), ("--as-of", before)):
        assert figures(run, "2026-06", *more) == {"participants": 42}
        said = run("totals", "--form", "visits", "--period", "2026-06", *more)[1]
        assert "Participants" in said
        assert "Pupils" not in said
        cells = json.loads(run("explain", "participants", "--unit", "akzhar", "--period", "2026-06", "--json", *more)[1])
        assert "C3" in json.dumps(cells)
    assert figures(run, "2026-07") == {"pupils": 40}
    assert run("explain", "participants", "--period", "2026-07")[0] == 2
    # The reports of June can be written again, and analysts see the columns of both versions.
    assert run("report", "--form", "visits", "--period", "2026-06")[0] == 0
    rows = json.loads(run("query", "select period, participants, pupils from visits.event order by 1, 2", "--json")[1])
    assert [tuple(row.values()) for row in rows] == [
        ("2026-06", 2, None),
        ("2026-06", 40, None),
        ("2026-07", 1, 20),
        ("2026-07", 30, 20),
    ]
    assert run("rebuild", "--verify")[0] == 0
    assert run("rebuild")[0] == 0
    assert run("verify")[0] == 0


def test_a_year_over_a_break_has_the_indicators_of_both_versions_and_mixes_none(run: Run, adopt: Any, send: Any) -> None:
    adopt()
    send("2026-06", 40, 2)
    again: Cells = {
        "indicators!A3": "pupils",
        "indicators!B3": "Оқушылар",
        "indicators!C3": "Учащиеся",
        "indicators!D3": "Pupils",
    }
    again |= {"indicators!H3": "event", "indicators!I3": "pupils"}
    assert adopt(PUPILS | IN_SCHOOLS | again | {"form!B2": "2", "form!B3": "2026-07"})[0] == 0
    only_june = json.loads(run("totals", "--form", "visits", "--over", "2026", "--json")[1])
    assert (only_june["totals"], only_june["breaks"]) == ({"participants": 42}, {})
    send("2026-07", 30, 1, pupils=20)
    over = json.loads(run("totals", "--form", "visits", "--over", "2026", "--json")[1])
    assert over["totals"] == {"participants": None, "pupils": 40}
    assert over["breaks"] == {"participants": "2026-07"}
    said = run("totals", "--form", "visits", "--over", "2026", lang="ru")[1]
    assert "С периода 2026-07 действует версия 2 формы" in said
    assert "считалось иначе" in said
    june = json.loads(run("totals", "--form", "visits", "--period", "2026-06", "--json")[1])
    assert june["totals"] == {"participants": 42}


@pytest.mark.usefixtures("adopted")
def test_an_open_period_is_added_up_by_one_version_and_a_mistaken_one_is_taken_back(run: Run, adopt: Any, send: Any) -> None:
    send("2026-06", 40, 2)
    assert adopt(IN_SCHOOLS)[0] == 0
    assert figures(run, "2026-06") == {"participants": 40}
    send("2026-06", 5, 3, unit="esil")
    assert figures(run, "2026-06") == {"participants": 45}
    mistaken = moment()
    assert adopt()[0] == 0
    assert figures(run, "2026-06") == {"participants": 50}
    assert figures(run, "2026-06", "--as-of", mistaken) == {"participants": 45}
    sent = "select unit, revision, status from svod.submission order by unit"
    assert [tuple(row.values()) for row in json.loads(run("query", sent, "--json")[1])] == [
        ("akzhar", 1, "accepted"),
        ("esil", 1, "accepted"),
    ]
    assert run("rebuild", "--verify")[0] == 0


@pytest.mark.usefixtures("adopted")
def test_a_corrected_label_breaks_no_series(run: Run, adopt: Any, send: Any) -> None:
    send("2026-06", 40, 2)
    close(run, "2026-06")
    assert adopt({"indicators!D2": "All who came"})[0] == 0
    send("2026-07", 5, 3)
    assert figures(run, "2026-06") == {"participants": 42}
    assert "All who came" in run("totals", "--form", "visits", "--period", "2026-06")[1]
    over = json.loads(run("totals", "--form", "visits", "--over", "2026", "--json")[1])
    assert over["totals"] == {"participants": 50}
    assert run("rebuild", "--verify")[0] == 0


def test_figures_computed_otherwise_a_year_ago_are_not_compared(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    for first, version, cells in (("2025-01", "1", {}), ("2026-01", "2", IN_SCHOOLS)):
        assert adopt({**cells, "form!B2": version, "form!B3": first})[0] == 0
        send(f"{first[:4]}-06", 40, 2)
    page = (tmp_path / "reports" / "visits" / "2026-06" / "page.html").read_text(encoding="utf-8")
    assert [word in page for word in ("басқаша есептелген", "считалось иначе", "computed otherwise")] == [True] * 3
    assert adopt({"form!B2": "3", "form!B3": "2026-01", "indicators!D2": "All"})[0] == 0
    page = (tmp_path / "reports" / "visits" / "2026-06" / "page.html").read_text(encoding="utf-8")
    assert "computed otherwise" not in page
    assert figures(run, "2026-06") == figures(run, "2025-06") == {"participants": 42}


@pytest.mark.usefixtures("adopted")
def test_what_a_form_may_not_change(run: Run, adopt: Any, send: Any) -> None:
    send("2026-06", 40, 2)
    close(run, "2026-06")
    assert adopt(IN_SCHOOLS | {"form!B3": "2026-07"})[0] == 0
    # The same without a first period is no news for July, but would hold for June.
    code, _, said = adopt(IN_SCHOOLS)
    assert code == 1
    assert "closed periods: “2026-06”" in said or "closed periods: 2026-06" in said
    code, _, said = adopt({"form!B3": "2026-08", "indicators!K2": "max"})
    assert code == 1
    assert "“Participants” is aggregated otherwise in version 1" in said


@pytest.mark.usefixtures("adopted")
def test_a_return_of_another_version_is_refused_with_the_version_that_it_seems_to_be(
    run: Run, adopt: Any, tmp_path: Path
) -> None:
    file = tmp_path / "july.xlsx"
    assert run("blank", "akzhar", "--form", "visits", "--period", "2026-07", "-o", str(file), lang="ru")[0] == 0
    adopt(JULY)
    (checked,) = json.loads(run("check", str(file), "--json")[1])["files"]
    assert [(issue["code"], issue["value"]) for issue in checked["issues"]] == [("form.other_version", "1")]
    assert checked["issues"][0]["message"]["en"].startswith(
        "The file looks like version 1 of the form, and for 2026-07 version 2"
    )
