"""Colours cells of a blank while a rule about them doesn't hold."""

from collections.abc import Mapping

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from schemas.basics.text import Language
from schemas.declaration.form import Form
from schemas.expressions.rules import BoundRule, bound_rules
from schemas.expressions.tree import Cell, Element
from svod.reports.xlsx.book import Book, Sheet
from svod.reports.xlsx.form_workbook import COVER_FIRST_ROW
from svod.reports.xlsx.rule_formulas import broken_formula

_BROKEN_FILL = "#F4B6B0"


def mark_broken_rules(book: Book, sheets: Mapping[str, Sheet], form: Form, language: Language, rows: int) -> None:
    """Add the formats to a blank's sheets, on the cover and in that many rows of each table."""
    fill = book.style({"bg_color": _BROKEN_FILL}).plain
    for rule in bound_rules(form):
        if isinstance(rule.at, Element) and rule.at.table == (rule.table or form.cover.code):
            formula = _formula(rule, rule.at, sheets, form, language)
            if formula is not None:
                look = {"type": "formula", "criteria": f"={formula}", "format": fill}
                sheets[rule.at.table].conditional_format(*_cells(rule.at, form, rows), look)


def _cells(at: Element, form: Form, rows: int) -> tuple[int, int, int, int]:
    """The cells of an element: first row, first column, last row, last column."""
    position = _position(at, form)
    if at.table == form.cover.code:
        return COVER_FIRST_ROW + position, 1, COVER_FIRST_ROW + position, 1
    return 1, position, rows, position


def _formula(rule: BoundRule, at: Element, sheets: Mapping[str, Sheet], form: Form, language: Language) -> str | None:
    """The formula for the first of these cells; a spreadsheet counts on from there for the others."""

    def place(named: Element | Cell) -> str | None:
        if isinstance(named, Cell) or named.table not in (at.table, form.cover.code):
            return None
        if named.table != form.cover.code:
            return xl_rowcol_to_cell(1, _position(named, form), col_abs=True)
        address = xl_rowcol_to_cell(COVER_FIRST_ROW + _position(named, form), 1, row_abs=True, col_abs=True)
        return address if at.table == form.cover.code else f"{quote_sheetname(str(sheets[named.table].name))}!{address}"

    formula = broken_formula(rule, form, language, place)
    if formula is None or not rule.table:
        return formula
    last = xl_rowcol_to_cell(1, len(form.all_tables[at.table].elements) - 1, col_abs=True)
    return f"AND(COUNTA($A2:{last})>0,{formula})"  # nobody has filled in the other rows


def _position(named: Element, form: Form) -> int:
    return list(form.all_tables[named.table].elements).index(named.name)
