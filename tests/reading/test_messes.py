"""Whatever a clerk did to the form, svod reads the figures of the plain return, and accounts for every cell."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import to_excel

from schemas.basics.text import LANGUAGES, Language
from schemas.forms.labour12.form import FORM
from schemas.language.name_key import key
from schemas.records.submission import CheckedReturn
from tests.builders.decorated import decorated
from tests.builders.random_returns import COLUMNS, activity
from tests.builders.workbooks import RAID, Values, build, check
from tests.cases.case import Case, findings
from tests.cases.doubles import PARTED, TOTALS_LIKE_ROWS
from tests.cases.elsewhere import ELSEWHERE
from tests.cases.measures import MEASURED, UNDER_HEADINGS
from tests.cases.messes import TABLE_MESSES, messed
from tests.cases.titles import TITLED
from tests.reading.test_formats import WRITERS
from tests.support.examples import examples

FILES = Path(__file__).parents[1] / "files"
ROWS: list[Values] = [
    {**RAID, "participants": 1200, "pupils": 400, "parents": 300, "teachers": 5, "activities": 3, "violations": 0},
    {**RAID, "participants": 31, "title": "Базар маңында", "materials": 1074},
    {**RAID, "kind": "семинар", "title": "Жазғы еңбек", "participants": 7, "held_on": date(2026, 5, 20)},
    {**RAID, "kind": "дөңгелек үстел", "title": "Құқық", "participants": 9, "teachers": 9, "held_on": date(2026, 5, 20)},
]
CONTEXT = (*TITLED, *MEASURED, *UNDER_HEADINGS, *TOTALS_LIKE_ROWS, *PARTED, *ELSEWHERE)[::6]
SAID_OF_MESSES = ("row.hidden", "column.hidden", "row.duplicate")


def figures(checked: CheckedReturn) -> tuple[object, ...]:
    """The figures of a return, without their positions."""
    tables = {code: dict(table.columns) for code, table in checked.tables.items()}
    return checked.status, checked.unit, checked.period, checked.indicators, tables


def filled_cells(content: bytes) -> int:
    """The number of non-empty cells on the form's sheets, counted by another reader."""
    sheets = [sheet for sheet in load_workbook(BytesIO(content)).worksheets if key(sheet.title) in FORM.sheet_keys]
    return sum(
        cell.value is not None and bool(str(cell.value).strip())
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
    )


def assert_same_figures(plain: bytes, messy: bytes) -> None:
    expected, found = check(plain), check(messy)
    assert [line for line in findings(found) if not line.startswith(SAID_OF_MESSES)] == [
        line for line in findings(expected) if not line.startswith(SAID_OF_MESSES)
    ]
    assert figures(found) == figures(expected)
    assert found.cells is not None
    assert found.cells.read == found.cells.loaded + found.cells.ignored == filled_cells(messy)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", TABLE_MESSES)
def test_reads_a_mess_as_the_plain_return(name: str, seed: int) -> None:
    plain = build(activity=ROWS)
    assert_same_figures(plain, messed(plain, [name], seed))


@pytest.mark.parametrize("seed", range(6))
def test_reads_a_title_where_a_count_stands_first(seed: int) -> None:
    order = ("teachers", *(name for name in COLUMNS if name != "teachers"))
    plain = build(activity=ROWS, layout={"activity": {"order": order}})
    assert_same_figures(plain, messed(plain, ["sections"], seed))


@pytest.mark.parametrize("ending", ["xls", "xlsb", "ods"])
@pytest.mark.parametrize("name", TABLE_MESSES)
def test_reads_a_mess_in_every_format(name: str, ending: str) -> None:
    plain = build(activity=ROWS)
    found = check(_saved_as(ending, messed(plain, [name], 1)), f"x.{ending}")
    assert [line for line in findings(found) if not line.startswith(SAID_OF_MESSES)] == []
    assert figures(found) == figures(check(plain))


@pytest.mark.parametrize("ending", ["xls", "xlsb", "ods"])
@pytest.mark.parametrize("case", CONTEXT, ids=[case.name for case in CONTEXT])
def test_finds_what_stands_around_rows_in_every_format(case: Case, ending: str) -> None:
    assert findings(check(_saved_as(ending, case.sent), f"x.{ending}")) == sorted(case.found)


def _saved_as(ending: str, content: bytes) -> bytes:
    """A workbook in another format: its values, days as numbers, its hidden rows and merged cells."""
    sheets = load_workbook(BytesIO(content)).worksheets
    values = {sheet.title: [[*map(_value, row)] for row in sheet.iter_rows(values_only=True)] for sheet in sheets}
    hidden = {sheet.title: {row - 1 for row, shown in sheet.row_dimensions.items() if shown.hidden} for sheet in sheets}
    merged = {
        sheet.title: [(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells]
        for sheet in sheets
    }
    return WRITERS[ending](values, hidden=hidden, merged=merged)


def _value(cell: object) -> object:
    if isinstance(cell, date):
        return to_excel(cell)  # type: ignore[no-untyped-call]
    return "" if cell is None else cell


def test_reads_under_pictures_shapes_charts_and_comments() -> None:
    plain = build(activity=ROWS)
    assert_same_figures(plain, decorated(plain, "Іс-шаралар"))
    found = check((FILES / "decorated.xls").read_bytes(), "x.xls")
    # When the xls was saved, a count in it was struck out, and a column was hidden.
    expected = ["cell.ambiguous Іс-шаралар!G2", "column.hidden Іс-шаралар"]
    assert (findings(found), figures(found)) == (expected, figures(check(plain)))


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_reads_a_mess_saved_in_another_format(ending: str) -> None:
    found = check((FILES / f"messy.{ending}").read_bytes(), f"x.{ending}")
    assert (findings(found), figures(found)) == ([], figures(check(build(activity=ROWS))))


def test_reads_a_question_above_its_answers_as_the_plain_return() -> None:
    answers: list[Values] = [
        {"question": "knows_term", "answer": "иә", "respondents": 6},
        {"question": "knows_term", "answer": "жоқ", "respondents": 4},
        {"question": "sectors", "answer": "базар", "respondents": 9},
    ]
    plain = build(cover={"survey_respondents": 10}, survey_answer=answers)

    def raise_questions(workbook: Workbook) -> None:
        sheet = workbook["Сауалнама"]
        for row in (4, 2):
            sheet.insert_rows(row)
            sheet.cell(row, 1).value = sheet.cell(row + 1, 1).value
        for row in (3, 4, 6):
            sheet.cell(row, 1).value = None
        for row in (2, 5):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)

    assert_same_figures(plain, build(cover={"survey_respondents": 10}, survey_answer=answers, edit=raise_questions))


@settings(examples(25), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    st.lists(activity(), min_size=1, max_size=6),
    st.permutations(COLUMNS),
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from(sorted(TABLE_MESSES)), unique=True, max_size=6),
    st.integers(0, 1 << 16),
)
def test_reads_messes_together_as_the_plain_return(
    rows: list[Values], order: list[str], language: Language, names: list[str], seed: int
) -> None:
    plain = build(language=language, activity=rows, layout={"activity": {"order": tuple(order)}})
    assert_same_figures(plain, messed(plain, names, seed))
