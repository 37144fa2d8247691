"""Writes tables of declarations as a workbook: a sheet that explains them, then a sheet for each with drop-down lists."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from schemas.basics.text import LANGUAGES, Language
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.table import Table
from schemas.units.register import UnitRegister
from svod.reports.xlsx.book import BORDER, HEADING_FILL, LINE_HEIGHT, REQUIRED_FILL, Book, Properties, Sheet
from svod.reports.xlsx.drop_downs import DropDowns

TEXTS = Texts(__package__)

ROWS = 500
"""How many rows of a sheet have drop-down lists."""

_NOBODY = UnitRegister(())
_HEADING: Properties = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", **BORDER}
_TEXT: Properties = {"text_wrap": True, "valign": "top", "num_format": "@", **BORDER}
_LINE: Properties = {"text_wrap": True, "valign": "top"}
_TITLE: Properties = {"bold": True, "font_size": 14}
_LABEL_WIDTH, _VALUE_WIDTH = 30, 60
_GUIDE_WIDTHS = (22, 30, 56, 56)


def write_tables(
    tables: Mapping[str, Table], rows: Mapping[str, Sequence[Mapping[str, Any]]], vertical: str, language: Language
) -> bytes:
    """A workbook with the rows of each table. The table `vertical` has labels in its first column, as a cover has."""
    book = Book()
    _write_guide(book.add_sheet(TEXTS["guide.sheet"].in_(language)), book, tables)
    lists = DropDowns(book)
    for code, table in tables.items():
        sheet = book.add_sheet(table.sheet.in_(language))
        write = _write_vertical if code == vertical else _write_list
        write(book, sheet, table, rows.get(code, ()), lists, language)
        sheet.set_up_print()
    return book.close()


def _write_guide(sheet: Sheet, book: Book, tables: Mapping[str, Table]) -> None:
    """The sheet that says in Kazakh and Russian what belongs into each column. Reading passes it over for its first cell."""
    for column, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.put(0, 0, TEXTS["guide.title"].en, book.style(_TITLE))
    sheet.put(1, 2, TEXTS["guide.lead"].kk, book.style(_LINE))
    sheet.put(1, 3, TEXTS["guide.lead"].ru, book.style(_LINE))
    sheet.set_row(1, LINE_HEIGHT * max(len(wrap(TEXTS["guide.lead"].in_(language), 56)) + 1 for language in LANGUAGES))
    row = 3
    for table in tables.values():
        fill = {"bg_color": HEADING_FILL}
        for column, text in enumerate((table.code, table.sheet.kk + " / " + table.sheet.ru, table.grain.kk, table.grain.ru)):
            sheet.put(row, column, text, book.style(_HEADING, fill))
        row += 1
        for element in table.elements.values():
            meaning = element.element.meaning
            assert meaning
            style = book.style(_TEXT, {"bold": True} if element.required else {})
            labels = f"{element.labels.kk} / {element.labels.ru}"
            texts = (element.labels.en, labels, _described(element, "kk"), _described(element, "ru"))
            for column, text in enumerate(texts):
                sheet.put(row, column, text, style if column < 2 else book.style(_TEXT))
            sheet.set_row(row, LINE_HEIGHT * max(map(len, map(wrap, texts, _GUIDE_WIDTHS))))
            row += 1
        row += 1
    sheet.set_up_print()


def _described(element: DataElement, language: Language) -> str:
    meaning = element.element.meaning
    assert meaning
    if not element.codes:
        return meaning.in_(language)
    return f"{meaning.in_(language)}: {', '.join(labels.in_(language) for labels in element.code_labels.values())}"


def _write_vertical(
    book: Book, sheet: Sheet, table: Table, rows: Sequence[Mapping[str, Any]], lists: DropDowns, language: Language
) -> None:
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _VALUE_WIDTH)
    values = rows[0] if rows else {}
    for row, element in enumerate(table.elements.values()):
        sheet.put(row, 0, element.labels.in_(language), book.style(_HEADING, {"align": "left"}, _fill(element)))
        sheet.put(row, 1, _written(element, values.get(element.name), language), book.style(_TEXT))
        lists.offer(sheet, (row, 1, row, 1), _choices(element, language), _help(element, language))


def _write_list(
    book: Book, sheet: Sheet, table: Table, rows: Sequence[Mapping[str, Any]], lists: DropDowns, language: Language
) -> None:
    for column, element in enumerate(table.elements.values()):
        sheet.put(0, column, element.labels.in_(language), book.style(_HEADING, _fill(element)))
        sheet.set_column(column, column, _width(element), book.style({"num_format": "@"}).plain)
        for row, values in enumerate(rows, 1):
            sheet.put(row, column, _written(element, values.get(element.name), language), book.style(_TEXT))
        lists.offer(sheet, (1, column, max(ROWS, len(rows)), column), _choices(element, language), _help(element, language))
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def _fill(element: DataElement) -> Properties:
    return {"bg_color": REQUIRED_FILL if element.required else HEADING_FILL}


def _width(element: DataElement) -> float:
    ends = tuple(f"_{language}" for language in LANGUAGES)
    return 30 if element.name.endswith(ends) or element.name in ("spellings", "where", "expression", "line") else 15


def _choices(element: DataElement, language: Language) -> tuple[str, ...]:
    return tuple(choice.in_(language) for choice in element.kind.choices(element, _NOBODY))


def _help(element: DataElement, language: Language) -> str:
    meaning = element.element.meaning
    assert meaning
    return meaning.in_(language)


def _written(element: DataElement, value: object, language: Language) -> object:
    label = element.kind.label(value, element, _NOBODY.names_of)
    return label.in_(language) if label else value
