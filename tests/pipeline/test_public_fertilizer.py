"""A public form that is a monthly list with look-ups, declared by CSV files alone: prices and shipments of fertilizers."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.declaration.period import Period
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_return
from svod.reports.xlsx.blank import blank_return
from tests.builders.workbooks import REGISTER
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.form_folders import FOLDER, public_form

FORM = public_form("fertilizer")

Row = Sequence[Any]
GOODS: list[Row] = [("Карбамид (мочевина)", "Б", "тонна", 46.2), ("20.15.72", "10:46", "т", "56 %")]
PRICES: list[Row] = [
    ("мочевина", "сельхозпроизводители", 31500.5, 68182.9, "12,34", 5.703, "Изменение спроса", None),
    ("Карбамид", "прочие", "33 000", 71428.57, 0.5, 0.231, "06", "Сезонность"),
    ("DAP", "сельхозпроизводители", 52000, 92857.14, 1, 0.56, None, None),
]
"""What a clerk types: products and consumers by label, spelling or code, numbers as numbers and as texts."""


def filled(
    unit: str, goods: Sequence[Row], prices: Sequence[Row], month: int = 6, cells: Any = None, formats: Any = None
) -> bytes:
    """The blank of a unit with rows typed into it. `cells` and `formats` change cells of the sheet of prices."""
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, unit, Period(2026, "month", month), "ru")))
    for name, rows in (("Товары", goods), ("Цены", prices)):
        for number, values in enumerate(rows, 2):
            for column, value in enumerate(values, 1):
                book[name].cell(number, column).value = value
    sheet = book["Цены"]
    for place, value in (cells or {}).items():
        sheet[place] = value
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def check(content: bytes) -> CheckedReturn:
    """The verdict on a return."""
    return check_return(content, "x.xlsx", {FORM.code: FORM}, REGISTER)


def test_the_blank_offers_the_lists_and_says_what_figures_are() -> None:
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period(2026, "month", 6), "kk")))
    assert [cell.value for cell in book["Бағалар"][1]][2:6] == [
        "Нақты салмақтағы бағасы, рубль",
        "100 % қоректік заттағы бағасы, рубль",
        "Өткен айда тиелгені, мың тонна",
        "100 % қоректік заттағы тиелгені, мың тонна",
    ]
    rules = {str(one.sqref)[0]: one.formula1 for one in book["Бағалар"].data_validations.dataValidation}
    goods = {str(one.sqref)[0]: one.formula1 for one in book["Тауарлар"].data_validations.dataValidation}
    assert rules["A"] == goods["A"] != rules["B"]


def test_a_list_is_read_however_its_codes_are_written() -> None:
    checked = check(filled("akzhar", GOODS, PRICES))
    assert findings(checked) == []
    prices = checked.tables["prices"].columns
    assert list(prices["product"]) == ["20.15.31", "20.15.31", "20.15.72"]
    assert list(prices["reason"]) == ["04", "06", None]
    assert list(prices["shipped"]) == [Decimal("12.34"), Decimal("0.5"), 1]
    assert checked.tables["goods"].columns["nutrients"] == [Decimal("46.2"), 56]


MISTAKES: list[tuple[Mapping[str, Any], Mapping[str, str], list[str]]] = [
    ({"A2": "Карбомид"}, {}, ["cell.unknown_code Цены!A2 → Карбамид"]),
    ({"A3": "Мочевина", "B3": "сельхозпроизводители"}, {}, ["row.duplicate Цены!A3"]),
    ({"D2": 31500}, {}, ["fertilizer.pure_price Цены!D2"]),
    ({"E4": 0.1}, {}, ["fertilizer.pure_shipped Цены!E4"]),
    ({"G2": 4}, {}, []),
    ({"G2": "3"}, {}, ["cell.unknown_code Цены!G2"]),
    ({"C2": 31500.5}, {"C2": "#,##0.00\\ [$₽-419]"}, []),
    ({"C2": "31500,5 руб."}, {}, []),
    ({"C2": "31500,5 тенге"}, {}, ["cell.not_a_number Цены!C2"]),
    ({"E1": "Отгружено в предыдущем месяце, тыс. т"}, {}, []),
    ({"E1": "Отгружено в предыдущем месяце, млн тонн"}, {}, ["column.unknown Цены!E1 → Отгружено в предыдущем месяце"]),
]


@pytest.mark.parametrize(("cells", "formats", "found"), MISTAKES)
def test_what_a_clerk_gets_wrong_is_told_at_its_cell(cells: Any, formats: Any, found: list[str]) -> None:
    assert findings(check(filled("akzhar", GOODS, PRICES, cells=cells, formats=formats))) == found


def test_the_region_adds_up_shipments_and_weighs_prices(run: Run, tmp_path: Path) -> None:
    assert run("form", "adopt", str(FOLDER / "fertilizer"), "--reason", "price statistics", "--by", "Head")[0] == 0
    (tmp_path / "raw" / "a.xlsx").write_bytes(filled("akzhar", GOODS, PRICES))
    (tmp_path / "raw" / "b.xlsx").write_bytes(
        filled("esil", GOODS[:1], [("мочевина", "прочие", 30000, 65000, 2, 1, None, None)])
    )
    assert run("run")[0] == 0
    printed = run("totals", "--form", "fertilizer", "--period", "2026-06", "--json")[1]
    weighed = 31500.5 * 12.34 + 33000 * 0.5 + 52000 + 30000 * 2
    assert json.loads(printed)["totals"] == {
        "shipped": 15.84,
        "shipped_farms": 13.34,
        "price": round(weighed / 15.84, 2),
        "highest": 52000,
        "products": 3,
    }
