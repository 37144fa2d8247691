"""Every kind of element and every aggregation of one form go the whole way: return in, figures and issues out."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from schemas.basics.text import Language
from schemas.declaration.json_schema import json_schema
from schemas.declaration.period import Period
from schemas.language.name_key import key
from schemas.records.submission import CheckedReturn
from schemas.records.total import AGGREGATIONS
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
from svod.pipeline.decisions import close
from svod.pipeline.known_names import Known
from svod.pipeline.rebuild import verify
from svod.reports.html import page
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.consolidated import consolidated_workbook
from svod.warehouse.export import export
from svod.warehouse.period_report import read_period_reports
from tests.builders.workbooks import ACTOR, REGISTER, load, query, workspace
from tests.cases.case import findings
from tests.support.consolidating import ABOVE, REGIONS, consolidate_above
from tests.support.examples import examples
from tests.support.spending import FORM

KNOWN = Known({FORM.code: FORM}, REGISTER)
BIN = "940140000385"

Row = Sequence[object]
ROW: Row = ("маусым 2026", "жалақы", 100, 80.5, 50, 1.25)


def _filled(
    rows: Sequence[Row] = (ROW,),
    unit: str = "akzhar",
    month: int = 6,
    *,
    language: Language = "kk",
    cells: Mapping[str, Any] | None = None,
    formats: Mapping[str, str] | None = None,
    register: UnitRegister = REGISTER,
    **cover: object,
) -> bytes:
    """A unit's blank with rows typed into it. `cells` and `formats` change cells of the sheet of expenses."""
    workbook = load_workbook(BytesIO(blank_return(FORM, register, unit, Period(2026, "month", month), language)))
    _, first, sheet = workbook.worksheets[:3]
    for row in first.iter_rows(min_row=3, max_col=2):
        name = FORM.cover.element_keys.get(key(str(row[0].value)))
        if name in cover:
            row[1].value, row[1].number_format = cover[name], "General"  # type: ignore[assignment]  # as below
    for number, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]  # openpyxl checks it itself
    for place, value in (cells or {}).items():
        sheet[place] = value
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _check(content: bytes) -> CheckedReturn:
    return check_return(content, "x.xlsx", KNOWN.forms, REGISTER)


def _column(checked: CheckedReturn, name: str) -> list[object]:
    return list(checked.tables["expense"].columns[name])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_blank_is_read_as_it_was_filled_in(language: Language) -> None:
    purpose = {"kk": "жалақы", "ru": "зарплата", "en": "wages"}[language]
    rows = [(date(2026, 6, 1), purpose, 100, 80.5, 50, 1.25)]
    checked = _check(_filled(rows, language=language, payer=BIN, staff=7))
    assert findings(checked) == []
    values = {name: column[0] for name, column in checked.tables["expense"].columns.items()}
    assert values == {
        "paid_for": "2026-06",
        "purpose": "wages",
        "planned": Decimal(100),
        "spent": Decimal("80.5"),
        "heated": Decimal(50),
        "area": Decimal("1.25"),
    }
    assert checked.tables["cover"].columns["payer"] == [BIN]


def test_the_blank_says_once_what_its_figures_are() -> None:
    sheet = load_workbook(BytesIO(blank_return(FORM, REGISTER, "akzhar", Period(2026, "month", 6), "kk")))["Шығыстар"]
    assert [cell.value for cell in sheet[1]] == [
        "Қай ай үшін",
        "Мақсаты",
        "Жоспар, мың теңге",
        "Шығыс, мың теңге",
        "Жылытылғаны, %",
        "Ауданы",
    ]
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCEF"]
    assert formats == ["MM.YYYY", "General", "#,##0.0", "0.0", "0.000000"]
    rules = {str(one.sqref)[0]: (one.type, one.formula1, one.formula2) for one in sheet.data_validations.dataValidation}
    assert (rules["C"], rules["E"]) == (("decimal", "0", "1000000"), ("decimal", "0", "100"))
    assert rules["A"][0] == "date"


@pytest.mark.parametrize(
    ("column", "cell", "number_format", "value"),
    [
        ("area", 0.1 + 0.2, "General", "0.3"),
        ("area", 56.99999999999999, "0.00", "57"),
        ("area", "1 164,505", "@", "1164.505"),
        ("area", "-12,5", "@", "-12.5"),
        ("area", 1164, "#,##0", "1164"),
        ("spent", "1 200,5 мың теңге", "@", "1200.5"),
        ("spent", "1 200,5 тыс. тг", "@", "1200.5"),
        ("spent", 1200.5, '#,##0.0" тыс. ₸"', "1200.5"),
        ("spent", 1200.5, "#,##0.0\\ [$₸-43F]", "1200.5"),
        ("spent", 1200.5, '_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-', "1200.5"),
        ("heated", 0.355, "0.0%", "35.5"),
        ("heated", "35,5 %", "@", "35.5"),
        ("heated", "35,5 процентов", "@", "35.5"),
        ("heated", 35.5, '0.0" %"', "35.5"),
        ("heated", 35.5, "General", "35.5"),
    ],
)
def test_a_number_with_one_meaning_is_read(column: str, cell: object, number_format: str, value: str) -> None:
    place = f"{'ABCDEF'[list(FORM.all_tables['expense'].elements).index(column)]}2"
    checked = _check(_filled(cells={place: cell}, formats={place: number_format}))
    assert (findings(checked), _column(checked, column)) == ([], [Decimal(value)])


@pytest.mark.parametrize(
    ("place", "cell", "number_format", "found"),
    [
        ("F2", 1.23456789, "0.00", "cell.too_many_decimals Шығыстар!F2 → 1,234568"),
        ("D2", "80,55", "@", "cell.too_many_decimals Шығыстар!D2 → 80,6"),
        ("D2", "80 км", "@", "cell.not_a_number Шығыстар!D2 → 80"),
        ("D2", -1, "General", "cell.negative Шығыстар!D2"),
        ("D2", 1_000_001, "General", "cell.out_of_range Шығыстар!D2"),
        ("D2", "80 теңге", "@", "cell.not_a_number Шығыстар!D2"),  # the form is in thousands
        ("D2", "80 млн теңге", "@", "cell.not_a_number Шығыстар!D2"),
        ("D2", 80, '0" млн"', "cell.not_a_number Шығыстар!D2"),
        ("D2", 80_000, '#,##0," тыс."', "cell.ambiguous Шығыстар!D2"),  # in thousands once more
        ("D2", 80.5, "#,##0.0\\ [$₽-419]", "cell.ambiguous Шығыстар!D2"),
        ("D2", 80.5, '"$"#,##0.00', "cell.ambiguous Шығыстар!D2"),
        ("D2", 80.5, '#,##0.0" тыс. руб."', "cell.ambiguous Шығыстар!D2"),
        ("D2", "80,5 руб", "@", "cell.not_a_number Шығыстар!D2"),
        ("D1", "Расход, тыс. руб.", "@", "column.unknown Шығыстар!D1 → Расход"),
        ("D1", "Шығыс, $", "@", "column.unknown Шығыстар!D1 → Шығыс"),
        ("E2", 0.35, "General", "cell.too_many_decimals Шығыстар!E2 → 35"),
        ("E2", 0.3, "General", "cell.ambiguous Шығыстар!E2"),
        ("E2", 1, "General", "cell.ambiguous Шығыстар!E2"),
        ("E2", 135, "General", "cell.out_of_range Шығыстар!E2"),
        ("F2", "1.074", "@", "cell.ambiguous Шығыстар!F2"),
        ("C1", "Жоспар, млн теңге", "@", "column.missing Шығыстар → Жоспар"),
        ("C1", "Жоспар, %", "@", "column.missing Шығыстар → Жоспар"),
        ("H3", "млн теңге", "@", "cell.unread Шығыстар!H3"),
    ],
)
def test_a_number_that_may_mean_another_is_refused_or_asked_about(
    place: str, cell: object, number_format: str, found: str
) -> None:
    assert found in findings(_check(_filled(cells={place: cell}, formats={place: number_format})))


@pytest.mark.parametrize(
    "heading", ["Жоспар", "Жоспар (мың теңге)", "План, тыс. тенге", "Жоспар / План", "План (тыс. тг)", "ЖОСПАР, МЫҢ ТЕҢГЕ"]
)
def test_a_heading_may_say_the_scale_of_the_form_again(heading: str) -> None:
    assert findings(_check(_filled(cells={"C1": heading}))) == []


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [
        *((text, "@") for text in ("маусым 2026", "июнь 2026 г.", "06.2026", "2026-06", "June 2026", "2026 жылғы маусым")),
        *((date(2026, 6, 1), code) for code in ("mmm yyyy", "mm.yyyy", "dd.mm.yyyy")),
    ],
)
def test_a_month_is_read(cell: object, number_format: str) -> None:
    checked = _check(_filled(cells={"A2": cell}, formats={"A2": number_format}))
    assert (findings(checked), _column(checked, "paid_for")) == ([], ["2026-06"])


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (date(2026, 6, 5), "cell.ambiguous Шығыстар!A2"),
        ("маусым", "cell.not_a_month Шығыстар!A2"),
        ("13.2026", "cell.not_a_month Шығыстар!A2"),
        (6, "cell.not_a_month Шығыстар!A2"),
    ],
)
def test_what_is_no_month_or_a_day_is_told(cell: object, found: str) -> None:
    formats = {"A2": "DD.MM.YYYY" if isinstance(cell, date) else "General"}
    assert findings(_check(_filled(cells={"A2": cell}, formats=formats))) == [found]


def test_another_currency_is_told_as_it_is_shown() -> None:
    (issue,) = _check(_filled(cells={"D2": 1080.5}, formats={"D2": "#,##0.00\\ [$₽-419]"}, unit="esil")).issues[:1]
    assert issue.value == "1080.50 ₽"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (BIN, []),
        ("9401 4000 0385", []),
        (int(BIN), []),
        ("940140000386", ["cell.not_an_identifier Титул!B6"]),
        ("94014000038", ["cell.not_an_identifier Титул!B6"]),
        (940000001, ["cell.ambiguous Титул!B6"]),  # 000940000001
        (940000002, ["cell.not_an_identifier Титул!B6"]),
    ],
)
def test_an_identifier_has_a_checksum_and_is_never_repeated(written: object, found: list[str]) -> None:
    checked = _check(_filled(payer=written))
    assert findings(checked) == found
    assert not any(str(written) in f"{issue.value} {issue.message}" for issue in checked.issues)


def _year() -> dict[str, bytes]:
    """Returns of two units for May and June, and of one more for June."""
    may: list[Row] = [("мамыр 2026", "жалақы", 200, 150.5, 40, 2.5), ("мамыр 2026", "жалға алу", 100, 99.9, 10, None)]
    june: list[Row] = [("маусым 2026", "жалақы", 100, 80.3, 50, 1.25), ("маусым 2026", "жалға алу", 50, None, None, 0.005)]
    return {
        "2026-06-02/a.xlsx": _filled(may, "akzhar", 5, payer=BIN, staff=7),
        "2026-06-02/b.xlsx": _filled([("мамыр 2026", "жалға алу", 10, 0.1, 99.9, -3.125)], "esil", 5, staff=2),
        "2026-07-02/c.xlsx": _filled(june, "akzhar", 6, payer=BIN, staff=9),
        "2026-07-02/d.xlsx": _filled([("маусым 2026", "жалға алу", 30, 0.2, 20, 1)], "esil", 6, staff=3),
        "2026-07-03/e.xlsx": _filled([("маусым 2026", "жалақы", 1, 1, 1, 1)], "taiynsha", 6),
    }


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("year")
    load(root, _year(), KNOWN)
    return root


def test_totals_follow_the_aggregation_of_each_indicator(year: Path) -> None:
    with workspace(year, KNOWN).warehouse.reader() as snapshot:
        (june,) = snapshot.totals("spending", "2026-06")
        assert snapshot.values("spending", "2026-06", "akzhar") == {
            "planned": 150,
            "spent": Decimal("80.3"),
            "rent": None,
            "payments": 2,
            "staff": 9,
            "area": Decimal("1.255"),
            "highest": Decimal("80.3"),
            "lowest": Decimal("80.3"),
            "heated": 50,
            "done": Decimal("53.5"),
            "heated_as_stated": 50,
        }
    assert june.totals == {
        "planned": 181,
        "spent": Decimal("81.5"),
        "rent": Decimal("0.2"),
        "payments": 4,
        "staff": 12,
        "area": Decimal("3.255"),
        "highest": Decimal("80.3"),
        "lowest": Decimal("0.2"),
        "heated": Decimal("42.8"),  # (50 × 100 + 20 × 30 + 1 × 1) / 131
        "done": Decimal(45),  # 81.5 of 181
        "heated_as_stated": None,
    }


def test_totals_over_a_year_follow_the_aggregation_over_time(year: Path) -> None:
    rows = query(
        year, "select indicator, value, over_time, periods, of_periods, last_period from svod.total_over order by position"
    )
    assert {row[0]: row[1] for row in rows} == {
        "planned": 491,
        "spent": 332,
        "rent": Decimal("100.2"),
        "payments": 7,
        "staff": 12,  # at the end of June
        "area": Decimal("1.3"),  # -0.625 in May, 3.255 in June
        "highest": Decimal("150.5"),
        "lowest": Decimal("0.1"),
        "heated": Decimal("35.4"),  # by all returns of both months
        "done": Decimal("67.6"),
        "heated_as_stated": None,
    }
    assert {row[3:] for row in rows} == {(2, 12, "2026-06")}


def test_the_schema_says_what_the_form_asks() -> None:
    expense = json_schema(FORM, "ru")["properties"]["expense"]["items"]
    cover = json_schema(FORM, "ru")["properties"]["cover"]["items"]["properties"]
    asked = expense["properties"]
    assert [asked[name].get("x-measure", {}).get("ru") for name in asked] == [None, None, "тыс. тенге", "тыс. тенге", "%", "га"]
    assert [asked[name].get("x-decimals") for name in asked] == [None, None, 1, 1, 1, 6]
    assert (asked["planned"]["x-scale"], asked["planned"]["type"], asked["planned"]["maximum"]) == (1000, "number", 1000000)
    assert cover["payer"]["x-personal"]
    row = {"paid_for": "2026-06", "purpose": "rent", "planned": 80.5, "heated": None}
    of_row = Draft202012Validator({**expense, "$defs": json_schema(FORM, "ru")["$defs"]})
    assert of_row.is_valid(row)
    for wrong in ({"paid_for": "2026-13"}, {"planned": "80.5"}, {"planned": -1}, {"heated": 101}):
        assert not of_row.is_valid(row | wrong), wrong


def test_the_catalogue_says_in_which_scale_amounts_are_kept(year: Path) -> None:
    comments = query(year, "select comment from duckdb_columns() where schema_name = 'spending' and column_name = 'planned'")
    assert ("Жоспар, мың теңге | План, тыс. тенге | Planned, thousand tenge",) in comments


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_regions_own_return_gives_the_same_totals_above(year: Path, tmp_path: Path, language: Language) -> None:
    with workspace(year, KNOWN).warehouse.reader() as snapshot:
        (report,) = read_period_reports(snapshot, FORM, Period.parse("2026-06"), REGISTER)
    content = consolidated_workbook(report, language)
    totals = consolidate_above(tmp_path, [content], FORM, "2026-06")
    own = {code: value for code, value in report.totals.totals.items() if code != "heated_as_stated"}
    assert {code: totals.totals[code] for code in own} == own
    indicators = load_workbook(BytesIO(content), data_only=True).worksheets[2]
    assert [cell.value for cell in indicators[indicators.max_row]][2:] == [
        float(value) if isinstance(value, Decimal) else value for value in own.values()
    ] + [AGGREGATIONS["none"].in_(language)]


def test_what_is_printed_and_exported_is_exact(year: Path, tmp_path: Path) -> None:
    export(workspace(year, KNOWN).warehouse, tmp_path)
    rows = (tmp_path / "csv/svod.regional_total.csv").read_text("utf-8").splitlines()
    (area,) = (row for row in rows if row.startswith("spending,2026-06,sko,area,"))
    (planned,) = (row for row in rows if row.startswith("spending,2026-06,sko,planned,"))
    assert (area.split(",")[4], planned.split(",")[4]) == ("3.255", "181")
    assert query(year, "select typeof(value) from svod.regional_total limit 1") == [("DECIMAL(38,6)",)]
    exported = "".join(path.read_text("utf-8") for path in (tmp_path / "csv").iterdir())
    assert BIN not in exported
    assert BIN.encode() not in workspace(year, KNOWN).warehouse.snapshot.read_bytes()


def test_the_page_and_the_closing_have_the_figures(year: Path) -> None:
    own = workspace(year, KNOWN)
    with own.warehouse.reader() as snapshot:
        (report,) = read_period_reports(snapshot, FORM, Period.parse("2026-06"), REGISTER)
    text = page(report)
    assert all(shown in text for shown in ("80,3", "80.3", AGGREGATIONS["none"].kk))
    assert BIN not in text
    units = [unit.unit for unit in report.units]
    close(own, FORM, "2026-06", units, ACTOR)
    details = query(year, "select details from svod.event where kind = 'closed'")[0][0]
    assert json.loads(details, parse_float=Decimal)["totals"] == report.totals.totals
    assert verify(own, lambda _: None) == []


_NUMBERS = st.integers(0, 6).flatmap(lambda places: st.decimals(-1000, 10**8, places=places))


@examples(5)
@given(st.lists(st.lists(_NUMBERS, min_size=1, max_size=12), min_size=1, max_size=3))
def test_a_published_total_is_the_exact_sum_of_what_was_reported(regions: list[list[Decimal]]) -> None:
    typed = [[f"{value:f}".replace(".", ",") if at % 2 else float(value) for at, value in enumerate(of)] for of in regions]
    contents = [
        _filled([(*ROW[:5], value) for value in values], region.unit, register=ABOVE)
        for region, values in zip(REGIONS, typed, strict=False)
    ]
    with TemporaryDirectory() as folder:
        totals = consolidate_above(Path(folder), contents, FORM, "2026-06")
    assert totals.totals["area"] == sum(sum(values, Decimal()) for values in regions)
