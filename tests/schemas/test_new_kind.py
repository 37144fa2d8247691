"""A kind of element is one file: elements of a new kind are filled in, checked, loaded, reported and exported like others."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Annotated

import pytest
from openpyxl import load_workbook
from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration import kinds
from schemas.declaration.element import Element, Row
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.period import Period
from schemas.declaration.table import Table
from svod.pipeline.check_return import check_return
from svod.pipeline.known_names import Known
from svod.pipeline.run import consolidate
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.consolidated import consolidated_workbook
from svod.warehouse.export import export
from svod.warehouse.period_report import read_period_reports
from tests.builders.workbooks import REGISTER, put_raw, query, totals, workspace
from tests.cases.case import findings
from tests.kinds import degrees
from tests.support.in_this_process import InThisProcess


class Cover(Row):
    unit: Annotated[str, Element(labels=Text("Аудан", "Район", "Reporting unit"), kind="unit")]
    year: Annotated[int, Field(ge=2000, le=2100), Element(labels=Text("Жыл", "Год", "Year"))]


class School(Row):
    name: Annotated[str, Field(max_length=100), Element(labels=Text("Мектеп", "Школа", "School"))]
    lessons: Annotated[Count, Element(labels=Text("Сабақ саны", "Уроков", "Lessons"), aggregation="sum")]
    warmest: Annotated[Decimal, Field(ge=0, le=100), Element(labels=Text("Ыстық", "Тепло", "Warmest"), kind="degrees")]


@pytest.fixture
def schools(monkeypatch: pytest.MonkeyPatch) -> Iterator[Form]:
    """A form with an element of the new kind, which is added to the others."""
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(Path(degrees.__file__).parent)])
    monkeypatch.setitem(sys.modules, f"{kinds.__name__}.degrees", degrees)
    kinds.kinds.cache_clear()
    words = Text("Мектептер", "Школы", "Schools")
    yield Form(
        code="schools",
        title=words,
        period_type="year",
        period_elements=("year",),
        unit_element="unit",
        cover=Table(code="cover", model=Cover, sheet=Text("Титул", "Титул", "Cover"), grain=words),
        tables=(Table(code="school", model=School, sheet=words, grain=words),),
        own_indicators=(Indicator(code="lessons", labels=words, meaning=words, table="school", element="lessons"),),
    )
    kinds.kinds.cache_clear()


def _filled(form: Form, rows: Sequence[Sequence[object]], formats: Sequence[str] = ()) -> bytes:
    """A unit's blank with schools typed into it. `formats` are the number formats of the temperatures."""
    workbook = load_workbook(BytesIO(blank_return(form, REGISTER, "akzhar", Period(2026))))
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            workbook["Мектептер"].cell(number, column).value = value  # type: ignore[assignment]  # openpyxl checks it itself
    for number, shown_as in enumerate(formats, 2):
        workbook["Мектептер"].cell(number, 3).number_format = shown_as
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def test_an_element_of_a_new_kind_goes_the_whole_way(schools: Form, tmp_path: Path) -> None:
    known = Known({schools.code: schools}, REGISTER)
    blank = load_workbook(BytesIO(blank_return(schools, REGISTER, "akzhar", Period(2026))))["Мектептер"]
    (warmest,) = [one for one in blank.data_validations.dataValidation if "C2" in one.sqref]
    assert (warmest.type, warmest.formula1, warmest.formula2) == ("decimal", "0", "100")
    assert blank.column_dimensions["C"].number_format == "0.0"

    content = _filled(schools, [("№ 1", 2, 35.5), ("№ 2", "3", "40,1 °C"), ("№ 3", 4, 25.6)], ["0.0", "@", "General"])
    checked = check_return(content, "x.xlsx", known.forms, REGISTER)
    assert (findings(checked), checked.tables["school"].columns["warmest"]) == (
        [],
        list(map(Decimal, ("35.5", "40.1", "25.6"))),
    )

    put_raw(tmp_path, {"2026-06-10/a.xlsx": content})
    own = replace(workspace(tmp_path, known), executor=InThisProcess())
    consolidate(own)
    assert totals(tmp_path, form="schools") == {"lessons": 9}
    assert query(tmp_path, "select sum(warmest), typeof(any_value(warmest)) from schools.school") == [
        (Decimal("101.2"), "DECIMAL(4,1)")
    ]

    with own.warehouse.reader() as snapshot:
        (report,) = read_period_reports(snapshot, schools, Period(2026), REGISTER)
    sheet = load_workbook(BytesIO(consolidated_workbook(report, "kk")))["Мектептер"]
    assert [row[2] for row in sheet.iter_rows(values_only=True)][-3:] == [35.5, 40.1, 25.6]

    export(own.warehouse, tmp_path / "out")
    assert (tmp_path / "out/csv/schools.school.csv").read_text(encoding="utf-8").splitlines()[1].endswith("№ 1,2,35.5")
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    (published,) = (one for one in package["resources"] if one["name"] == "schools.school")
    assert {"warmest": "number", "lessons": "integer"}.items() <= {
        field["name"]: field["type"] for field in published["schema"]["fields"]
    }.items()


def test_what_is_none_of_its_values_is_told(schools: Form) -> None:
    rows: list[tuple[object, ...]] = [("№ 1", 2, 100.5), ("№ 2", 3, "көп"), ("№ 3", 4, date(2026, 6, 5))]
    checked = check_return(_filled(schools, rows), "x.xlsx", {schools.code: schools}, REGISTER)
    wrong = ["cell.not_a_date Мектептер!C3", "cell.not_a_date Мектептер!C4", "cell.out_of_range Мектептер!C2"]
    assert findings(checked) == wrong
    assert "0–100" in next(issue.message.kk for issue in checked.issues if issue.code == "cell.out_of_range")


def test_an_element_has_values_of_its_kind(schools: Form) -> None:
    class Wrong(Row):
        warmest: Annotated[int, Element(labels=schools.title, kind="degrees")]

    with pytest.raises(TypeError, match="needs the type Decimal"):
        _ = Table(code="wrong", model=Wrong, sheet=schools.title, grain=schools.title).elements
