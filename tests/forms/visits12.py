"""A small form that exists for the tests alone: the visits that each unit paid in a month, due five days after it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration.element import CodeList, Count, Element, Row
from schemas.declaration.form import Form, Indicator, Table
from schemas.declaration.rule import PartsWithinWhole


class Place(CodeList):
    """Where the visit was paid."""

    home = "home", "үй", "дом", "home"
    market = "market", "базар", "рынок", "market"


class Cover(Row):
    """Who reports about which month."""

    unit: Annotated[str, Element(labels=Text("Аудан (қала)", "Район (город)", "Reporting unit"), reporting_unit=True)]
    year: Annotated[int, Field(ge=2000, le=2100), Element(labels=Text("Жыл", "Год", "Year"))]
    month: Annotated[int, Field(ge=1, le=12), Element(labels=Text("Ай", "Месяц", "Month"))]


class Visit(Row):
    """One visit, or several to one place on one day."""

    paid_on: Annotated[date, Element(labels=Text("Барған күні", "Дата посещения", "Paid on"), within="window")]
    place: Annotated[Place, Element(labels=Text("Орны", "Место", "Place"))]
    visits: Annotated[Count, Element(labels=Text("Сапар саны", "Посещений", "Visits"), aggregation="sum")]
    minors: Annotated[Count | None, Element(labels=Text("Кәмелетке толмағандар", "Несовершеннолетних", "Minors"))] = None
    working: Annotated[Count | None, Element(labels=Text("Жұмыс істейтіндер", "Из них работают", "Working"))] = None


class Handout(Row):
    """What was handed out on one day."""

    given_on: Annotated[date, Element(labels=Text("Таратылған күні", "Дата раздачи", "Given on"), within="window")]
    sheets: Annotated[Count, Element(labels=Text("Үнпарақтар", "Листовки", "Leaflets"), aggregation="sum")]


class Helpers(Row):
    """How many people helped."""

    parents: Annotated[Count, Element(labels=Text("Ата-аналар", "Родители", "Parents"), aggregation="sum")]
    teachers: Annotated[Count, Element(labels=Text("Мұғалімдер", "Учителя", "Teachers"), aggregation="sum")]


FORM = Form(
    code="visits12",
    title=Text("Айлық сапарлар есебі", "Месячный отчёт о посещениях", "Monthly return of visits"),
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
    rules=(PartsWithinWhole(table="visit", parts=("working",), whole="minors"),),
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
            where={"place": ("market",)},
            sensitive=True,
        ),
    ),
)
