"""Form workbooks for tests: as `svod form export` writes them, with cells changed."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from schemas.basics.text import Text
from schemas.declaration.definition import ColumnDefinition, FormDefinition, RowDefinition, TableDefinition
from schemas.declaration.element import Element
from svod.pipeline.form_workbooks import example_form, write_form

SMALL = example_form("visits")
"""The form that `svod form new` writes."""


@cache
def _small_form() -> bytes:
    return write_form(SMALL, "en")


def form_workbook(definition: FormDefinition = SMALL, cells: Mapping[str, str | int | None] | None = None) -> bytes:
    """The workbook of a form in English, with the given cells, such as "columns!B4", put instead."""
    book = load_workbook(BytesIO(_small_form() if definition is SMALL else write_form(definition, "en")))
    for place, value in (cells or {}).items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fixed_form() -> FormDefinition:
    """A form with one fixed table: staff by kind (rows) and sex (columns), with sums down and across."""
    staff = _fixed_table()
    return SMALL.model_copy(update={"code": "staff", "tables": (SMALL.tables[0], staff), "lists": (), "indicators": ()})


def _fixed_table() -> TableDefinition:
    def row(code: str, kk: str, ru: str, part_of: str | None = None, not_asked: tuple[str, ...] = ()) -> RowDefinition:
        return RowDefinition(code=code, labels=Text(kk, ru, ru), part_of=part_of, not_asked=not_asked)

    def column(name: str, number: str, kk: str, ru: str, decimals: int = 0) -> ColumnDefinition:
        element = Element(labels=Text(kk, ru, ru), number=number, aggregation="sum", decimals=decimals)
        kind = "number" if decimals else "count"
        return ColumnDefinition(name=name, kind=kind, element=element, least=0, most=1_000_000)

    return TableDefinition(
        code="t1",
        sheet=Text("Қызметкерлер", "Работники", "Staff"),
        grain=Text("санат – бір жол", "одна строка — категория", "one row a category"),
        required=True,
        rows=(
            row("01", "Барлық қызметкерлер", "Всего работников"),
            row("02", "оның ішінде педагогтер", "в том числе педагоги", "01"),
            row("02.1", "мұғалімдер", "учителя", "02"),
            row("02.2", "тәрбиешілер", "воспитатели", "02"),
            row("03", "басқалары", "прочие", "01", ("young",)),
        ),
        columns=(
            column("total", "1", "Барлығы", "Всего"),
            column("women", "2", "әйелдер", "женщины"),
            column("young", "3", "30 жасқа дейін", "до 30 лет", decimals=1),
        ),
    )
