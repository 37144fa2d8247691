"""A form for tests of rules: a fixed table of printed rows, a list with decimals, rules between returns."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from schemas.basics.text import Text
from schemas.declaration.element import CodeList, Element, Row
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.rule import ExpressionRule
from schemas.declaration.table import PrintedRow, Table

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
Share = Annotated[Decimal, Field(ge=0, le=100)]


def _same(text: str) -> Text:
    return Text(text, text, text)


class Line(CodeList):
    """The printed rows."""

    all = "01", "барлығы", "всего", "all", "01"
    town = "02", "қала", "город", "town", "02"
    village = "03", "ауыл", "село", "village", "03"


class Kind(CodeList):
    """Kinds of spending."""

    food = "food", "тамақ", "питание", "food"
    books = "books", "кітап", "книги", "books"


class Cover(Row):
    """Who reports for which quarter."""

    unit: Annotated[str, Element(labels=Text("Аудан", "Район", "Unit"), kind="unit")]
    year: Annotated[int, Field(ge=2000, le=2100), Element(labels=Text("Жыл", "Год", "Year"))]
    quarter: Annotated[int, Field(ge=1, le=4), Element(labels=Text("Тоқсан", "Квартал", "Quarter"))]
    spent: Annotated[Count | None, Element(labels=Text("Жұмсалғаны", "Израсходовано", "Spent"))] = None
    audited: Annotated[bool, Element(labels=Text("Тексерілді", "Проверено", "Audited"))] = False


class People(Row):
    """A printed row."""

    line: Annotated[Line, Element(labels=Text("Жол", "Строка", "Row"))]
    schools: Annotated[Count | None, Element(labels=Text("Мектеп", "Школ", "Schools"), number="1")] = None
    pupils: Annotated[Count | None, Element(labels=Text("Оқушы", "Учащихся", "Pupils"), number="2")] = None


class Spending(Row):
    """One payment."""

    paid_on: Annotated[date, Element(labels=Text("Күні", "Дата", "Date"))]
    kind: Annotated[Kind | None, Element(labels=Text("Түрі", "Вид", "Kind"))] = None
    planned: Annotated[Count | None, Element(labels=Text("Жоспар", "План", "Planned"))] = None
    paid: Annotated[Count | None, Element(labels=Text("Төленді", "Оплачено", "Paid"))] = None
    owed: Annotated[Count | None, Element(labels=Text("Қарыз", "Долг", "Owed"))] = None
    note: Annotated[str | None, Field(max_length=50), Element(labels=Text("Ескертпе", "Примечание", "Note"))] = None
    price: Annotated[Amount | None, Element(labels=Text("Баға", "Цена", "Price"), kind="money", scale=1000, decimals=2)] = None
    share: Annotated[Share | None, Element(labels=Text("Үлес", "Доля", "Share"), kind="percent", decimals=1)] = None
    weight: Annotated[Decimal | None, Element(labels=Text("Салмағы", "Вес", "Weight"), decimals=6)] = None


FORM = Form(
    code="accounts",
    title=Text("Шығыстар есебі", "Отчёт о расходах", "Return of spending"),
    period_type="quarter",
    period_elements=("year", "quarter"),
    unit_element="unit",
    due_days=5,
    cover=Table(code="cover", model=Cover, sheet=Text("Титул", "Титул", "Cover"), grain=_same("return"), required=True),
    tables=(
        Table(
            code="t1",
            model=People,
            sheet=Text("Адамдар", "Люди", "People"),
            grain=_same("row"),
            row_element="line",
            printed=tuple(PrintedRow(code=code) for code in Line),
        ),
        Table(code="spending", model=Spending, sheet=Text("Шығыс", "Расходы", "Spending"), grain=_same("payment")),
    ),
    own_indicators=(
        Indicator(
            code="paid", labels=Text("Төленгені", "Оплата", "Paid"), meaning=_same("paid"), table="spending", element="paid"
        ),
    ),
)


def with_rules(*rules: ExpressionRule, form: Form = FORM) -> Form:
    """The form with these rules alone."""
    return Form(**{name: getattr(form, name) for name in Form.model_fields} | {"rules": rules})


def rule(expression: str, table: str = "", check: str = "accounts.own", **others: Any) -> ExpressionRule:
    """A rule of the form."""
    return ExpressionRule(expression=expression, table=table, check=check, **others)
