"""The blank that a unit fills in: its name and period stand in it, and cells offer what may be written."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import Language, Text, fill
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import LISTS_SHEET, Form
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.reports.xlsx.form_workbook import COVER_FIRST_ROW, return_workbook, save

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


def blank_return(form: Form, register: UnitRegister, unit: str, period: Period, language: Language = "kk") -> bytes:
    """The bytes of a unit's blank for a period."""
    stated = {form.unit_element: unit, **dict(zip(form.period_elements, (period.year, period.number), strict=False))}
    tables = {code: FilledTable() for code in form.all_tables} | {form.cover.code: FilledTable(rows=(stated,))}
    workbook = return_workbook(form, register, FilledReturn(language=language, tables=tables, file=""))
    _Guide(workbook, register, language, form.days(period)).guide(form)
    return save(workbook)


class _Guide:
    """Puts drop-down lists and checks of what is typed into a blank.

    The lists stand on a hidden sheet: Excel allows 255 characters in a list of a cell's own.
    """

    def __init__(self, workbook: Workbook, register: UnitRegister, language: Language, days: tuple[date, date]) -> None:
        self._workbook = workbook
        self._register = register
        self._language = language
        self._days = days
        self._lists: dict[Sequence[str], str] = {}
        self._lists_sheet: Worksheet = workbook.create_sheet(LISTS_SHEET)
        self._lists_sheet.sheet_state = "hidden"

    def guide(self, form: Form) -> None:
        """Every element of every table."""
        for table in form.all_tables.values():
            sheet = self._workbook[table.sheet.in_(self._language)]
            for place, element in enumerate(table.elements.values()):
                cover = table is form.cover
                self._add(sheet, element, f"B{COVER_FIRST_ROW + place}" if cover else _column_cells(place + 1))

    def _add(self, sheet: Worksheet, element: DataElement, cells: str) -> None:
        validation = self._validation(element)
        if validation is None:
            return
        if element.element.meaning:
            validation.prompt = element.element.meaning.in_(self._language)
        validation.showErrorMessage = validation.showInputMessage = True
        validation.add(cells)
        sheet.add_data_validation(validation)

    def _validation(self, element: DataElement) -> DataValidation | None:
        if choices := element.kind.choices(element, self._register):
            written = tuple(choice.in_(self._language) for choice in choices)
            return DataValidation("list", formula1=self._list(written), error=self._say(_FROM_LIST))
        match element.kind.entry:
            case "day":
                return self._date(element)
            case "whole number":
                return self._number("whole", _WHOLE, element)
            case "decimal number":
                return self._number("decimal", _DECIMAL, element)
        return None

    def _number(self, type_: Literal["whole", "decimal"], error: Text, element: DataElement) -> DataValidation:
        least, most = str(element.least), str(element.most)
        return DataValidation(type_, formula1=least, formula2=most, error=self._say(error, least=least, most=most))

    def _date(self, element: DataElement) -> DataValidation:
        if element.element.within is None:
            return DataValidation("date", operator="greaterThan", formula1="0", error=self._say(_DAY))
        first, last = self._days
        error = self._say(_DAY_WITHIN, first=first, last=last)
        return DataValidation("date", formula1=_serial(first), formula2=_serial(last), error=error)

    def _list(self, choices: tuple[str, ...]) -> str:
        """The range of the hidden sheet that holds the choices, written there once."""
        if choices not in self._lists:
            column = len(self._lists) + 1
            for row, choice in enumerate(choices, 1):
                self._lists_sheet.cell(row, column, choice)
            letters = get_column_letter(column)
            sheet = quote_sheetname(LISTS_SHEET)
            self._lists[choices] = f"{sheet}!${letters}$1:${letters}${len(choices)}"
        return self._lists[choices]

    def _say(self, text: Text, **values: object) -> str:
        return fill(text, values).in_(self._language)


def _column_cells(column: int) -> str:
    letters = get_column_letter(column)
    return f"{letters}2:{letters}{ROWS + 1}"


def _serial(day: date) -> str:
    """The day as Excel counts days."""
    return str((day - date(1899, 12, 30)).days)
