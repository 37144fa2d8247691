"""A blank prints its survey: a clerk types only the numbers, and a row left blank says nothing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import LANGUAGES, Language
from schemas.declaration.own_sheets import ANSWERS_SHEET
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from svod.reports.xlsx.blank import blank_return
from tests.builders.workbooks import REGISTER, check
from tests.cases.case import findings

Edit = Callable[[Worksheet], object]
SURVEY = FORM.survey
assert SURVEY
TABLE = FORM.all_tables[SURVEY.table]
ANSWERS = [(question.code, answer) for question in SURVEY.questions for answer in question.answers]
GIVEN = [172, 28, 104, 84, 12, 46, 16, 62, None, 16, *[None] * 4, 52, *[None] * 7, 46]


def _returned(edit: Edit, language: Language = "ru", *, as_before: bool = False) -> Any:
    """The verdict on a blank of which the survey's sheet was edited. Blanks of before had no printed rows."""
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period(2026), language)))
    cover = {name: row for row, name in enumerate(FORM.cover.elements, 3)}
    book[FORM.cover.sheet.in_(language)].cell(cover["survey_respondents"], 2, 200)
    sheet = book[TABLE.sheet.in_(language)]
    if as_before:
        sheet.delete_rows(2, sheet.max_row)
        del book[ANSWERS_SHEET]
    edit(sheet)
    out = BytesIO()
    book.save(out)
    return check(out.getvalue())


def _nothing(_: Worksheet) -> None:
    pass


def _numbers(sheet: Worksheet) -> None:
    for row, number in enumerate(GIVEN, 2):
        sheet.cell(row, 3, number)


def _rows(language: Language, *, forgotten: bool = False) -> Edit:
    """Types the questions, answers and numbers by hand; with `forgotten`, an answer without its number too."""

    def rows(sheet: Worksheet) -> None:
        pairs = [(pair, number) for pair, number in zip(ANSWERS, GIVEN, strict=True) if forgotten or number is not None]
        for row, ((question, answer), number) in enumerate(pairs, 2):
            for column, value in enumerate((question.labels.in_(language), answer.labels.in_(language), number), 1):
                sheet.cell(row, column, value)

    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_typed_into_printed_rows_are_those_typed_by_hand(language: Language) -> None:
    printed, by_hand = _returned(_numbers, language), _returned(_rows(language), language, as_before=True)
    assert printed.indicators == by_hand.indicators
    assert printed.indicators["sectors_construction"] == 16
    assert printed.indicators["sectors_car_wash"] == 0
    assert findings(printed) == findings(by_hand)
    assert printed.row_counts == by_hand.row_counts
    assert printed.cells.read == printed.cells.loaded + printed.cells.ignored


def test_a_survey_left_blank_is_none() -> None:
    printed, without = _returned(_nothing), _returned(_nothing, as_before=True)
    assert (findings(printed), printed.indicators) == (findings(without), without.indicators)
    assert printed.row_counts[TABLE.code] == 0
    assert printed.indicators["knows_term_yes"] is None


def test_what_a_clerk_wrote_without_its_number_is_told_as_before() -> None:
    by_hand = findings(_returned(_rows("ru", forgotten=True), as_before=True))
    assert by_hand == ["cell.required Анкетирование!C10", *findings(_returned(_rows("ru"), as_before=True))]

    def again(sheet: Worksheet) -> None:
        _numbers(sheet)
        for column in (1, 2):
            sheet.cell(30, column, sheet.cell(10, column).value)

    def remarked(sheet: Worksheet) -> None:
        _numbers(sheet)
        sheet["C10"] = "?"

    for edit, cell in ((again, "C30"), (remarked, "C10")):
        assert any(finding.endswith(f"Анкетирование!{cell}") for finding in findings(_returned(edit)))


def test_the_drop_down_offers_the_answers_of_the_rows_question() -> None:
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period(2026), "ru")))
    (chosen,) = [one for one in book[TABLE.sheet.ru].data_validations.dataValidation if str(one.sqref).startswith("B2")]
    pairs = tuple((question.labels.ru, answer.labels.ru) for question, answer in ANSWERS)
    assert tuple(book[ANSWERS_SHEET].values) == pairs
    last = len(pairs)
    values, choices = f"'svod answers'!$A$1:$A${last}", f"'svod answers'!$B$1:$B${last}"
    of_question = f"OFFSET('svod answers'!$B$1,MATCH($A2,{values},0)-1,0,COUNTIF({values},$A2),1)"
    assert chosen.formula1 == f'IF($A2="",{choices},{of_question})'
