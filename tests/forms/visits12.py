"""A small form for tests only: the visits of each unit in a quarter, due five days after it.

Some of its elements have names that the warehouse uses.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration.element import CodeList, Element, Row
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.rule import ExpressionRule
from schemas.declaration.table import Table


class Place(CodeList):
    """Where the visit was made."""

    home = "home", "үй", "дом", "home"
    market = "market", "базар", "рынок", "market"


class Cover(Row):
    """Which unit reports, for which quarter."""

    unit: Annotated[str, Element(labels=Text("Аудан (қала)", "Район (город)", "Reporting unit"), kind="unit")]
    year: Annotated[int, Field(ge=2000, le=2100), Element(labels=Text("Жыл", "Год", "Year"))]
    quarter: Annotated[int, Field(ge=1, le=4), Element(labels=Text("Тоқсан", "Квартал", "Quarter"))]


class Visit(Row):
    """One visit, or several to one place on one day."""

    paid_on: Annotated[date, Element(labels=Text("Барған күні", "Дата посещения", "Paid on"), within="window")]
    places: Annotated[Place, Element(labels=Text("Орны", "Место", "Place"))]
    visits: Annotated[Count, Element(labels=Text("Сапар саны", "Посещений", "Visits"), aggregation="sum")]
    minors: Annotated[Count | None, Element(labels=Text("Кәмелетке толмағандар", "Несовершеннолетних", "Minors"))] = None
    working: Annotated[Count | None, Element(labels=Text("Жұмыс істейтіндер", "Из них работают", "Working"))] = None


class Handout(Row):
    """What was handed out on one day."""

    given_on: Annotated[date, Element(labels=Text("Таратылған күні", "Дата раздачи", "Given on"), within="window")]
    sheet: Annotated[Count, Element(labels=Text("Үнпарақтар", "Листовки", "Leaflets"), aggregation="sum")]
    table: Annotated[Count, Element(labels=Text("Кестелер", "Таблицы", "Charts"), aggregation="sum")]
    workbook: Annotated[Count, Element(labels=Text("Дәптерлер", "Тетради", "Workbooks"), aggregation="sum")]


class Helpers(Row):
    """How many people helped."""

    parents: Annotated[Count, Element(labels=Text("Ата-аналар", "Родители", "Parents"), aggregation="sum")]
    teachers: Annotated[Count, Element(labels=Text("Мұғалімдер", "Учителя", "Teachers"), aggregation="sum")]


FORM = Form(
    code="visits12",
    title=Text("Тоқсандық сапарлар есебі", "Квартальный отчёт о посещениях", "Quarterly return of visits"),
    period_type="quarter",
    period_elements=("year", "quarter"),
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
            code="visit",
            model=Visit,
            sheet=Text("Сапарлар", "Посещения", "Visits"),
            grain=Text("сапар – бір жол", "одна строка — посещение", "one row a visit"),
            required=True,
        ),
        Table(
            code="handout",
            model=Handout,
            sheet=Text("Таратылғаны", "Роздано", "Handed out"),
            grain=Text("күн – бір жол", "одна строка — день", "one row a day"),
        ),
        Table(
            code="helpers",
            model=Helpers,
            sheet=Text("Көмекшілер", "Помощники", "Helpers"),
            grain=Text("рейд – бір жол", "одна строка — рейд", "one row a raid"),
        ),
    ),
    rules=(ExpressionRule(table="visit", expression="minors >= working", check="row.parts_exceed_whole"),),
    own_indicators=(
        Indicator(
            code="visits",
            labels=Text("Сапарлар", "Посещения", "Visits"),
            meaning=Text("Барлық сапарлар", "Все посещения", "Visits paid"),
            table="visit",
            element="visits",
        ),
        Indicator(
            code="working_at_market",
            labels=Text("Базарда жұмыс істейтіндер", "Работают на рынке", "Working at a market"),
            meaning=Text("Базарда жұмыс істейтін балалар", "Дети, работающие на рынке", "Minors found working at a market"),
            table="visit",
            element="working",
            where={"places": ("market",)},
            sensitive=True,
        ),
    ),
)
