"""A small form for tests only: what each unit spends in a month. It has an element of every kind and every aggregation."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration.element import CodeList, Element, Row
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.table import Table

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Share = Annotated[Decimal, Field(ge=0, le=100)]


class Purpose(CodeList):
    """What the money is for."""

    rent = "rent", "жалға алу", "аренда", "rent"
    wages = "wages", "жалақы", "зарплата", "wages"


class Cover(Row):
    """Which unit reports, for which month."""

    unit: Annotated[str, Element(labels=Text("Аудан (қала)", "Район (город)", "Reporting unit"), kind="unit")]
    year: Annotated[int, Field(ge=2000, le=2100), Element(labels=Text("Жыл", "Год", "Year"))]
    month: Annotated[int, Field(ge=1, le=12), Element(labels=Text("Ай", "Месяц", "Month"))]
    payer: Annotated[str | None, Element(labels=Text("БСН", "БИН", "BIN"), kind="identifier")] = None
    staff: Annotated[Count | None, Element(labels=Text("Қызметкерлер", "Сотрудники", "Staff"), aggregation="sum")] = None


class Expense(Row):
    """What was spent for one purpose."""

    paid_for: Annotated[str, Element(labels=Text("Қай ай үшін", "За какой месяц", "Paid for"), kind="month")]
    purpose: Annotated[Purpose, Element(labels=Text("Мақсаты", "Цель", "Purpose"))]
    planned: Annotated[
        Amount, Element(labels=Text("Жоспар", "План", "Planned"), kind="money", scale=1000, decimals=1, aggregation="sum")
    ]
    spent: Annotated[
        Amount | None,
        Element(labels=Text("Шығыс", "Расход", "Spent"), kind="money", scale=1000, decimals=1, aggregation="sum"),
    ] = None
    heated: Annotated[
        Share | None, Element(labels=Text("Жылытылғаны", "Отапливается", "Heated"), kind="percent", decimals=1)
    ] = None
    area: Annotated[
        Decimal | None,
        Field(ge=-1000),
        Element(labels=Text("Ауданы", "Площадь", "Area"), measure=Text("га", "га", "ha"), decimals=6, aggregation="sum"),
    ] = None


def _indicator(code: str, element: str | None = None, table: str = "expense", **more: object) -> Indicator:
    words = Text(f"{code} көрсеткіші", f"показатель {code}", f"indicator {code}")
    return Indicator(code=code, labels=words, meaning=words, table=table, element=element, **more)  # type: ignore[arg-type]


FORM = Form(
    code="spending",
    title=Text("Айлық шығыс есебі", "Месячный отчёт о расходах", "Monthly return of spending"),
    period_type="month",
    period_elements=("year", "month"),
    unit_element="unit",
    due_days=5,
    cover=Table(
        code="cover",
        model=Cover,
        sheet=Text("Титул", "Титул", "Cover"),
        grain=Text("есеп – бір жол", "одна строка — отчёт", "one row a return"),
        required=True,
    ),
    tables=(
        Table(
            code="expense",
            model=Expense,
            sheet=Text("Шығыстар", "Расходы", "Expenses"),
            grain=Text("мақсат – бір жол", "одна строка — цель", "one row a purpose"),
            required=True,
        ),
    ),
    own_indicators=(
        _indicator("planned", "planned"),
        _indicator("spent", "spent"),
        _indicator("rent", "spent", where={"purpose": ("rent",)}),
        _indicator("payments"),
        _indicator("staff", "staff", "cover", over_time="last"),
        _indicator("area", "area", over_time="mean"),
        _indicator("highest", "spent", aggregation="max", over_time="max"),
        _indicator("lowest", "spent", aggregation="min", over_time="min"),
        _indicator("heated", "heated", aggregation="mean", weight="planned", over_time="mean"),
        _indicator("done", aggregation="ratio", part="spent", whole="planned", times=100, decimals=1, over_time="ratio"),
        _indicator("heated_as_stated", "heated", aggregation="none", over_time="none"),
    ),
)
