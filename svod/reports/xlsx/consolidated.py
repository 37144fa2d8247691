"""The consolidated workbook: the region's own return, and beside it everything that its figures rest on.

The first sheets are the form's own and read back as a return: consolidating the regions' workbooks one level higher gives
sums that agree. The others say in their first cell that they are not part of it.
"""

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import Language
from schemas.declaration.filled_return import FilledTable
from schemas.declaration.form import Table
from schemas.records.period_report import Edition
from schemas.units.register import UnitRegister
from svod.reports.region_return import pooled_return
from svod.reports.xlsx.consolidated_book import Target, spread
from svod.reports.xlsx.form_workbook import FONT, return_workbook, save
from svod.reports.xlsx.indicator_sheets import write_indicators, write_survey
from svod.reports.xlsx.register_sheets import write_lists, write_queries, write_revised, write_status

_FIRST_ROW = 4
"""The first row under the headings of a table that has a title."""


def consolidated_workbook(edition: Edition, language: Language) -> bytes:
    """The workbook of an edition. The same figures are the same bytes."""
    form, filled = edition.form, pooled_return(edition, language)
    workbook = return_workbook(form, UnitRegister([edition.region]), filled)
    target = Target(workbook, edition, language)
    for table in form.all_tables.values():
        _finish(target, table, filled.tables[table.code])
    write_indicators(target)
    write_survey(target)
    write_lists(target)
    write_status(target)
    write_queries(target)
    write_revised(target)
    return save(workbook, target.additions)


def _finish(target: Target, table: Table, filled: FilledTable) -> None:
    """What a sheet of the form has in this workbook: its standing over the whole width, numbers as one reads them, sums."""
    sheet = target.workbook[table.sheet.in_(target.language)]
    row = 2 if table is target.edition.form.cover else 1
    widths = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1)]
    spread(sheet, row, widths, Font(FONT))
    target.set_up_page(sheet)
    if table is not target.edition.form.cover:  # whose year is no count
        _format_counts(target, sheet)
    if filled.totals_label:
        last = _FIRST_ROW + len(filled.rows) - 1
        for at in range(1, sheet.max_column + 1):
            cell = sheet.cell(last + 1, at)
            if isinstance(cell, Cell) and isinstance(cell.value, int):
                letters = get_column_letter(at)
                target.calculate(cell, f"SUM({letters}{_FIRST_ROW}:{letters}{last})", cell.value)


def _format_counts(target: Target, sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=_FIRST_ROW):
        for cell in row:
            if isinstance(cell.value, int):
                cell.number_format = target.format_of("count")
