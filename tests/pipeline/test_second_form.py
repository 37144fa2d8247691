"""A form is one file: a second one, of another period type, is blank, filled in, checked, loaded and summed like the first."""

import dataclasses
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import frictionless
import pytest
from openpyxl import load_workbook

from schemas.basics.text import LANGUAGES, Language
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from svod.pipeline.data_folder import Folders
from svod.reports.docx.document import written_report
from svod.reports.html import page
from svod.reports.region_return import TOTAL
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.consolidated import consolidated_workbook
from svod.warehouse.export import export
from tests.builders.workbooks import REGISTER, build, check, load, query, totals
from tests.cases.case import findings
from tests.support.consolidating import check_above, edition
from tests.support.pages import parsed
from tests.support.reports import published, report_text

Rows = list[tuple[object, ...]]


def _filled(form: Form, unit: str, month: int, rows: Rows, language: Language = "kk", **others: Rows) -> bytes:
    """A unit's blank with rows typed into it: visits, and those of other tables."""
    workbook = load_workbook(BytesIO(blank_return(form, REGISTER, unit, Period(2026, "month", month), language)))
    for table, typed in {"visit": rows, **others}.items():
        sheet = workbook[form.all_tables[table].sheet.in_(language)]
        for number, row in enumerate(typed, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value  # type: ignore[assignment]  # openpyxl judges it itself
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _march(form: Form) -> dict[str, bytes]:
    """Three returns of March 2026, the last of them late."""
    return {
        "2026-04-01/a.xlsx": _filled(
            form, "akzhar", 3, [(date(2026, 3, 2), "үй", 3, 1, None), ("31.03.2026", "базар", "1 000", 4, 2)]
        ),
        "2026-04-05/b.xlsx": _filled(form, "esil", 3, [(date(2026, 3, 9), "рынок", 5, 6, 6)], "ru"),
        "2026-04-06/c.xlsx": _filled(form, "petropavl", 3, [(date(2026, 3, 9), "home", 7, None, None)], "en"),
    }


def test_blank_names_unit_and_month(visits: Form) -> None:
    cover = load_workbook(BytesIO(blank_return(visits, REGISTER, "akzhar", Period(2026, "month", 3))))["Титул"]
    stated = {label: value for label, value in cover.iter_rows(min_row=3, max_col=2, values_only=True) if label}
    assert stated == {"Аудан (қала)": "Ақжар ауданы", "Жыл": 2026, "Ай": 3}


def test_filled_blank_is_a_return_of_its_month(visits: Form) -> None:
    checked = check(_filled(visits, "akzhar", 3, [(date(2026, 3, 31), "үй", 3, 1, None)]))
    assert findings(checked) == []
    assert (checked.form, checked.unit, checked.period) == ("visits12", "akzhar", "2026-03")
    assert checked.indicators == {"visits": 3, "working_at_market": 0}


def test_its_own_rules_hold(visits: Form) -> None:
    rows: Rows = [
        (date(2026, 4, 1), "үй", 1, None, None),
        (date(2026, 3, 1), "базарда", 1, None, None),
        (date(2026, 3, 2), "базар", 1, 2, 3),
    ]
    assert findings(check(_filled(visits, "akzhar", 3, rows))) == [
        "cell.out_of_period Сапарлар!A2",
        "cell.unknown_code Сапарлар!B3 → базар",
        "row.parts_exceed_whole Сапарлар!D4",
    ]


def test_another_month_than_all_dates_is_told_once(visits: Form) -> None:
    rows: Rows = [(date(2026, 3, day), "үй", 1, None, None) for day in (1, 2, 5)]
    assert findings(check(_filled(visits, "akzhar", 4, rows))) == ["cell.out_of_period Титул!B5"]
    assert findings(check(_filled(visits, "akzhar", 4, rows[:1]))) == ["cell.out_of_period Сапарлар!A2"]


def test_month_out_of_range(visits: Form) -> None:
    workbook = load_workbook(BytesIO(_filled(visits, "akzhar", 3, [(date(2026, 3, 1), "үй", 1)])))
    workbook["Титул"]["B5"] = 13
    saved = BytesIO()
    workbook.save(saved)
    checked = check(saved.getvalue())
    assert (findings(checked), checked.period) == (["cell.out_of_range Титул!B5"], None)


def test_totals_by_period(visits: Form, tmp_path: Path) -> None:
    april = _filled(visits, "akzhar", 4, [(date(2026, 4, 1), "базар", 2, None, None)])
    load(tmp_path, {**_march(visits), "2026-05-05/d.xlsx": april})
    assert totals(tmp_path, "2026-03", "visits12") == {"visits": 1015, "working_at_market": 8}
    assert totals(tmp_path, "2026-04", "visits12") == {"visits": 2, "working_at_market": None}


def test_worker_that_starts_afresh_knows_the_form_it_is_given(visits: Form, tmp_path: Path) -> None:
    go_on = Event()
    beside = Thread(target=go_on.wait)  # a process with threads is not forked
    beside.start()
    try:
        load(tmp_path, _march(visits))
    finally:
        go_on.set()
        beside.join()
    assert totals(tmp_path, "2026-03", "visits12") == {"visits": 1015, "working_at_market": 8}


def test_due_days_after_the_month(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits))
    on_time = query(tmp_path, "select unit, on_time from svod.completeness where revision is not null order by unit")
    assert on_time == [("akzhar", True), ("esil", True), ("petropavl", False)]
    coverage = "select distinct expected, reported, nil, late, missing, rejected from svod.regional_total"
    assert query(tmp_path, coverage) == [(15, 3, 0, 1, 12, 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_consolidated_workbook_is_the_return_of_the_region(visits: Form, tmp_path: Path, language: Language) -> None:
    one = edition(tmp_path, _march(visits), visits, "2026-03")
    checked = check_above(consolidated_workbook(one, language), visits)
    assert (findings(checked), checked.unit, checked.period) == ([], "sko", "2026-03")
    assert checked.indicators == one.totals.totals == {"visits": 1015, "working_at_market": 8}


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_of_dates_and_counts_is_summed_for_the_region(visits: Form, tmp_path: Path, language: Language) -> None:
    given: Rows = [(date(2026, 3, 2), 30), (date(2026, 3, 3), 12)]
    sent = _filled(visits, "akzhar", 3, [(date(2026, 3, 2), "үй", 3)], handout=given, helpers=[(1, 2), (3, 4)])
    content = consolidated_workbook(edition(tmp_path, {"2026-04-01/a.xlsx": sent}, visits, "2026-03"), language)
    sheets = {code: table.sheet.in_(language) for code, table in visits.all_tables.items()}
    written = load_workbook(BytesIO(content))
    assert [cell.value for cell in written[sheets["handout"]][6]] == [TOTAL.in_(language), "=SUM(B4:B5)"]
    checked = check_above(content, visits)
    assert findings(checked) == []
    assert checked.tables["handout"].columns == {"given_on": [date(2026, 3, 2), date(2026, 3, 3)], "sheets": [30, 12]}
    assert checked.tables["helpers"].columns == {"parents": [4], "teachers": [6]}


def test_its_page(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits))
    shown = parsed(page(published(tmp_path, "visits12", "2026-03"), 4))
    figures, _, working, *others = shown.all("table")
    assert figures.rows("en")[1] == ["VisitsVisits paid", "1,015 p", "3 / 15"]
    of_unit = {row[0]: row[1] for row in working.rows("en")}
    assert (of_unit["Petropavl city"], of_unit["Akzhar district"], of_unit["Esil district"]) == ("•", "•", "•")
    days, places = (table.rows("en") for table in others[1:3])
    assert days[1:] == [["2 March 2026", "3"], ["9 March 2026", "12"], ["31 March 2026", "1,000"]]
    assert places[1:] == [["market", "1,005"], ["home", "10"]]
    assert "survey" not in {node.attributes.get("id") for node in shown.all("h2")}


def test_its_tables_say_what_they_hold(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits))
    rows = query(tmp_path, "select unit, period, paid_on, place, visits from visits12.visit order by unit, row")
    assert rows[:2] == [
        ("akzhar", "2026-03", date(2026, 3, 2), "home", 3),
        ("akzhar", "2026-03", date(2026, 3, 31), "market", 1000),
    ]
    comments = "select comment from duckdb_views() where schema_name = 'visits12' order by view_name"
    assert query(tmp_path, comments) == [
        ("есеп – бір жол | одна строка — отчёт | one row a return",),
        ("күн – бір жол | одна строка — день | one row a day",),
        ("рейд – бір жол | одна строка — рейд | one row a raid",),
        ("сапар – бір жол | одна строка — посещение | one row a visit",),
    ]
    column = "select comment from duckdb_columns() where schema_name = 'visits12' and column_name = 'minors'"
    assert query(tmp_path, column) == [("Кәмелетке толмағандар | Несовершеннолетних | Minors",)]


def test_its_tables_are_exported(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits))
    export(Folders(tmp_path).snapshot, tmp_path / "out")
    report = frictionless.validate(tmp_path / "out/datapackage.json")
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name: task.stats.get("rows") for task in report.tasks}["visits12.visit"] == 4


def test_first_form_works_beside_it(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, {**_march(visits), "2026-06-10/a.xlsx": build()})
    assert totals(tmp_path)["raid_participants"] == 4
    assert totals(tmp_path, "2026-03", "visits12")["visits"] == 1015
    sent = "select form, period, count(*) from svod.submission group by all order by all"
    assert query(tmp_path, sent) == [("labour12", "2026", 1), ("visits12", "2026-03", 3)]


def test_form_may_come_to_a_warehouse_in_use(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    form: Form = request.getfixturevalue("visits")
    load(tmp_path, _march(form))
    assert totals(tmp_path, "2026-03", "visits12")["visits"] == 1015
    assert totals(tmp_path)["raid_participants"] == 4


def test_its_written_report_is_what_its_template_says(visits: Form, tmp_path: Path) -> None:
    load(tmp_path, _march(visits))
    edition = published(tmp_path, "visits12", "2026-03")
    assert written_report(edition, "kk") is None
    (tmp_path / "ru.txt").write_text(
        "{{ period }}: {{ totals.visits }} {{ totals.visits | plural('посещение', 'посещения', 'посещений') }},\n"
        "на рынке {{ total(rows('visit', place='market'), 'visits') }}.\n\n"
        "{% for row in rows('visit') %}| {{ row.paid_on | day }} | {{ row.place.label }}\n{% endfor %}"
    )
    reported = dataclasses.replace(edition, form=visits.model_copy(update={"report": tmp_path}))
    lines = report_text(reported, "ru").splitlines()
    assert lines[0] == "2026-03: 1 015 посещений, на рынке 1 005."
    assert lines[1:3] == ["9 марта 2026 года", "дом"]
    assert len(lines) == 9
    assert written_report(reported, "kk") is None


def test_a_path_that_names_another_form_is_a_query(visits: Form, tmp_path: Path) -> None:
    content = _filled(visits, "akzhar", 3, [(date(2026, 3, 2), "үй", 3, 1, None)])
    named = {f"2026-04-01/{name}/a.xlsx": content for name in ("labour12", "Айлық сапарлар есебі")}
    load(tmp_path, named)
    found = query(tmp_path, "select code, severity from svod.issue where code like '%.mismatch'")
    assert found == [("form.mismatch", "query")]
