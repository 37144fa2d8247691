"""The blank that a unit fills in: its name and period stand in it, and cells offer what may be written."""

from collections.abc import Sequence
from datetime import date

from xlsxwriter.utility import xl_range_abs

from schemas.basics.text import Language, Text, fill
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import LISTS_SHEET, Form
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.reports.xlsx.book import Book, Sheet
from svod.reports.xlsx.form_workbook import COVER_FIRST_ROW, SheetWriter

ROWS = 200
"""Rows of each table whose cells are checked while the clerk types."""

_FROM_LIST = Text("Тізімнен таңдаңыз.", "Выберите из списка.", "Choose from the list.")
_DAY = Text("Күнді 05.06.2026 түрінде жазыңыз.", "Укажите дату в виде 05.06.2026.", "Write a date such as 05.06.2026.")
_DAY_WITHIN = Text(
    "Күн {first} мен {last} аралығында болуы керек.",
    "Дата должна быть с {first} по {last}.",
    "The date must be between {first} and {last}.",
)
_WHOLE = Text(
    "{least} мен {most} аралығындағы бүтін сан жазыңыз.",
    "Укажите целое число от {least} до {most}.",
    "Write a whole number from {least} to {most}.",
)
_DECIMAL = Text(
    "{least} мен {most} аралығындағы сан жазыңыз.",
    "Укажите число от {least} до {most}.",
    "Write a number from {least} to {most}.",
)
_FIRST_DAY = date(1900, 1, 1)

_Validation = dict[str, object]
"""What may be typed into a cell, as XlsxWriter wants it told."""


def blank_return(form: Form, register: UnitRegister, unit: str, period: Period, language: Language = "kk") -> bytes:
    """The bytes of a unit's blank for a period."""
    stated = {form.unit_element: unit, **dict(zip(form.period_elements, (period.year, period.number), strict=False))}
    tables = {code: FilledTable() for code in form.all_tables} | {form.cover.code: FilledTable(rows=(stated,))}
    filled = FilledReturn(language=language, tables=tables, file="")
    book = Book()
    sheets = {table.code: SheetWriter(book, form, table, filled, register).write() for table in form.all_tables.values()}
    guide = _Guide(book, register, language, form.days(period))
    for table in form.all_tables.values():
        for place, element in enumerate(table.elements.values()):
            row = COVER_FIRST_ROW + place
            guide.add(sheets[table.code], element, (row, 1, row, 1) if table is form.cover else (1, place, ROWS, place))
    return book.close()


class _Guide:
    """Puts drop-down lists and checks of what is typed into a blank.

    The lists stand on a hidden sheet: Excel allows 255 characters in a list of a cell's own.
    """

    def __init__(self, book: Book, register: UnitRegister, language: Language, days: tuple[date, date]) -> None:
        self._register = register
        self._language = language
        self._days = days
        self._lists: dict[Sequence[str], str] = {}
        self._lists_sheet = book.add_sheet(LISTS_SHEET)
        self._lists_sheet.hide()
        self._plain = book.style()

    def add(self, sheet: Sheet, element: DataElement, cells: tuple[int, int, int, int]) -> None:
        """Guide who fills in an element's cells: from the first row and column to the last."""
        validation = self._validation(element)
        if validation:
            if element.element.meaning:
                validation["input_message"] = element.element.meaning.in_(self._language)
            sheet.data_validation(*cells, validation)

    def _validation(self, element: DataElement) -> _Validation | None:
        if choices := element.kind.choices(element, self._register):
            source = self._list(tuple(choice.in_(self._language) for choice in choices))
            return {"validate": "list", "source": source, "error_message": self._say(_FROM_LIST)}
        match element.kind.entry:
            case "day" if element.element.within:
                first, last = self._days
                return _between("date", first, last) | {"error_message": self._say(_DAY_WITHIN, first=first, last=last)}
            case "day":
                return {"validate": "date", "criteria": ">=", "value": _FIRST_DAY, "error_message": self._say(_DAY)}
            case "whole number":
                return self._number("integer", _WHOLE, element)
            case "decimal number":
                return self._number("decimal", _DECIMAL, element)
        return None

    def _number(self, validate: str, error: Text, element: DataElement) -> _Validation:
        least, most = element.least, element.most
        return _between(validate, least, most) | {"error_message": self._say(error, least=str(least), most=str(most))}

    def _list(self, choices: tuple[str, ...]) -> str:
        """The range of the hidden sheet that holds the choices, written there once."""
        if choices not in self._lists:
            column = len(self._lists)
            for row, choice in enumerate(choices):
                self._lists_sheet.put(row, column, choice, self._plain)
            self._lists[choices] = f"={LISTS_SHEET}!{xl_range_abs(0, column, len(choices) - 1, column)}"
        return self._lists[choices]

    def _say(self, text: Text, **values: object) -> str:
        return fill(text, values).in_(self._language)


def _between(validate: str, least: object, most: object) -> _Validation:
    return {"validate": validate, "criteria": "between", "minimum": least, "maximum": most}
