"""Colours cells of a blank while a rule about them doesn't hold."""

from collections.abc import Mapping

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from schemas.basics.text import Language
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.expressions.rules import BoundRule, bound_rules
from schemas.expressions.tree import Cell, Element
from svod.reports.xlsx.book import BROKEN_FILL, Book, Sheet
from svod.reports.xlsx.form_workbook import COVER_FIRST_ROW
from svod.reports.xlsx.printed_rows import BELOW_HEADINGS, FIRST_FIGURE
from svod.reports.xlsx.rule_formulas import broken_formula


def mark_broken_rules(book: Book, sheets: Mapping[str, Sheet], form: Form, language: Language, rows: int) -> None:
    """Add the formats to a blank's sheets, on the cover, in that many rows of each list, and in printed rows."""
    for rule in bound_rules(form):
        at = rule.at
        if isinstance(at, Cell) or (at is not None and at.table == (rule.table or form.cover.code)):
            formula = _formula(rule, at, sheets, form, language)
            if formula is not None:
                fill = book.style({"bg_color": BROKEN_FILL}).plain
                look = {"type": "formula", "criteria": f"={formula}", "format": fill}
                sheets[at.table].conditional_format(*_cells(at, form, rows), look)


def _cells(at: Element | Cell, form: Form, rows: int) -> tuple[int, int, int, int]:
    """The cells that are coloured: first row, first column, last row, last column."""
    row, column = _first_cell(at, form)
    if isinstance(at, Cell) or at.table == form.cover.code:
        return row, column, row, column
    printed = form.all_tables[at.table].printed
    return row, column, row + len(printed) - 1 if printed else rows, column


def _formula(rule: BoundRule, at: Element | Cell, sheets: Mapping[str, Sheet], form: Form, language: Language) -> str | None:
    """The formula for the first of these cells; a spreadsheet counts on from there for the others."""

    def place(named: Element | Cell) -> str | None:
        if isinstance(named, Element) and named.table not in (at.table, form.cover.code):
            return None
        is_fixed = isinstance(named, Cell) or named.table == form.cover.code
        address = xl_rowcol_to_cell(*_first_cell(named, form), row_abs=is_fixed, col_abs=True)
        return address if named.table == at.table else f"{quote_sheetname(str(sheets[named.table].name))}!{address}"

    formula = broken_formula(rule, form, language, place)
    if formula is None or not rule.table or form.all_tables[at.table].printed:
        return formula
    last = xl_rowcol_to_cell(1, len(form.all_tables[at.table].elements) - 1, col_abs=True)
    return f"AND(COUNTA($A2:{last})>0,{formula})"  # nobody has filled in the other rows


def _first_cell(named: Element | Cell, form: Form) -> tuple[int, int]:
    """The row and column of a printed cell, of a value on the cover, or of an element in the first row of its table."""
    table = form.all_tables[named.table]
    if isinstance(named, Cell):
        row = next(number for number, printed in enumerate(table.printed) if printed.code == named.row)
        return BELOW_HEADINGS + row, _figure_column(table, named.column)
    if table.printed:
        return BELOW_HEADINGS, _figure_column(table, named.name)
    position = list(table.elements).index(named.name)
    return (COVER_FIRST_ROW + position, 1) if table is form.cover else (1, position)


def _figure_column(table: Table, name: str) -> int:
    """The column of an element in a printed table. The labels of the rows are in the first one."""
    if name == table.row_element:
        return 0
    return FIRST_FIGURE + [element for element in table.elements if element != table.row_element].index(name)
