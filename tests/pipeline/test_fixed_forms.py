"""Fixed forms: rows and columns are printed, and found however a clerk arranged them."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import Language
from schemas.declaration.definition import definition_of, form_of
from schemas.declaration.period import Period
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_return
from svod.pipeline.form_workbooks import check_form, write_form
from svod.reports.xlsx.blank import blank_return
from tests.builders.form_workbooks import fixed_form
from tests.builders.workbooks import REGISTER
from tests.cases.case import findings
from tests.conftest import Run

DEFINITION = check_form(write_form(fixed_form(), "kk"), "form.xlsx", {}).definition
assert DEFINITION
FORM = form_of(DEFINITION)

# The figures of one return by cell of the blank, with sums down (C3 = C4 + C7, C4 = C5 + C6).
GOOD = {
    **dict(zip(("C3", "C4", "C5", "C6", "C7"), (14, 10, 7, 3, 4), strict=True)),
    **dict(zip(("D3", "D4", "D5", "D6", "D7"), (10, 8, 6, 2, 2), strict=True)),
    **dict(zip(("E3", "E4", "E5", "E6"), (2, 2, 1, 1), strict=True)),
}

Edit = Callable[[Worksheet], object]


def filled(cells: dict[str, Any], edit: Edit | None = None, language: Language = "ru") -> bytes:
    """A blank that a clerk filled in."""
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period.parse("2026-06"), language)))
    sheet = book[book.sheetnames[2]]
    for cell, value in cells.items():
        sheet[cell] = value
    if edit:
        edit(sheet)
    return _saved(book)


def check(content: bytes) -> CheckedReturn:
    """The verdict on a return."""
    return check_return(content, "x.xlsx", {FORM.code: FORM}, REGISTER)


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _shuffle(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=7)]
    for number, values in enumerate(reversed(rows), 3):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column, value)


def _split(sheet: Worksheet) -> None:
    """Print the headings and the numbers of columns again before row 03, as on a second page."""
    sheet.insert_rows(7, 2)
    for column in range(1, 6):
        sheet.cell(7, column, sheet.cell(1, column).value)
        sheet.cell(8, column, sheet.cell(2, column).value)


def _headings_over_three_rows(sheet: Worksheet) -> None:
    """Name the columns in other words over three rows; the numbers of the columns tell which they are."""
    sheet.insert_rows(1, 2)
    for column, text in enumerate(("Наименование", "№", "Численность", "из них", "из них"), 1):
        sheet.cell(1, column, text)
        sheet.cell(3, column, ("", "", "чел. всего", "ж.", "молодёжь")[column - 1])


def _sign(sheet: Worksheet) -> None:
    sheet["A10"] = "Исполнитель: Пример, тел. 8 715 200-00-00"


RIGHT: dict[str, tuple[dict[str, Any], Edit | None]] = {
    "as the blank": ({}, None),
    "rows in another order": ({}, _shuffle),
    "split over two pages": ({}, _split),
    "headings in other words": ({}, _headings_over_three_rows),
    "codes that lost their zero": ({"B3": 1, "B4": 2, "B7": 3}, None),
    "labels alone": (dict.fromkeys(("B3", "B4", "B5", "B6", "B7")), None),
    "codes alone": (dict.fromkeys(("A3", "A4", "A5", "A6", "A7")), None),
    "labels in Kazakh": ({"A7": "Басқалары", "B7": None}, None),
    "a dash where nothing is asked": ({"E7": "–"}, None),
    "signed": ({}, _sign),
    "a hidden row": ({}, lambda sheet: setattr(sheet.row_dimensions[5], "hidden", True)),
}


@pytest.mark.parametrize("case", RIGHT)
def test_each_cell_is_a_figure_however_the_rows_stand(case: str) -> None:
    cells, edit = RIGHT[case]
    checked = check(filled(GOOD | cells, edit))
    assert findings(checked) == []
    assert checked.indicators == {
        "t1_01_1": 14, "t1_01_2": 10, "t1_01_3": 2, "t1_02_1": 10, "t1_02_2": 8, "t1_02_3": 2, "t1_02_1_1": 7,
        "t1_02_1_2": 6, "t1_02_1_3": 1, "t1_02_2_1": 3, "t1_02_2_2": 2, "t1_02_2_3": 1, "t1_03_1": 4, "t1_03_2": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"C3": 15}, ["row.sum_mismatch Работники!C3 → 14"]),
        ({"E7": 1}, ["cell.not_asked Работники!E7"]),
        ({"D5": "шесть"}, ["cell.not_a_number Работники!D5"]),
        ({"A7": "прочее", "B7": None}, ["cell.unread Работники!C7", "row.missing Работники"]),
        ({"B7": "02"}, ["cell.ambiguous Работники!A7", "cell.not_a_number Работники!E7", "row.duplicate Работники!A7",
                        "row.missing Работники"]),
        ({"G4": 5}, ["cell.unread Работники!G4"]),
        ({"C9": 5}, ["cell.unread Работники!C9"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_cell(cells: dict[str, Any], found: list[str]) -> None:
    assert findings(check(filled(GOOD | cells))) == found


def test_a_fixed_form_comes_back_from_its_workbook() -> None:
    checked = check_form(write_form(DEFINITION, "en"), "form.xlsx", {})  # type: ignore[arg-type]  # asserted above
    assert checked.issues == []
    assert checked.definition == DEFINITION == definition_of(FORM)


def test_the_blank_looks_like_the_printed_form() -> None:
    sheet = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period.parse("2026-06"), "ru")))["Работники"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=7)]
    assert rows[0] == ["Показатель", "Код строки", "Всего", "женщины", "до 30 лет"]
    assert rows[1] == ["А", "Б", "1", "2", "3"]
    assert [row[1] for row in rows[2:]] == ["01", "02", "02.1", "02.2", "03"]
    assert sheet["C3"].value == '=IF(COUNT(C4,C7)=0,"",SUM(C4,C7))'
    closed = {cell.coordinate for row in sheet["C3:E7"] for cell in row if cell.fill.fgColor.rgb == "FFE3E6E9"}
    assert closed == {"C3", "D3", "E3", "C4", "D4", "E4", "E7"}
    assert sheet["E7"].value == "х"
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight, sheet.print_title_rows) == (9, "portrait", 0, "$1:$2")
    footer = sheet.oddFooter
    assert footer
    assert footer.left
    assert footer.left.text == "Форма «visits»: впишите полное название. Акжарский район, 2026-06"


def test_a_fixed_form_is_consolidated_cell_by_cell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(write_form(fixed_form(), "en"))
    assert run("form", "adopt", str(tmp_path / "form.xlsx"), "--reason", "the yearly order", "--by", "Head")[0] == 0
    exact = GOOD | {"E5": 1.5, "E6": 0.5}
    (tmp_path / "raw" / "a.xlsx").write_bytes(filled(exact))
    other = {cell: value * 10 for cell, value in exact.items()}
    content = load_workbook(BytesIO(filled(other)))
    content["Титул"]["B3"] = "Есильский район"
    (tmp_path / "raw" / "b.xlsx").write_bytes(_saved(content))
    assert run("run")[0] == 0
    totals = json.loads(run("totals", "--form", "staff", "--period", "2026-06", "--json")[1])["totals"]
    assert (totals["t1_01_1"], totals["t1_03_2"], totals["t1_02_1_3"]) == (154, 22, 16.5)
    explained = run("explain", "t1_02_1_3", "--form", "staff", "--period", "2026-06", "--unit", "esil")[1]
    assert "E5" in explained
    book = load_workbook(next(tmp_path.glob("reports/staff/2026-06/consolidated-ru.xlsx")), data_only=True)
    rows = {row[1]: row[2:5] for row in book["Работники"].iter_rows(values_only=True) if row[1]}
    assert rows["01"] == (154, 110, 22)
    assert rows["03"] == (44, 22, "х")
    # The region's return is a return of the next level.
    assert run("rebuild", "--verify")[0] == 0
