"""The returned workbook: the clerk's own, with a first sheet that lists the issues and with the cells in question marked.

The list says that it is for reference, so the corrected workbook can be sent again with the list still in it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import Language, Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.own_sheets import reference_sheet
from schemas.records.issue import SEVERITIES, Issue, Severity
from svod.reports.xlsx.book import LINE_HEIGHT, NOTE_CHARACTERS, NOTE_LINE, NOTE_WIDTH
from svod.reports.xlsx.clerk_workbook import ClerkWorkbook, opened, put

TEXTS = Texts(__package__)

_FONT = "Calibri"
_AUTHOR = "svod"
_OWN_BELOW = "\n———\n"
"""Separates our note at a cell from the clerk's own below it. Our note's author is "svod, AUTHOR OF THE CLERK'S NOTE"."""

_WIDTHS = (12, 22, 24, 10, 90, 30)
_CELL = 4
"""The column with the cell's address, which is a link to the cell."""

_FIRST_ROW = 5
_MARKS: Mapping[Severity, PatternFill] = {
    "error": PatternFill("solid", fgColor="FFFFC7CE"),
    "query": PatternFill("solid", fgColor="FFFFEB9C"),
    "info": PatternFill("solid", fgColor="FFDDEBF7"),
}
_MARK_COLOURS = frozenset(mark.start_color.rgb for mark in _MARKS.values())
_GRAVEST_FIRST: Sequence[Severity] = ("error", "query", "info")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def unmarked(content: bytes) -> ClerkWorkbook:
    """The clerk's xlsx without the marks of an earlier check. Raises whatever openpyxl raises if it can't open the file."""
    clerks = opened(content)
    _unmark(clerks.workbook)
    return clerks


def marked_workbook(
    clerks: ClerkWorkbook, issues: Sequence[Issue], language: Language, explanations: Text | None = None
) -> bytes:
    """The workbook as xlsx with its issues marked and listed. `explanations` is the sheet where the clerk explains queries."""
    workbook = clerks.workbook
    issues_by_cell: dict[tuple[str, str], list[Issue]] = {}
    for issue in sorted(issues, key=_gravity):
        if issue.sheet in workbook.sheetnames and issue.cell:
            issues_by_cell.setdefault((issue.sheet, _shown_at(workbook[issue.sheet], issue.cell)), []).append(issue)
    for (sheet, cell), cell_issues in issues_by_cell.items():
        _mark(workbook[sheet][cell], cell_issues, language)
    _list(workbook, sorted(issues, key=_gravity), language, explanations)
    return clerks.save()


def _gravity(issue: Issue) -> int:
    return _GRAVEST_FIRST.index(issue.severity)


def _unmark(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        if sheet.title.startswith(TEXTS["marked.sheet"].all) and sheet["A1"].value in reference_sheet().all:
            workbook.remove(sheet)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.author.partition(", ")[0] == _AUTHOR:
                    clerks_text, author = cell.comment.text.partition(_OWN_BELOW)[2], cell.comment.author.partition(", ")[2]
                    cell.comment = Comment(clerks_text, author) if clerks_text else None
                    if cell.fill.start_color.rgb in _MARK_COLOURS:
                        cell.fill = PatternFill()


def _shown_at(sheet: Worksheet, cell: str) -> str:
    """The cell, or the top left cell of the range that it is merged into."""
    if not isinstance(sheet[cell], MergedCell):
        return cell
    return str(next(merged.coord for merged in sheet.merged_cells.ranges if cell in merged)).split(":")[0]


def _mark(cell: WrittenCell, issues: Sequence[Issue], language: Language) -> None:
    text, author, clerks_note = "\n".join(_comment(issue, language) for issue in issues), _AUTHOR, cell.comment
    if clerks_note:
        text, author = f"{text}{_OWN_BELOW}{clerks_note.text}", f"{_AUTHOR}, {clerks_note.author}"
    lines = sum(1 + len(line) // NOTE_CHARACTERS for line in text.splitlines())
    cell.fill = _MARKS[issues[0].severity]
    cell.comment = Comment(text, author, width=NOTE_WIDTH, height=NOTE_LINE * (lines + 1))


def _comment(issue: Issue, language: Language) -> str:
    message = joined(*filter(None, (issue.message, issue.advice)))
    return f"{SEVERITIES[issue.severity].in_(language).capitalize()}: {message.in_(language)}"


def _list(workbook: Workbook, issues: Sequence[Issue], language: Language, explanations: Text | None) -> None:
    sheet_names = set(workbook.sheetnames)
    sheet = workbook.create_sheet(TEXTS["marked.sheet"].in_(language), 0)
    _write(sheet, 1, [reference_sheet().in_(language)])
    _write(sheet, 2, [_steps(issues, language, explanations, sheet_names)], Font(_FONT, bold=True, size=12))
    headings = TEXTS.group("marked.column").values()
    _write(sheet, _FIRST_ROW - 1, [heading.in_(language) for heading in headings], Font(_FONT, bold=True))
    for row, issue in enumerate(issues, _FIRST_ROW):
        severity, message = SEVERITIES[issue.severity].in_(language), issue.message.in_(language)
        _write(sheet, row, [severity, issue.code, issue.sheet, issue.cell, message, issue.suggestion])
        sheet.cell(row, 1).fill = _MARKS[issue.severity]
        cells = zip(sheet[row], _WIDTHS, strict=True)
        sheet.row_dimensions[row].height = LINE_HEIGHT * max(len(wrap(str(cell.value), width)) for cell, width in cells)
        if issue.cell and issue.sheet in sheet_names:
            sheet.cell(row, _CELL).hyperlink = f"#{quote_sheetname(issue.sheet)}!{issue.cell}"
            sheet.cell(row, _CELL).font = Font(_FONT, underline="single", color="FF0563C1")
    for column, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    _set_up_print(sheet)
    for worksheet in workbook.worksheets:
        worksheet.sheet_view.tabSelected = worksheet is sheet
    workbook.active = 0


def _steps(issues: Sequence[Issue], language: Language, explanations: Text | None, sheets: Collection[str]) -> str:
    """What the clerk should do next: depends on the gravest issue, and says where to explain queries."""
    steps = [TEXTS.group("marked.step")[issues[0].severity if issues else "info"]]
    if explanations and any(issue.severity == "query" for issue in issues):
        # The sheet's name in this workbook, which may be in another language than the list.
        sheet = next((name for name in explanations.all if name in sheets), explanations)
        steps.append(TEXTS.fill("marked.explain", sheet=sheet))
    return joined(*steps).in_(language)


def _write(sheet: Worksheet, row: int, values: Iterable[str | None], font: Font | None = None) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        assert isinstance(cell, WrittenCell)  # there are no merged cells
        put(cell, value)
        if row >= _FIRST_ROW - 1:
            cell.alignment = _WRAPPED
        if font:
            cell.font = font


def _set_up_print(sheet: Worksheet) -> None:
    """Print landscape on A4, fitted to one page in width."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
