"""A form is one file: a second one, quarterly and for two regions, is filled in, checked, loaded and summed like the first."""

import dataclasses
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any

import frictionless
import pytest
from openpyxl import load_workbook

from schemas.basics.place import Letterhead
from schemas.basics.text import LANGUAGES, Language
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from svod.pipeline.decisions import close
from svod.pipeline.known_names import declared
from svod.pipeline.rebuild import verify
from svod.pipeline.run import decide_suppression
from svod.pipeline.write_reports import write_reports
from svod.reports.docx.document import written_report
from svod.reports.html import page
from svod.reports.region_return import total_label
from svod.reports.renderers import RENDERERS
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.consolidated import consolidated_workbook
from svod.warehouse.export import export
from tests.builders.workbooks import ACTOR, RAID, REGISTER, build, check, load, query, totals, workspace
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.consolidating import check_above, report
from tests.support.pages import parsed
from tests.support.regions import TWO_REGIONS
from tests.support.reports import published, report_text

Rows = list[tuple[object, ...]]


def _filled(form: Form, unit: str, quarter: int, rows: Rows, language: Language = "kk", **others: Rows) -> bytes:
    """A unit's blank with rows typed into it: visits, and those of other tables."""
    workbook = load_workbook(BytesIO(blank_return(form, TWO_REGIONS, unit, Period(2026, "quarter", quarter), language)))
    for table, typed in {"visit": rows, **others}.items():
        sheet = workbook[form.all_tables[table].sheet.in_(language)]
        for number, row in enumerate(typed, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value  # type: ignore[assignment]  # openpyxl checks it itself
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _march(form: Form) -> dict[str, bytes]:
    """Four returns of early 2026: three of one region, the last of them late, and one of another region."""
    return {
        "2026-04-01/a.xlsx": _filled(
            form, "akzhar", 1, [(date(2026, 3, 2), "үй", 3, 1, None), ("31.03.2026", "базар", "1 000", 4, 2)]
        ),
        "2026-04-05/b.xlsx": _filled(form, "esil", 1, [(date(2026, 3, 9), "рынок", 5, 6, 6)], "ru"),
        "2026-04-06/c.xlsx": _filled(form, "petropavl", 1, [(date(2026, 3, 9), "home", 7, None, None)], "en"),
        "2026-04-02/e.xlsx": _filled(
            form, "ekibastuz", 1, [(date(2026, 2, 3), "базар", 40, 3, 3)], handout=[(date(2026, 2, 3), 9, 8, 7)]
        ),
    }


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what several tests need."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def march(visits: Form, shelf: Path, tmp_path: Path) -> Path:
    """A data folder with the four returns. The first test that needs it has it made, the others get a copy."""
    if not (shelf / "raw").exists():
        load(shelf, _march(visits))
    return shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)


def test_blank_names_unit_and_quarter(visits: Form) -> None:
    cover = load_workbook(BytesIO(blank_return(visits, REGISTER, "akzhar", Period(2026, "quarter", 1))))["Титул"]
    stated = {label: value for label, value in cover.iter_rows(min_row=3, max_col=2, values_only=True) if label}
    assert stated == {"Аудан (қала)": "Ақжар ауданы", "Жыл": 2026, "Тоқсан": 1}


def test_filled_blank_is_a_return_of_its_quarter(visits: Form) -> None:
    checked = check(_filled(visits, "akzhar", 1, [(date(2026, 3, 31), "үй", 3, 1, None)]))
    assert findings(checked) == []
    assert (checked.form, checked.unit, checked.period) == ("visits12", "akzhar", "2026-Q1")
    assert checked.indicators == {"visits": 3, "working_at_market": 0}


def test_its_own_rules_hold(visits: Form) -> None:
    rows: Rows = [
        (date(2026, 4, 1), "үй", 1, None, None),
        (date(2026, 3, 1), "базарда", 1, None, None),
        (date(2026, 3, 2), "базар", 1, 2, 3),
    ]
    assert findings(check(_filled(visits, "akzhar", 1, rows))) == [
        "cell.out_of_period Сапарлар!A2",
        "cell.unknown_code Сапарлар!B3 → базар",
        "row.parts_exceed_whole Сапарлар!D4",
    ]


def test_another_quarter_than_all_dates_is_told_once(visits: Form) -> None:
    rows: Rows = [(date(2026, 3, day), "үй", 1, None, None) for day in (1, 2, 5)]
    assert findings(check(_filled(visits, "akzhar", 2, rows))) == ["cell.out_of_period Титул!B5"]
    assert findings(check(_filled(visits, "akzhar", 2, rows[:1]))) == ["cell.out_of_period Сапарлар!A2"]


def test_quarter_out_of_range(visits: Form) -> None:
    workbook = load_workbook(BytesIO(_filled(visits, "akzhar", 1, [(date(2026, 3, 1), "үй", 1)])))
    workbook["Титул"]["B5"] = 5
    saved = BytesIO()
    workbook.save(saved)
    checked = check(saved.getvalue())
    assert (findings(checked), checked.period) == (["cell.out_of_range Титул!B5"], None)


def test_totals_by_period(visits: Form, tmp_path: Path) -> None:
    april = _filled(visits, "akzhar", 2, [(date(2026, 4, 1), "базар", 2, None, None)])
    load(tmp_path, {**_march(visits), "2026-05-05/d.xlsx": april})
    assert totals(tmp_path, "2026-Q1", "visits12") == {"visits": 1015, "working_at_market": 8}
    assert totals(tmp_path, "2026-Q2", "visits12") == {"visits": 2, "working_at_market": None}


def test_worker_that_starts_afresh_knows_the_form_it_is_given(visits: Form, tmp_path: Path) -> None:
    go_on = Event()
    beside = Thread(target=go_on.wait)  # a process with threads is not forked
    beside.start()
    try:
        load(tmp_path, _march(visits))
    finally:
        go_on.set()
        beside.join()
    assert totals(tmp_path, "2026-Q1", "visits12") == {"visits": 1015, "working_at_market": 8}


def test_due_days_after_the_quarter(march: Path) -> None:
    on_time = query(march, "select unit, on_time from svod.completeness where revision is not null order by unit")
    assert on_time == [("akzhar", True), ("ekibastuz", True), ("esil", True), ("petropavl", False)]
    coverage = "select distinct expected, reported, nil, late, missing, rejected from svod.regional_total order by all desc"
    assert query(march, coverage) == [(15, 3, 0, 1, 12, 0), (2, 1, 0, 0, 1, 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_consolidated_workbook_is_the_return_of_the_region(visits: Form, march: Path, language: Language) -> None:
    one = report(march, form=visits, period="2026-Q1")
    checked = check_above(consolidated_workbook(one, language), visits)
    assert (findings(checked), checked.unit, checked.period) == ([], "sko", "2026-Q1")
    assert checked.indicators == one.totals.totals == {"visits": 1015, "working_at_market": 8}


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_of_dates_and_counts_is_summed_for_the_region(visits: Form, tmp_path: Path, language: Language) -> None:
    given: Rows = [(date(2026, 3, 2), 30, 1, 5), (date(2026, 3, 3), 12, 2, 6)]
    sent = _filled(visits, "akzhar", 1, [(date(2026, 3, 2), "үй", 3)], handout=given, helpers=[(1, 2), (3, 4)])
    content = consolidated_workbook(report(tmp_path, {"2026-04-01/a.xlsx": sent}, visits, "2026-Q1"), language)
    sheets = {code: table.sheet.in_(language) for code, table in visits.all_tables.items()}
    written = load_workbook(BytesIO(content))
    assert [cell.value for cell in written[sheets["handout"]][6]] == [
        total_label().in_(language),
        "=SUM(B4:B5)",
        "=SUM(C4:C5)",
        "=SUM(D4:D5)",
    ]
    checked = check_above(content, visits)
    assert findings(checked) == []
    days = [date(2026, 3, 2), date(2026, 3, 3)]
    assert checked.tables["handout"].columns == {"given_on": days, "sheet": [30, 12], "table": [1, 2], "workbook": [5, 6]}
    assert checked.tables["helpers"].columns == {"parents": [4], "teachers": [6]}


def test_its_page(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits), small=4)
    shown = parsed(page(published(tmp_path, "visits12", "2026-Q1")))
    figures, _, working, *others = shown.all("table")
    assert figures.rows("en")[1] == ["VisitsVisits paid", "1,015 p", "3 / 15"]
    of_unit = {row[0]: row[1] for row in working.rows("en")}
    assert (of_unit["Petropavl city"], of_unit["Akzhar district"], of_unit["Esil district"]) == ("•", "•", "•")
    days, places = (table.rows("en") for table in others[1:3])
    assert days[1:] == [["2 March 2026", "3"], ["9 March 2026", "12"], ["31 March 2026", "1,000"]]
    assert places[1:] == [["market", "1,005"], ["home", "10"]]
    assert "survey" not in {node.attributes.get("id") for node in shown.all("h2")}


def test_its_tables_say_what_they_hold(march: Path) -> None:
    rows = query(march, "select unit, period, paid_on, places, visits from visits12.visit order by unit, row")
    assert rows[:2] == [
        ("akzhar", "2026-Q1", date(2026, 3, 2), "home", 3),
        ("akzhar", "2026-Q1", date(2026, 3, 31), "market", 1000),
    ]
    comments = "select comment from duckdb_views() where schema_name = 'visits12' and view_name <> 'total' order by view_name"
    assert query(march, comments) == [
        ("есеп – бір жол | одна строка — отчёт | one row a return",),
        ("күн – бір жол | одна строка — день | one row a day",),
        ("рейд – бір жол | одна строка — рейд | one row a raid",),
        ("сапар – бір жол | одна строка — посещение | one row a visit",),
    ]
    column = "select comment from duckdb_columns() where schema_name = 'visits12' and column_name = 'minors'"
    assert query(march, column) == [("Кәмелетке толмағандар | Несовершеннолетних | Minors",)]


def test_its_tables_are_exported(march: Path) -> None:
    export(workspace(march).warehouse, march / "out")
    report = frictionless.validate(march / "out/datapackage.json")
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name: task.stats.get("rows") for task in report.tasks}["visits12.visit"] == 5


def test_total_of_a_year_does_not_tell_a_hidden_total(visits: Form, tmp_path: Path) -> None:
    rows: Rows = [(date(2026, 5, 4), "базар", 60, 50, 50)]
    of_may = {f"2026-07-01/{unit}.xlsx": _filled(visits, unit, 2, rows) for unit in ("akzhar", "ekibastuz")}
    load(tmp_path, _march(visits) | of_may, small=5)
    export(workspace(tmp_path).warehouse, tmp_path / "out")

    def exported(relation: str) -> list[list[str]]:
        lines = (tmp_path / f"out/csv/svod.{relation}.csv").read_text().splitlines()
        return [line.split(",")[1:3] + line.split(",")[4:5] for line in lines if "working_at_market" in line]

    quarters = [["2026-Q1", "pavlodar", ""], ["2026-Q1", "sko", "8"], ["2026-Q2", "pavlodar", "50"], ["2026-Q2", "sko", "50"]]
    assert sorted(exported("regional_total")) == quarters
    assert sorted(exported("total_over")) == [["2026", "pavlodar", ""], ["2026", "sko", "58"]]


def test_first_form_works_beside_it(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, {**_march(visits), "2026-06-10/a.xlsx": build()})
    assert totals(tmp_path)["raid_participants"] == 4
    assert totals(tmp_path, "2026-Q1", "visits12")["visits"] == 1015
    sent = "select form, period, count(*) from svod.submission group by all order by all"
    assert query(tmp_path, sent) == [("labour12", "2026", 1), ("visits12", "2026-Q1", 4)]


def test_form_may_come_to_a_warehouse_in_use_and_go(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    without, views = declared(), "select count(*) from duckdb_views() where schema_name = 'visits12'"
    form: Form = request.getfixturevalue("visits")
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert query(tmp_path, views) == [(5,)]
    load(tmp_path, {"2026-06-11/a.xlsx": build(activity=[{**RAID, "participants": 5}])}, without)
    assert query(tmp_path, views) == [(0,)]
    load(tmp_path, _march(form))
    assert totals(tmp_path, "2026-Q1", "visits12")["visits"] == 1015
    assert totals(tmp_path)["raid_participants"] == 5


def test_its_written_report_is_what_its_template_says(visits: Form, march: Path) -> None:
    report = published(march, "visits12", "2026-Q1")
    assert written_report(report, "kk", Letterhead()) is None
    template = (
        "{{ period }}: {{ totals.visits }} {{ totals.visits | plural('посещение', 'посещения', 'посещений') }},\n"
        "на рынке {{ total(rows('visit', places='market'), 'visits') }}.\n\n"
        "{% for row in rows('visit') %}| {{ row.paid_on | day }} | {{ row.places.label }}\n{% endfor %}"
    )
    reported = dataclasses.replace(report, form=visits.model_copy(update={"report": {"ru": template}}))
    lines = report_text(reported, "ru").splitlines()
    assert "2026-Q1: 1 015 посещений, на рынке 1 005." in lines
    assert lines[lines.index("9 марта 2026 года") + 1] == "дом"
    assert sum(line.endswith("марта 2026 года") for line in lines) == 4
    assert written_report(reported, "kk", Letterhead()) is None


def test_a_path_that_names_another_form_is_a_query(visits: Form, tmp_path: Path) -> None:
    content = _filled(visits, "akzhar", 1, [(date(2026, 3, 2), "үй", 3, 1, None)])
    before = "Отчёт о кампании 12 дней борьбы с детским трудом"
    named = {f"2026-04-01/{name}/a.xlsx": content for name in ("labour12", before, "Тоқсандық сапарлар есебі")}
    load(tmp_path, named)
    found = query(tmp_path, "select code, severity from svod.issue where code like '%.mismatch'")
    assert found == [("form.mismatch", "query")] * 2


def test_regions_are_never_mixed(visits: Form, tmp_path: Path, run: Run) -> None:
    def said(*words: str) -> str:
        code, answer, error = run(*words)
        assert code == 0, error
        return answer

    def answered(*words: str) -> Any:
        return json.loads(said(*words, "--form", "visits12", "--json"))

    again = _filled(visits, "ekibastuz", 1, [(date(2026, 2, 3), "базар", 45, 3, 3)], handout=[(date(2026, 2, 3), 9, 8, 1)])
    load(tmp_path, {**_march(visits), "2026-04-03/e.xlsx": again})
    regions = answered("totals")["regions"]
    assert [(one["region"], one["totals"], one["coverage"]["reported"]) for one in regions] == [
        ("sko", {"visits": 1015, "working_at_market": 8}, 3),
        ("pavlodar", {"visits": 45, "working_at_market": 3}, 1),
    ]
    told = said("totals", "--form", "visits12")
    assert re.search("North Kazakhstan region.* 1,015.*Pavlodar region.* 45", told, re.DOTALL)
    addends = [(one["total"], [unit["value"] for unit in one["units"]]) for one in answered("explain", "visits")["regions"]]
    assert addends == [(1015, [7, 1003, 5]), (45, [45])]
    assert (answered("explain", "visits", "--unit", "ekibastuz")["total"], len(answered("status")["units"])) == (45, 17)
    changes = {(one["change"], one["element"]): one for one in answered("diff", "ekibastuz")["changes"]}
    cell, indicator = changes["cell", "workbook"], changes["indicator", "visits"]
    assert (cell["old"], cell["new"], indicator["region_before"], indicator["region_after"]) == ("7", "1", 40, 45)
    assert "45" in said("query", "select sheet_, workbook_, visits from visits12.handout join visits12.visit using (unit)")
    pages = {Path(file).parent.name: Path(file) for file in answered("report")["files"] if file.endswith("page.html")}
    shown = {region: next(parsed(path.read_text()).all("table")).rows("en")[1][1:] for region, path in pages.items()}
    assert shown == {"sko": ["1,015 p", "3 / 15"], "pavlodar": ["45 p", "1 / 2", "+5"]}
    # The only child in one city alone is hidden in its region's total; the other region's total is shown.
    decide_suppression(workspace(tmp_path, small=5))
    export(workspace(tmp_path).warehouse, tmp_path / "out")
    lines = (tmp_path / "out/csv/svod.regional_total.csv").read_text().splitlines()
    small = {line.split(",")[2]: line.split(",")[4] for line in lines if "working_at_market" in line}
    assert small == {"sko": "8", "pavlodar": ""}


def test_closing_keeps_the_totals_of_every_region(visits: Form, march: Path) -> None:
    own = workspace(march)
    close(own, visits, "2026-Q1", [unit.unit for unit in TWO_REGIONS.owing], ACTOR)
    ((details,),) = query(march, "select details from svod.event")
    kept = json.loads(details)["regions"]
    assert {region: one["totals"]["visits"] for region, one in kept.items()} == {"sko": 1015, "pavlodar": 40}
    assert verify(own, lambda _: None) == []
    written = write_reports(replace(own, renderers=RENDERERS), visits, "2026-Q1")
    assert [path.parts[-2:] for path in written.released] == [("sko", "release-1"), ("pavlodar", "release-1")]
