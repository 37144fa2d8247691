"""The consolidated workbook: the region's own return, and sheets with everything that its figures are made of.

The first sheets are the form's own and can be read as a return, so the next level consolidates the regions' workbooks and gets
the same sums. The other sheets say in their first cell that they are not part of the return.
"""

from collections.abc import Sequence

from schemas.basics.exact import Number
from schemas.basics.text import Language
from schemas.declaration.element import DataElement
from schemas.declaration.filled_return import FilledReturn
from schemas.declaration.table import Table
from schemas.records.period_report import PeriodReport
from schemas.units.register import UnitRegister
from svod.reports.region_return import pooled_return
from svod.reports.xlsx.book import Properties, Sheet, Style, summed
from svod.reports.xlsx.consolidated_book import ConsolidatedBook
from svod.reports.xlsx.form_workbook import SheetWriter
from svod.reports.xlsx.indicator_sheets import write_indicators, write_survey
from svod.reports.xlsx.register_sheets import write_lists, write_queries, write_revised, write_status, write_unplaced


def consolidated_workbook(report: PeriodReport, language: Language) -> bytes:
    """The consolidated workbook of a report. The same figures always give the same bytes."""
    book, filled = ConsolidatedBook(report, language), pooled_return(report, language)
    for table in report.form.all_tables.values():
        _RegionSheet(book, table, filled).write()
    write_indicators(book)
    write_survey(book)
    write_lists(book)
    write_status(book)
    write_unplaced(book)
    write_queries(book)
    write_revised(book)
    return book.close()


class _RegionSheet(SheetWriter):
    """A sheet of the region's return, with the state of the figures above the table and sums as formulas."""

    def __init__(self, book: ConsolidatedBook, table: Table, filled: FilledReturn) -> None:
        super().__init__(book, book.report.form, table, filled, UnitRegister([book.report.region]))
        self._consolidated = book
        self._holds_remarks = not table.reports

    def write(self) -> Sheet:
        """Write and return the sheet."""
        sheet = super().write()
        self._consolidated.set_up_page(sheet)
        if self._holds_remarks:  # it is empty, so nobody needs it in print
            sheet.hide()
        return sheet

    def write_title(self, row: int, title: str, widths: Sequence[float]) -> None:
        """Write the line above the table."""
        self.sheet.put_across(row, title, widths, self.book.style({"text_wrap": True, "valign": "top"}))

    def looks(self, element: DataElement) -> Properties:
        """How an element's values look in a table."""
        looks = super().looks(element)
        return {**looks, **self._consolidated.format_of("count")} if element.kind.entry == "whole number" else looks

    def write_total(self, row: int, column: int, total: Number, style: Style) -> None:
        """Write the sum of a column."""
        formula = summed((row - len(self.filled.rows), column), (row - 1, column))
        self.sheet.write_formula(row, column, formula, style.plain, total)
