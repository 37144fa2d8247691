"""The consolidated workbook: the same figures everywhere, each traceable, in a file that can be read as the region's return."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from schemas.basics.place import PLACE
from schemas.basics.text import LANGUAGES, Language
from schemas.records.period_report import PeriodReport
from svod.reports.xlsx.consolidated import consolidated_workbook
from tests.builders.random_returns import Sent, returns
from tests.builders.workbooks import RAID, REGISTER, Values, build
from tests.cases.case import findings
from tests.support.consolidating import REGIONS, SIGNED, check_above, consolidate_above, report, signed
from tests.support.examples import examples

Grids = dict[str, list[list[Any]]]
_SUM = re.compile(r"=SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)")


@pytest.fixture(scope="module")
def of_sample(sample: Path) -> PeriodReport:
    return report(sample / "data")


def _grids(content: bytes) -> Grids:
    """What a program that doesn't calculate reads in each sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _row(grid: list[list[Any]], label: str) -> list[Any]:
    (row,) = [row for row in grid if row[0] == label]
    return row


def _column(grid: list[list[Any]], heading: str) -> int:
    (found,) = {row.index(heading) for row in grid if heading in row}
    return found


@pytest.mark.parametrize(("language", "sheet", "total", "raids"), [
    ("kk", "Көрсеткіштер", "Барлығы", "Рейдтер"),
    ("ru", "Показатели", "Всего", "Рейды"),
    ("en", "Indicators", "Total", "Raids"),
])  # fmt: skip
def test_totals_of_the_sample(of_sample: PeriodReport, language: Language, sheet: str, total: str, raids: str) -> None:
    grid = _grids(consolidated_workbook(of_sample, language))[sheet]
    assert _row(grid, total)[_column(grid, raids)] == 1074
    units = [row[0] for row in grid if row[0] in {unit.name.in_(language) for unit in of_sample.units}]
    assert units == [unit.names.in_(language) for unit in REGISTER.owing]


def test_shares_of_the_sample(of_sample: PeriodReport) -> None:
    grid = _grids(consolidated_workbook(of_sample, "ru"))["Доли ответов"]
    assert [_row(grid, answer)[1:3] for answer in ("против", "не против", "кафе")] == [[104, 0.52], [84, 0.42], [62, 0.31]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_figures_are_the_same_bytes(of_sample: PeriodReport, language: Language) -> None:
    assert consolidated_workbook(of_sample, language) == consolidated_workbook(of_sample, language)


def test_every_formula_carries_what_it_adds_up_to(of_sample: PeriodReport) -> None:
    content = consolidated_workbook(of_sample, "kk")
    grids = _grids(content)
    formulas = 0
    for sheet in load_workbook(BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            found = _SUM.fullmatch(str(cell.value))
            assert found, cell.value
            summed = [one.coordinate for row in sheet[f"{found[1]}{found[2]}:{found[3]}{found[4]}"] for one in row]
            values = [_at(grids[sheet.title], place) for place in summed]
            assert _at(grids[sheet.title], cell.coordinate) == sum(value for value in values if value != ""), cell
            formulas += 1
    assert formulas > 50


def _at(grid: list[list[Any]], place: str) -> Any:
    row, column = coordinate_to_tuple(place)
    return grid[row - 1][column - 1]


def test_every_sheet_says_how_much_stands_behind_it(of_sample: PeriodReport) -> None:
    closed = PLACE.parse_moment("2026-07-01T12:00")
    final = replace(of_sample, totals=of_sample.totals.model_copy(update={"state": "final", "closed_at": closed}))
    for one, state in ((of_sample, "Предварительные данные."), (final, "Окончательные данные, период закрыт 01.07.2026.")):
        for name, grid in _grids(consolidated_workbook(one, "ru")).items():
            said = [row[0] for row in grid[:3] if "Представили отчёт: 15 из 15" in str(row[0])]
            assert [text.startswith(state) for text in said] == [True], name


def test_answers_to_different_questions_are_not_added_up(of_sample: PeriodReport) -> None:
    grids = _grids(consolidated_workbook(of_sample, "ru"))
    assert "Всего" in [row[1] for row in grids["Мероприятия"]]
    assert "Всего" not in [cell for row in grids["Анкетирование"] for cell in row]


def test_looks_the_same_in_every_program(of_sample: PeriodReport) -> None:
    workbook = load_workbook(BytesIO(consolidated_workbook(of_sample, "kk")))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"Calibri"}


def test_a_wide_list_is_printed_on_larger_paper(of_sample: PeriodReport) -> None:
    sheets = load_workbook(BytesIO(consolidated_workbook(of_sample, "kk"))).worksheets
    large = [sheet.title for sheet in sheets if str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A3]
    assert large == ["Іс-шаралар (тізім)"]


def test_opens_on_the_figures_and_prints_no_empty_form(of_sample: PeriodReport) -> None:
    workbook = load_workbook(BytesIO(consolidated_workbook(of_sample, "kk")))
    assert workbook.active
    assert workbook.active.title == "Көрсеткіштер"
    assert [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "hidden"] == ["Түсіндірмелер"]


def test_figures_carry_their_provenance(of_sample: PeriodReport) -> None:
    sheet = load_workbook(BytesIO(consolidated_workbook(of_sample, "en")))["Indicators"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Akzhar district")
    (note,) = [str(cell.comment.text) for cell in row if cell.value == 66 and cell.comment]
    source = of_sample.sources["akzhar"]
    assert f"File: {source.file}" in note
    assert source.sha256[:12] in note
    cells = of_sample.addends["akzhar", "raids"]
    assert all(f"{one.cell} ({one.value})" in note for one in cells[:10])


def test_unit_that_sent_nothing_has_a_status_and_no_figures(tmp_path: Path) -> None:
    files = {"2026-06-10/a.xlsx": build(), "2026-06-10/b.xlsx": build(cover={"unit": "esil"}, activity=[{**RAID, "kind": "x"}])}
    grids = _grids(consolidated_workbook(report(tmp_path, files), "en"))
    figures = {row[0]: row[1:] for row in grids["Indicators"]}
    assert figures["Akzhar district"][:3] == ["accepted", 1, 4]
    assert figures["Esil district"] == ["rejected", *[""] * 14]
    assert [row[1] for row in grids["Register of returns"] if row[0] == "Petropavl city"] == [figures["Petropavl city"][0]]
    assert figures["Total"][1:3] == [1, 4]


def test_revised_figures_stand_beside_the_old_ones(tmp_path: Path) -> None:
    corrected = build(cover={"return_type": "corrected", "correction_reason": "қате"}, activity=[{**RAID, "participants": 9}])
    one = report(tmp_path, {"2026-06-10/a.xlsx": build(), "2026-06-11/a.xlsx": corrected})
    rows = _grids(consolidated_workbook(one, "en"))["Revised figures"]
    assert ["Akzhar district", "Raid participants", 1, 4, 2, 9, "2026-06-11/a.xlsx"] in rows
    assert not any("Raids" in row for row in rows)


def test_text_of_clerks_is_never_a_formula(tmp_path: Path) -> None:
    texts = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "<b>&amp;\x0b"]
    rows = [{**RAID, "kind": "семинар", "title": text, "venue": text, "note": text} for text in texts]
    one = report(tmp_path, {"2026-06-10/a.xlsx": build(activity=rows)})
    workbook = load_workbook(BytesIO(consolidated_workbook(one, "en")))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(_SUM.fullmatch(str(cell.value)) for cell in cells if cell.data_type == "f")
    listed = [cell for cell in cells if cell.parent.title == "Activities (list)" and cell.value in texts]
    assert Counter(cell.value for cell in listed) == dict.fromkeys(texts[:4], 3)
    assert all(cell.quotePrefix for cell in listed)


def test_nobody_is_named(of_sample: PeriodReport) -> None:
    for grid in _grids(consolidated_workbook(of_sample, "kk")).values():
        assert not [cell for row in grid for cell in row if str(cell) in {"Үлгі Орындаушы", "8 (0000) 00-00-00"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_the_return_of_the_region(of_sample: PeriodReport, language: Language) -> None:
    checked = check_above(consolidated_workbook(of_sample, language))
    labels = [REGISTER.by_code["sko"].unit, "2026"]
    assert [checked.unit, checked.period] == labels
    left = {finding.split()[0] for finding in findings(checked)}
    assert left == {"cell.required", "row.duplicate"}, "what the region signs; newspapers that two districts name"
    assert sum(finding.startswith("cell.required") for finding in findings(checked)) == len(SIGNED)
    assert checked.indicators == of_sample.totals.totals


def test_rows_of_one_day_and_kind_are_one_row(tmp_path: Path) -> None:
    lesson: Values = {**RAID, "kind": "сынып сағаты", "title": "А", "participants": 10, "pupils": 9}
    files = {
        "2026-06-10/a.xlsx": build(activity=[lesson, {**lesson, "activities": 3, "title": "Ә"}]),
        "2026-06-10/b.xlsx": build(cover={"unit": "esil"}, activity=[lesson, {**lesson, "pupils": None}]),
    }
    rows = _grids(consolidated_workbook(report(tmp_path, files), "kk"))["Іс-шаралар"][2:]
    column = {name: rows[0].index(name) for name in ("Тақырыбы", "Іс-шара саны", "Қатысушылар саны", "оның ішінде оқушылар")}
    assert [[row[at] for at in column.values()] for row in rows[1:]] == [
        ["А және тағы 1", 5, 30, 27],
        ["А", 1, 10, ""],
        ["", 6, 40, 27],
    ]


def test_sum_that_one_row_may_not_say_takes_two(tmp_path: Path) -> None:
    files = {
        f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}, activity=[{**RAID, "participants": people}])
        for unit, people in (("akzhar", 900_000), ("esil", 800_000))
    }
    checked = check_above(signed(consolidated_workbook(report(tmp_path, files), "kk")))
    assert (findings(checked), checked.indicators["raid_participants"]) == ([], 1_700_000)


def test_units_need_not_ask_the_same(tmp_path: Path) -> None:
    asked: Values = {"question": "attitude", "answer": "against", "respondents": 30}
    files = {
        "2026-06-10/a.xlsx": build(cover={"survey_respondents": 30}, survey_answer=[asked]),
        "2026-06-10/b.xlsx": build(cover={"unit": "esil", "survey_respondents": 50}, survey_answer=[]),
    }
    one = report(tmp_path, files)
    checked = check_above(signed(consolidated_workbook(one, "kk")))
    assert (findings(checked), checked.indicators) == ([], one.totals.totals)


def test_nil_returns_alone_make_a_nil_return(tmp_path: Path) -> None:
    nil = build(cover={"nil_return": True}, activity=[])
    one = report(tmp_path, {"2026-06-10/a.xlsx": nil})
    checked = check_above(signed(consolidated_workbook(one, "ru")))
    assert (findings(checked), checked.nil) == ([], True)
    assert checked.indicators == one.totals.totals


def test_regions_add_up_one_level_higher(of_sample: PeriodReport, tmp_path: Path) -> None:
    raids = report(tmp_path / "b", {"2026-06-10/a.xlsx": build()})
    nil = report(tmp_path / "c", {"2026-06-10/a.xlsx": build(cover={"nil_return": True}, activity=[])})
    _assert_adds_up([of_sample, raids, nil], tmp_path)


@examples(2)
@given(returns(3), returns(3), returns(3))
def test_any_regions_add_up_one_level_higher(first: list[Sent], second: list[Sent], third: list[Sent]) -> None:
    with TemporaryDirectory() as folder:
        period_reports = [
            report(Path(folder) / str(number), {f"2026-06-14/{one.unit}.xlsx": one.content for one in sent})
            for number, sent in enumerate((first, second, third))
        ]
        _assert_adds_up(period_reports, Path(folder))


def _assert_adds_up(period_reports: Sequence[PeriodReport], root: Path) -> None:
    """Every indicator of the republic is the sum of the regions'."""
    contents = [
        signed(consolidated_workbook(replace(one, region=region), language))
        for one, region, language in zip(period_reports, REGIONS, LANGUAGES, strict=True)
    ]
    above = consolidate_above(root, contents)
    assert above.coverage.reported == len(REGIONS)
    # A unit without activities found nothing, which is a zero for the region; its return has no row that could say so.
    sums = {code: sum(one.totals.totals[code] or 0 for one in period_reports) for code in above.totals}
    assert {code: value or 0 for code, value in above.totals.items()} == sums
