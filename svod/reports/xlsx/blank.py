"""The blank that a unit fills in: it has the unit's name and period, drop-down lists and checks of what is typed."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from textwrap import shorten

from xlsxwriter.utility import xl_rowcol_to_cell

from schemas.basics.text import Language, Text, plain
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import INSTRUCTIONS_SHEET
from schemas.declaration.period import Period
from schemas.declaration.survey import Survey
from schemas.declaration.table import Table
from schemas.units.register import UnitRegister
from svod.reports.xlsx.book import Book, Sheet
from svod.reports.xlsx.drop_downs import DropDowns
from svod.reports.xlsx.form_workbook import COVER_FIRST_ROW, SheetWriter
from svod.reports.xlsx.instructions import AS_USUAL, Blank, Sending, write_instructions
from svod.reports.xlsx.printed_answers import Pairs, pairs_of, print_answers
from svod.reports.xlsx.printed_rows import BELOW_HEADINGS, FIRST_FIGURE, figures_of
from svod.reports.xlsx.rule_marks import mark_broken_rules

ROWS = 200
"""How many rows of each table are checked while the clerk types."""

TEXTS = Texts(__package__)

_FIRST_DAY = date(1900, 1, 1)

_LONGEST_PROMPT = 255

_Cells = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

_Rule = dict[str, object]
"""What may be typed into a cell, in XlsxWriter's terms."""


def blank_return(
    form: Form, register: UnitRegister, unit: str, period: Period, language: Language = "kk", sending: Sending = AS_USUAL
) -> bytes:
    """The blank of a unit for a period, as bytes of xlsx."""
    cover = {form.unit_element: unit, **dict(zip(form.period_elements, (period.year, period.number), strict=False))}
    tables = {code: FilledTable() for code in form.all_tables} | {form.cover.code: FilledTable(rows=(cover,))}
    filled = FilledReturn(language=language, tables=tables, file="")
    book = Book()
    instructions = book.add_sheet(INSTRUCTIONS_SHEET)
    sheets = {table.code: SheetWriter(book, form, table, filled, register).write() for table in form.all_tables.values()}
    guide = _Guide(book, register, language, period, form.days(period))
    if form.survey:
        table, pairs = form.all_tables[form.survey.table], pairs_of(form.survey, language)
        print_answers(book, sheets[table.code], form.survey, table, pairs)
        guide.offer_answers(table, form.survey, pairs)
    for table in form.all_tables.values():
        for element, cells in _cells(form, table):
            guide.add(sheets[table.code], element, cells)
    mark_broken_rules(book, sheets, form, language, ROWS)
    for sheet in sheets.values():
        sheet.name_on_pages(f"{form.title.in_(language)}. {register.by_code[unit].names.in_(language)}, {period}")
    about = Blank(form=form, unit=register.by_code[unit].names, period=period, language=language, sending=sending)
    write_instructions(book, instructions, about)
    return book.close()


def _cells(form: Form, table: Table) -> Iterator[tuple[DataElement, _Cells]]:
    """The elements that a clerk fills in, each with its cells."""
    if table.row_element:
        for column, element in enumerate(figures_of(table), FIRST_FIGURE):
            yield element, (BELOW_HEADINGS, column, BELOW_HEADINGS + len(table.printed) - 1, column)
        return
    for place, element in enumerate(table.elements.values()):
        row = COVER_FIRST_ROW + place
        yield element, (row, 1, row, 1) if table is form.cover else (1, place, ROWS, place)


class _Guide:
    """Adds drop-down lists and checks of what is typed to a blank."""

    def __init__(self, book: Book, register: UnitRegister, language: Language, period: Period, days: tuple[date, date]) -> None:
        self._register = register
        self._language = language
        self._period = period
        self._days = days
        self._lists = DropDowns(book)
        self._sources: dict[DataElement, str] = {}

    def offer_answers(self, table: Table, survey: Survey, pairs: Pairs) -> None:
        """Offer only the answers of a row's question."""
        question = xl_rowcol_to_cell(1, list(table.elements).index(survey.question), col_abs=True)
        self._sources[table.elements[survey.answer]] = self._lists.answers_to(question, pairs)

    def add(self, sheet: Sheet, element: DataElement, cells: tuple[int, int, int, int]) -> None:
        """Add the list, check and help of an element to its cells: first row, first column, last row, last column."""
        rule, error = self._rule(element)
        rule["error_message"] = error and error.in_(self._language)
        if element.element.meaning:
            rule["input_message"] = shorten(element.element.meaning.in_(self._language), _LONGEST_PROMPT, placeholder="…")
        sheet.data_validation(*cells, rule)

    def _choices(self, element: DataElement) -> Sequence[Text]:
        """What may be chosen: of a list, the codes that are used in the period."""
        if element.codes:
            return [code.labels for code in element.codes if code.validity.holds_in(self._period)]
        return element.kind.choices(element, self._register)

    def _rule(self, element: DataElement) -> tuple[_Rule, Text | None]:
        """What may be typed, and the message if something else is."""
        if choices := self._choices(element):
            source = self._sources.get(element) or self._lists.range_of(tuple(map(attrgetter(self._language), choices)))
            return {"validate": "list", "source": source}, TEXTS["typed.from_list"]
        is_bounded = None not in (element.least, element.most)
        match element.kind.entry:
            case "day" if element.element.within:
                first, last = self._days
                return _between("date", first, last), TEXTS.fill("typed.day_within", first=first, last=last)
            case "day" | "month" as entry:
                typed = TEXTS["typed.day"] if entry == "day" else TEXTS["typed.month"]
                return {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}, typed
            case "whole number" if is_bounded:
                return _between("integer", element.least, element.most), TEXTS.fill("typed.whole", **_bounds(element))
            case "decimal number" if is_bounded:
                return _between("decimal", element.least, element.most), TEXTS.fill("typed.number", **_bounds(element))
        return {"validate": "any"}, None


def _bounds(element: DataElement) -> dict[str, object]:
    """The bounds of a number as messages write them. Years have no space between thousands: 2026, not 2 026."""
    bounds = {"least": element.least, "most": element.most}
    return {name: plain(int(bound)) if element.is_year and bound else bound for name, bound in bounds.items()}


def _between(validate: str, least: object, most: object) -> _Rule:
    return {"validate": validate, "criteria": "between", "minimum": least, "maximum": most}
