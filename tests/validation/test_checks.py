"""Every check finds its issue at its cell and nothing else. A correct return has no issues."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from schemas.basics.text import LANGUAGES
from schemas.checks.catalogue import CHECKS
from schemas.declaration.definition import definition_of, form_of
from schemas.declaration.own_sheets import reference_sheet
from schemas.forms.labour12.form import FORM
from svod.pipeline.check_return import check_return
from svod.pipeline.form_workbooks import check_form, write_form
from tests.builders.hostile_files import packed
from tests.builders.workbooks import RAID, REGISTER, Values, build, check, load, query
from tests.cases.as_meant import RIGHT
from tests.cases.case import Case, findings, raid
from tests.cases.cells import CODES, COUNTS, DATES, MONTHS, READ_AS, UNITS_AS
from tests.cases.doubles import PARTED, TOTALS_LIKE_ROWS
from tests.cases.elsewhere import ELSEWHERE
from tests.cases.files import FILES
from tests.cases.layout import MISNAMED, TALL
from tests.cases.measures import MEASURED, UNDER_HEADINGS
from tests.cases.rows import DITTOS, GROUPED, NOT_SIGNED, OF_TOTALS, PREFILLED, SIGNED, TOLD_APART
from tests.cases.seen import SEEN
from tests.cases.sheets import CLEAN, COLUMNS, ROWS, RULES, SHEETS
from tests.cases.titles import TITLED

CASES = (
    *COUNTS,
    *DATES,
    *CODES,
    *SEEN,
    *SHEETS,
    *COLUMNS,
    *ROWS,
    *RULES,
    *PREFILLED,
    *GROUPED,
    *SIGNED,
    *NOT_SIGNED,
    *OF_TOTALS,
    *TOLD_APART,
    *DITTOS,
    *MISNAMED,
    *TALL,
    *TITLED,
    *MEASURED,
    *UNDER_HEADINGS,
    *TOTALS_LIKE_ROWS,
    *PARTED,
    *ELSEWHERE,
    *RIGHT,
    *FILES,
    *CLEAN,
)

# Issues that don't come from a file's content: from its path, or from what was received before.
SENT = {
    "another unit in the path": (["2026-06-10/Есіл ауданы/есеп.xlsx"], ["unit.mismatch"]),
    "another unit in the folder only": (["Есіл ауданы/отчет Ақжар.xlsx"], ["unit.mismatch"]),
    "another unit in the name only": (["Ақжар ауданы/отчет Есіл.xlsx"], ["unit.mismatch"]),
    "another year in the path": (["2026-06-10/2025 жыл/есеп.xlsx"], ["period.mismatch"]),
    "another year among the words of a name": (["2026-06-10/есеп_2025ж. Ақжар.xlsx"], ["period.mismatch"]),
    "another year after a hyphen": (["2026-06-10/Акжар-2025.xlsx"], ["period.mismatch"]),
    "numbers like years in the path": (
        ["2026-06-10/№2045 исх. 1-15-2031/№ 2044 12.06.2031/2027-2028 оқу жылы/есеп r2044 v2005.xlsx"],
        [],
    ),
    "its own unit and year in the path": (["2026-06-10/СҚО Ақжар ауд. 2026.xlsx"], []),
    "another unit than that of the door": (["doors/desk/esil/a.xlsx"], ["door.other_unit"]),
    "the unit of the door": (["doors/desk/akzhar/a.xlsx"], []),
    "a unit from an unknown sender": (["doors/mail/a.xlsx"], ["door.stranger"]),
    "the same bytes again": (["2026-06-10/a.xlsx", "2026-06-11/a.xlsx"], ["submission.unchanged"]),
    "an older return again": (
        ["2026-06-10/a.xlsx", "2026-06-11/b.xlsx", "2026-06-12/a.xlsx"],
        ["submission.older_content"],
    ),
}


def _names(cases: tuple[Case, ...]) -> list[str]:
    return [case.name for case in cases]


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_finds_exactly(case: Case) -> None:
    """All issues at their cells; every cell is accounted for; the messages are whole in every language."""
    checked = case.checked
    assert findings(checked) == sorted(case.found)
    errors = any(CHECKS[line.split()[0]].severity == "error" for line in case.found)
    assert checked.status == ("rejected" if errors else "accepted")
    if checked.cells is None:
        assert checked.status == "rejected"
    elif "cell.unread" not in {issue.code for issue in checked.issues}:
        assert checked.cells.read == checked.cells.loaded + checked.cells.ignored
    for issue in checked.issues:
        assert len(set(issue.message.all)) == len(LANGUAGES)
        for message in issue.message.all:
            assert not {"{", "}"} & set(message)
            assert "None" not in message


def test_a_form_from_its_workbook_finds_the_same() -> None:
    definition = check_form(write_form(definition_of(FORM), "kk"), "form.xlsx", {}).definition
    assert definition is not None
    known = {"labour12": form_of(definition)}
    for case in CASES:
        checked = check_return(case.sent, case.file, known, REGISTER)
        assert checked.issues == case.checked.issues, case.name
        assert checked.indicators == case.checked.indicators, case.name


@pytest.mark.parametrize("name", SENT)
def test_finds_of_what_was_sent(tmp_path: Path, name: str) -> None:
    files, expected = SENT[name]
    contents = {"a": build(), "b": build(**raid(participants=5))}
    load(tmp_path, {file: contents["b" if file.endswith("b.xlsx") else "a"] for file in files})
    said = "select code, severity, submission from svod.issue where code <> 'submission.same_night'"
    issues = query(tmp_path, said)
    assert issues == [(code, CHECKS[code].severity, len(files)) for code in expected]


def test_every_check_has_a_case() -> None:
    found = {line.split()[0] for case in CASES for line in case.found} | {code for _, codes in SENT.values() for code in codes}
    beside = [
        code
        for code in CHECKS
        if code.startswith(
            (
                "submission.",
                "history.",
                "region.",
                "form.",
                "content.copied",
                "file.failed",
                "declaration.",
                "register.",
                "place.",
            )
        )
        or code in ("cell.too_many_decimals", "cell.not_a_month", "cell.not_an_identifier")
        or code in ("cell.not_asked", "cell.outdated_code", "row.missing", "row.sum_mismatch", "unit.ambiguous")
    ]
    files = (
        "warehouse/test_between.py",
        "warehouse/test_copied.py",
        "pipeline/test_second_form.py",
        "pipeline/test_check_return.py",
        "pipeline/test_fixed_forms.py",
        "pipeline/test_form_workbooks.py",
        "pipeline/test_kinds.py",
        "pipeline/test_adopting.py",
        "pipeline/test_adopting_units.py",
        "pipeline/test_unit_workbooks.py",
        "pipeline/test_place_workbooks.py",
        "pipeline/test_several_forms.py",
        "pipeline/test_versions.py",
    )
    tests = "".join(Path(__file__).parents[1].joinpath(name).read_text(encoding="utf-8") for name in files)
    found |= {code for code in beside if code in tests}
    assert set(CHECKS) - found == set()
    assert found - set(CHECKS) == set()


@pytest.mark.parametrize("cell", ["survey_answer!D2", "survey_answer!E2", "cover!C10"])
@pytest.mark.parametrize("said", ["%", "(%)", "пайыз", "пайызбен", "процентов", "проц.", "мың адам", "тыс.", "млн"])
def test_text_that_makes_figures_no_counts_asks_for_counts(cell: str, said: str) -> None:
    answers: list[Values] = [{"question": "sectors", "answer": "market", "respondents": 6}]
    checked = check(build(cover={"survey_respondents": 86}, survey_answer=answers, cells={cell: said}))
    (issue,) = checked.issues
    assert (issue.code, issue.cell) == ("cell.unread", cell.partition("!")[2])
    assert "бүтін санның өзін" in issue.message.kk
    assert "целые числа" in issue.message.ru
    assert "whole counts" in issue.message.en


@pytest.mark.parametrize(("element", "value", "loaded"), READ_AS)
def test_reads_as(element: str, value: object, loaded: object) -> None:
    checked = check(build(**raid(**{"title": "Жазғы еңбек", element: value})))
    assert findings(checked) == []
    assert checked.tables["activity"].columns[element] == [loaded]


def test_reads_the_labels_of_earlier_blanks() -> None:
    answers: list[Values] = [
        {"question": "measures", "answer": text, "respondents": 1} for text in ("жазаны қатайту", "құқықтық алдын алу")
    ]
    media: list[Values] = [{"published_on": RAID["held_on"], "outlet": "Ақжар", "kind": "теледидар"}]
    checked = check(build(cover={"survey_respondents": 5}, survey_answer=answers, media_item=media))
    assert findings(checked) == []
    assert checked.tables["survey_answer"].columns["answer"] == ["tougher_penalties", "legal_prevention"]
    assert checked.tables["media_item"].columns["kind"] == ["tv"]


def test_reads_a_day_as_excel_counts_days() -> None:
    checked = check(build(cells={"activity!A2": 46178}))
    assert (findings(checked), checked.tables["activity"].columns["held_on"]) == ([], [date(2026, 6, 5)])


def test_reads_a_day_counted_from_1904() -> None:
    def count(workbook: Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        workbook["Іс-шаралар"]["A2"].number_format = "General"
        workbook["Іс-шаралар"]["A2"].value = 44716

    checked = check(build(edit=count))
    assert (findings(checked), checked.tables["activity"].columns["held_on"]) == ([], [date(2026, 6, 5)])


def test_reads_a_cover_laid_out_in_a_row() -> None:
    def turn(workbook: Workbook) -> None:
        cover = workbook["Титул"]
        pairs = [(cover.cell(row, 1).value, cover.cell(row, 2).value) for row in range(3, 17)]
        cover.delete_rows(3, 20)
        for at, (label, value) in enumerate(pairs, 1):
            cover.cell(5, at).value, cover.cell(6, at).value = label, value

    checked, plain = check(build(edit=turn)), check(build())
    assert (findings(checked), checked.tables["cover"].columns) == ([], plain.tables["cover"].columns)


def test_reads_a_cover_whose_values_stand_further_right() -> None:
    checked, plain = check(build(edit=lambda workbook: workbook["Титул"].insert_cols(2, 3))), check(build())
    assert (findings(checked), checked.tables["cover"].columns) == ([], plain.tables["cover"].columns)


def test_bounds_are_written_as_people_write_numbers() -> None:
    (issue,) = check(build(**raid(participants=1e12))).issues
    assert ("1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000" in issue.message.ru, "1,000,000" in issue.message.en) == (True, True)
    (issue,) = check(build(cover={"year": 26})).issues
    assert "2000–2100" in issue.message.ru


@pytest.mark.parametrize(("year", "written"), [(2101, "2101"), (20266, "20266"), (2026.5, "2026,5")])
def test_years_are_written_without_spaces(year: float, written: str) -> None:
    (issue,) = check(build(cover={"year": year})).issues
    assert (written in issue.message.ru, issue.value) == (True, year)


def test_day_before_the_start_is_told_as_each_language_writes_days() -> None:
    (issue,) = check(build(cover={"period_start": date(2026, 6, 5), "period_end": date(2026, 6, 1)})).issues
    assert "«Начало периода» (05.06.2026)" in issue.message.ru
    assert "not before “Period start” (5 June 2026)" in issue.message.en


@pytest.mark.parametrize("answered", [3, 4])
def test_same_question_and_answer_is_no_row_repeated_entirely(answered: int) -> None:
    answers: list[Values] = [
        {"question": "sectors", "answer": "market", "respondents": respondents} for respondents in (6, answered)
    ]
    (issue,) = check(build(cover={"survey_respondents": 10}, survey_answer=answers)).issues
    assert "(«Вопрос», «Ответ»); учтены обе строки" in issue.message.ru


@pytest.mark.parametrize("number", range(1, 13))
def test_reads_every_month_in_every_language(number: int) -> None:
    for month in MONTHS[number - 1]:
        checked = check(build(cover={"submitted_on": f"7 {month} 2026"}))
        assert (month, checked.tables["cover"].columns["submitted_on"]) == (month, [date(2026, number, 7)])


@pytest.mark.parametrize(("written", "unit"), UNITS_AS)
def test_reads_the_unit(written: str, unit: str) -> None:
    assert check(build(cover={"unit": written})).unit == unit


@pytest.mark.parametrize("no", [False, "-", "—", "Жоқ", "нет", "No", "ЛОЖЬ"])
@pytest.mark.parametrize("yes", [True, "+", "✓", "Иә", "ия", "ДА", "yes"])
def test_reads_yes_and_no(yes: object, no: object) -> None:
    assert check(build(cover={"nil_return": yes}, activity=[])).nil
    assert not check(build(cover={"nil_return": no})).nil


@pytest.mark.parametrize(
    "label",
    [
        "Барлығы",
        "Жиыны:",
        "ИТОГО",
        "Всего по району",
        "Total",
        "И т о г о",
        "Σ",
        "Общее количество",
        "Итого по району за период кампании 2026 г.",
    ],
)
def test_never_counts_a_totals_row(label: str) -> None:
    rows = [RAID, {**RAID, "participants": 6}]
    checked = check(build(activity=rows, layout={"activity": {"totals_label": label}}))
    assert (findings(checked), checked.indicators["participants"], checked.indicators["raids"]) == ([], 10, 2)


def test_never_counts_what_stands_below_the_table() -> None:
    signature = {"activity!A4": "Орындаушы", "activity!B4": "Сынақова С.", "activity!A5": "Тел.: 50-00-00"}
    checked = check(build(cells=signature))
    assert (checked.tables["activity"].rows, checked.indicators["raids"]) == ([2], 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reads_every_language(language: str) -> None:
    checked = check(build(language=language, survey_answer=[], media_item=[], explanation=[]))  # type: ignore[arg-type]
    assert (findings(checked), checked.indicators["raid_participants"]) == ([], 4)


def test_sheet_with_a_table_under_another_name_is_not_passed_over() -> None:
    def add(workbook: Workbook) -> None:
        workbook.copy_worksheet(workbook["Іс-шаралар"]).title = "Маусым"

    assert findings(check(build(edit=add))) == ["cell.unread Маусым"]


@pytest.mark.parametrize("said", reference_sheet().all)
def test_sheet_that_says_it_is_no_part_of_the_return_is_passed_over(said: str) -> None:
    def add(workbook: Workbook) -> None:
        sheet = workbook.copy_worksheet(workbook["Іс-шаралар"])
        sheet.insert_rows(1)
        sheet["A1"] = said

    for content in (build(edit=add), build(edit=add, survey_answer=[], media_item=[], explanation=[])):
        checked = check(content)
        assert (findings(checked), checked.indicators["raid_participants"]) == ([], 4)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<?xml version="1.0"?><office:styles><style:style/></office:styles>', "it is XML data"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="x"/>', "it is a web page"),
        (b"\xef\xbb\xbf\n<TABLE border=1><TR><TD>1</TABLE>", "it is a web page"),
        (packed({"Index/Document.iwa": b"", "Index/Slide-1.iwa": b""}), "it is a presentation"),
        (packed({"index.apxl": b"<key:presentation/>"}), "it is a presentation"),
        (packed({"index.xml": b"<sl:document/>"}), "it is a text document"),
    ],
)
def test_says_what_a_file_is_instead(content: bytes, said: str) -> None:
    (issue,) = check(content, "x.xls").issues
    assert issue.code == "file.unreadable"
    assert said in issue.message.en


def test_sheet_that_is_a_chart_is_told() -> None:
    checked = check(build(edit=lambda workbook: workbook.create_chartsheet("Диаграмма", 0).add_chart(BarChart())))
    assert (findings(checked), checked.indicators["raid_participants"]) == (["sheet.unknown Диаграмма"], 4)


def test_second_sheet_of_the_same_table_is_not_passed_over() -> None:
    def add(workbook: Workbook) -> None:
        workbook.copy_worksheet(workbook["Іс-шаралар"]).title = "Мероприятия"

    checked = check(build(edit=add))
    assert {issue.severity for issue in checked.issues} & {"error", "query"}
