"""A public form with money in thousands and percentages, declared by CSV files alone: a district's budget by month."""

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.declaration.period import Period
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_return
from svod.reports.xlsx.blank import blank_return
from tests.builders.workbooks import REGISTER
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.form_folders import FOLDER, public_form

FORM = public_form("budget")
RECEIPTS = ("1", "2", "3", "4")
GROUPS = tuple(f"{number:02d}" for number in range(1, 16))
MONEY = {"C": 3, "D": 4, "E": 5, "F": 6, "J": 10}
"""The columns that every row has, by their letters in the blank."""

Amounts = dict[str, dict[int, Decimal]]
"""The amounts of a return in thousands of tenge, by row and column."""


def _sum(amounts: Amounts, rows: tuple[str, ...], column: int) -> Decimal:
    return sum((amounts[row][column] for row in rows), Decimal())


def random_amounts(random: Random) -> Amounts:
    """A return that keeps every rule, with deficits and surpluses."""

    def amount(most: int) -> Decimal:
        return Decimal(random.randint(most, most * 10)) / 10

    amounts: Amounts = {}
    for row in (*RECEIPTS, *GROUPS, "III.1", "5", "IV.1", "6", "7", "16"):
        plan = amount(2_000_000)
        executed = (plan * random.randint(100, 1000) / 1000).quantize(Decimal("0.1"))
        amounts[row] = {3: amount(9_000_000), 4: amount(9_000_000), 5: plan * random.randint(1, 3), 6: plan, 10: executed}
    for column in MONEY.values():
        totals = {"I": _sum(amounts, RECEIPTS, column), "II": _sum(amounts, GROUPS, column)}
        totals["III"] = amounts["III.1"][column] - amounts["5"][column]
        totals["IV"] = amounts["IV.1"][column] - amounts["6"][column]
        totals["V"] = totals["I"] - totals["II"] - totals["III"] - totals["IV"]
        totals["VI"] = -totals["V"]
        totals["8"] = totals["VI"] - amounts["7"][column] + amounts["16"][column]
        for row, value in totals.items():
            amounts.setdefault(row, {})[column] = value
    return amounts


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def filled(
    unit: str, amounts: Amounts, cells: Mapping[str, Any] | None = None, formats: Mapping[str, str] | None = None
) -> bytes:
    """The blank of a unit with the amounts in it, as a clerk fills it in: sums as formulas, some numbers typed as text."""
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, unit, Period.parse("2026-06"), "ru")))
    sheet = book["Бюджет"]
    for number, row in enumerate(sheet.iter_rows(min_row=3, max_col=2), 3):
        own = amounts[str(row[1].value)]
        for letter, column in MONEY.items():
            sheet[f"{letter}{number}"] = float(own[column])
        for letter, whole in (("K", 6), ("L", 5)):
            share = _percent(own[10], own[whole])
            sheet[f"{letter}{number}"] = None if share is None else float(share)
    for letter in "GHI":
        sheet[f"{letter}8"] = None  # openpyxl stores no value of a formula
    _mess(sheet)
    for place, value in (cells or {}).items():
        sheet[place] = value
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _mess(sheet: Worksheet) -> None:
    """What clerks do to a sheet without changing what it says."""
    sheet["D4"] = f"{sheet['D4'].value:,.1f}".replace(",", " ").replace(".", ",")
    sheet["E4"] = f"{sheet['E4'].value} тыс. тенге"
    sheet["F5"].number_format = '#,##0.0" ₸"'
    for cell in sheet["K"][2:]:
        if cell.value is not None:
            cell.value, cell.number_format = round(cell.value / 100, 6), "0.0%"
    sheet["A37"], sheet["B37"] = "Руководитель", "А. Оспанов"


def check(content: bytes) -> CheckedReturn:
    """The verdict on a return."""
    return check_return(content, "x.xlsx", {FORM.code: FORM}, REGISTER)


def test_the_blank_says_thousands_of_tenge_and_adds_up_amounts_alone() -> None:
    sheet = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period.parse("2026-06"), "kk")))["Бюджет"]
    assert [sheet[f"{letter}1"].value for letter in "CJ"] == ["Бекітілген бюджет, мың теңге", "Атқарылуы, мың теңге"]
    assert sheet["C3"].value == '=IF(COUNT(C4,C5,C6,C7)=0,"",SUM(C4,C5,C6,C7))'
    assert (sheet["K3"].value, sheet["G3"].value) == (None, "х")


@pytest.mark.parametrize("seed", range(3))
def test_a_return_that_keeps_the_rules_is_accepted_to_the_last_digit(seed: int) -> None:
    amounts = random_amounts(Random(seed))
    checked = check(filled("akzhar", amounts))
    assert findings(checked) == []
    for row, own in amounts.items():
        for column, value in own.items():
            assert checked.indicators[f"b_{row.lower().replace('.', '_')}_{column}"] == value


@pytest.mark.parametrize(
    ("cells", "formats", "found"),
    [
        ({"J4": 10**9}, {}, "row.sum_mismatch Бюджет!J3 → 1003255607,3"),
        ({"C31": 1}, {}, "budget.sources Бюджет!C31 → 67796996,2"),
        ({"C30": 1}, {}, "budget.financing Бюджет!C31 → -1"),
        ({"L3": 1}, {}, "cell.ambiguous Бюджет!L3"),
        ({"K4": 150}, {"K4": "General"}, "budget.of_plan Бюджет!K4 → 68,2"),
        ({"G3": 5}, {}, "cell.not_asked Бюджет!G3"),
        ({"F8": "много"}, {}, "cell.not_a_number Бюджет!F8"),
        ({"C4": 5000000.123}, {}, "cell.too_many_decimals Бюджет!C4 → 5000000,1"),
        ({}, {"C4": "#,##0.0\\ [$₽-419]"}, "cell.ambiguous Бюджет!C4"),
        ({"C4": "5 млн тенге"}, {}, "cell.not_a_number Бюджет!C4"),
        ({"C1": "Утверждённый бюджет, млн тенге"}, {}, "cell.unread Бюджет!C1"),
    ],
)
def test_what_a_clerk_gets_wrong_is_told_at_its_cell(cells: Any, formats: Any, found: str) -> None:
    assert found in findings(check(filled("akzhar", random_amounts(Random(1)), cells, formats)))


def test_the_region_is_the_sum_of_its_districts_and_percentages_are_not_added_up(run: Run, tmp_path: Path) -> None:
    assert run("form", "adopt", str(FOLDER / "budget"), "--reason", "monthly reports", "--by", "Head")[0] == 0
    sent = {unit: random_amounts(Random(unit)) for unit in ("akzhar", "esil", "petropavl")}
    for unit, amounts in sent.items():
        (tmp_path / "raw" / f"{unit}.xlsx").write_bytes(filled(unit, amounts))
    assert run("run")[0] == 0
    printed = run("totals", "--form", "budget", "--period", "2026-06", "--json")[1]
    totals = json.loads(printed, parse_float=Decimal)["totals"]
    for row, own in next(iter(sent.values())).items():
        for column in own:
            expected = sum(amounts[row][column] for amounts in sent.values())
            assert totals[f"b_{row.lower().replace('.', '_')}_{column}"] == expected
    assert totals["b_i_11"] is None
    printed = run("totals", "--form", "budget", "--period", "2026-06", "--lang", "ru")[1]
    said = ("Исполнение доходов, тыс. тенге", "Дефицит (профицит), тыс. тенге", "Исполнение плана доходов, %")
    page = (tmp_path / "reports/budget/2026-06/page.html").read_text(encoding="utf-8")
    workbook = load_workbook(tmp_path / "reports/budget/2026-06/consolidated-ru.xlsx")["Показатели"]
    headings = {cell.value for row in workbook.iter_rows(max_row=6) for cell in row}
    assert [(heading in printed, heading in page, heading in headings) for heading in said] == [(True, True, True)] * 3
    consolidated = load_workbook(tmp_path / "reports/budget/2026-06/consolidated-ru.xlsx", data_only=True)["Бюджет"]
    figures = {str(row[1]): row for row in consolidated.iter_rows(min_row=5, max_row=36, values_only=True)}
    assert [figures[row][9] for row in ("I", "01", "V")] == [float(totals[f"b_{row}_10"]) for row in ("i", "01", "v")]
    assert figures["I"][10] is None
    income, planned = totals["income"], totals["income_plan"]
    assert totals["income_share"] == _percent(income, planned)
