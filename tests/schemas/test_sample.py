"""The sample returns add up to the region's figures, and sample and blank workbooks open as a clerk expects."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from schemas.declaration.filled_return import FilledReturn
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from schemas.forms.labour12.sample import INVENTED, sample_returns
from schemas.forms.labour12.sample_data import APPROVED_BY, PREPARED_BY
from schemas.units.register import UnitRegister
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.form_workbook import write_return

REGISTER = UnitRegister.read()
RETURNS = sample_returns()
PERIOD = Period(2026)


def _unit(filled: FilledReturn) -> str | None:
    return REGISTER.find(str(filled.tables["cover"].rows[0]["unit"]))


def _columns(filled: FilledReturn) -> tuple[str, ...]:
    return filled.tables["activity"].order or tuple(FORM.all_tables["activity"].elements)


def _activities(*returns: FilledReturn) -> Iterator[dict[str, object]]:
    """The rows as they are in the workbook: a column that was left out has no values."""
    for filled in returns:
        for row in filled.tables["activity"].rows:
            yield {name: value for name, value in row.items() if name in _columns(filled)}


def _number(value: object) -> int | None:
    return None if value is None else int("".join(str(value).split()))


def _sum(element: str, *kinds: str, returns: tuple[FilledReturn, ...] = RETURNS, blank: int = 0) -> int:
    rows = [row for row in _activities(*returns) if not kinds or row["kind"] in kinds]
    numbers = (_number(row.get(element)) for row in rows)
    return sum(blank if number is None else number for number in numbers)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    day, month, year = map(int, str(value).split("."))
    return date(year, month, day)


def test_every_owing_unit_sends_one_return() -> None:
    assert [_unit(filled) for filled in RETURNS] == [unit.unit for unit in REGISTER.owing]
    assert Counter(filled.language for filled in RETURNS) == {"kk": 8, "ru": 7}
    assert len({filled.file for filled in RETURNS}) == 15
    assert all("2026-06-10" <= filled.file.partition("/")[0] <= "2026-06-16" for filled in RETURNS)


def test_sums_are_the_regions() -> None:
    assert _sum("activities", "raid", blank=1) == 1074
    assert _sum("participants", "raid") == 1164
    assert _sum("violations") == 0
    assert (_sum("questions_received"), _sum("questions_answered")) == (42, 42)
    assert _sum("materials") == 500
    assert _sum("institutions", "poster_contest", "drawing_contest", "essay_contest") == 10


def test_every_return_states_that_no_facts_were_found() -> None:
    for filled in RETURNS:
        assert {row.get("violations") for row in _activities(filled) if row["kind"] == "raid"} == {0}


def test_department_alone_surveyed_and_handed_out_leaflets() -> None:
    department, *others = RETURNS
    survey: dict[object, dict[object, object]] = {}
    for row in department.tables["survey_answer"].rows:
        survey.setdefault(row["question"], {})[row["answer"]] = row["respondents"]
    assert department.tables["cover"].rows[0]["survey_respondents"] == 200
    assert survey["knows_term"] == {"yes": 172, "no": 28}
    assert survey["attitude"] == {"against": 104, "not_against": 84, "hard_to_say": 12}
    named = {"cafes": 62, "market": 46, "shops": 16, "car_wash": 16}
    assert survey["sectors"].items() >= named.items()
    assert survey["measures"].items() >= {"tougher_penalties": 52, "parental_control": 46, "legal_prevention": 36}.items()
    assert {question: len(answers) for question, answers in survey.items()} == {
        question.code: len(question.answers) for question in (FORM.survey.questions if FORM.survey else ())
    }
    assert not any("survey_answer" in one.tables and one.tables["survey_answer"].rows for one in others)
    assert all(one.tables["cover"].rows[0]["survey_respondents"] is None for one in others)
    assert _sum("materials", returns=(department,)) == 500


@pytest.mark.parametrize("filled", RETURNS, ids=_unit)
def test_return_keeps_the_forms_rules(filled: FilledReturn) -> None:
    cover = filled.tables["cover"].rows[0]
    start, end = _day(cover["period_start"]), _day(cover["period_end"])
    assert date(2026, 5, 15) <= start <= end <= date(2026, 6, 30)
    assert end <= _day(cover["submitted_on"])
    rows = list(_activities(filled))
    assert 6 <= len(rows) <= 25
    for row in rows:
        assert start <= _day(row["held_on"]) <= end
        assert row["kind"] == "raid" or row["title"]
        parts = sum(_number(row.get(part)) or 0 for part in ("pupils", "parents", "teachers"))
        assert parts <= (_number(row["participants"]) or 0)
    for table in filled.tables.values():
        assert len({str(sorted(row.items())) for row in table.rows}) == len(table.rows)
    assert len({str(sorted(row.items())) for row in rows}) == len(rows)
    if cover["raids_control"] is not None:
        assert cover["raids_control"] == _sum("activities", "raid", returns=(filled,), blank=1)
        assert cover["raid_participants_control"] == _sum("participants", "raid", returns=(filled,))


@pytest.mark.parametrize("filled", RETURNS, ids=_unit)
def test_return_says_that_it_is_invented(filled: FilledReturn) -> None:
    cover = filled.tables["cover"].rows[0]
    assert next(_activities(filled))["note"] in INVENTED
    assert cover["prepared_by"] in PREPARED_BY
    assert cover["approved_by"] in (None, *APPROVED_BY)


@pytest.mark.parametrize("filled", RETURNS, ids=_unit)
def test_sample_workbook_is_the_same_bytes_and_opens(filled: FilledReturn) -> None:
    content = write_return(FORM, REGISTER, filled)
    assert write_return(FORM, REGISTER, filled) == content
    expected = [table.sheet.in_(filled.language) for table in FORM.all_tables.values() if table.code in filled.tables]
    assert load_workbook(BytesIO(content)).sheetnames == expected


@pytest.mark.parametrize("unit", [unit.unit for unit in REGISTER.owing])
def test_blank_names_the_unit_and_offers_choices(unit: str) -> None:
    content = blank_return(FORM, REGISTER, unit, PERIOD)
    assert blank_return(FORM, REGISTER, unit, PERIOD) == content
    workbook = load_workbook(BytesIO(content))
    cover = {label: value for label, value in workbook["Титул"].iter_rows(max_col=2, values_only=True) if label}
    assert cover["Аудан (қала)"] == REGISTER.by_code[unit].names.kk
    assert cover["Науқан жылы"] == 2026
    assert workbook["svod"].sheet_state == "hidden"
    kinds = Counter(one.type for one in workbook["Іс-шаралар"].data_validations.dataValidation)
    assert kinds == {"date": 1, "list": 1, "whole": 10, None: 4}
    kinds = Counter(one.type for one in workbook["Титул"].data_validations.dataValidation)
    assert kinds == {"list": 3, "whole": 4, "date": 3, None: 4}


def test_every_cell_of_the_blank_says_what_it_asks() -> None:
    workbook = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", PERIOD, "ru")))
    for table in FORM.all_tables.values():
        prompts = {one.prompt for one in workbook[table.sheet.ru].data_validations.dataValidation}
        assert prompts == {element.element.meaning.ru for element in table.elements.values() if element.element.meaning}
    (year,) = [one.error for one in workbook["Титул"].data_validations.dataValidation if str(one.sqref) == "B4"]
    assert year == "Укажите целое число от 2000 до 2100."


def test_drop_down_holds_every_kind_of_activity() -> None:
    workbook = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", PERIOD, "ru")))
    choices = next(one for one in workbook["Мероприятия"].data_validations.dataValidation if one.type == "list")
    sheet, _, cells = choices.formula1.partition("!")
    codes = FORM.all_tables["activity"].elements["kind"].codes or ()
    assert [row[0].value for row in workbook[sheet.strip("'")][cells]] == [code.labels.ru for code in codes]
    assert str(choices.sqref) == "B2:B201"


@pytest.mark.parametrize("text", ["=1+1", "+7", "-", "@SUM(A1)", "#REF!", "http://a.kz"])
def test_text_never_becomes_a_formula(text: str) -> None:
    cover = replace(RETURNS[0].tables["cover"], rows=({"phone": text},))
    content = write_return(FORM, REGISTER, replace(RETURNS[0], tables={"cover": cover}))
    (cell,) = [one for row in load_workbook(BytesIO(content))["Титул"].iter_rows() for one in row if one.value == text]
    assert (cell.data_type, cell.hyperlink, cell.quotePrefix) == ("s", None, text[0] in "=+-@")
