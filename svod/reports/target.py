"""The consolidated workbook while it is written: its styles, the values of its formulas, what all of its sheets share."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from schemas.edition import Edition
from schemas.text import Language, Text
from schemas.total import STATES
from svod.reports.workbook import set_up_print

Look = Literal["text", "count", "day", "moment", "whole_share", "share"]
"""How a value is shown; also the name of its style in the workbook."""

LINE_HEIGHT = 15.0

# The usual format follows the settings of whoever opens the file; the workbook is in one language.
_SPACED = '[>=1000000]#"\N{NO-BREAK SPACE}"###"\N{NO-BREAK SPACE}"##0;[>=1000]#"\N{NO-BREAK SPACE}"##0;0'
_LOCAL: Mapping[Look, str] = {
    "text": "@",
    "count": _SPACED,
    "day": "DD.MM.YYYY",
    "moment": "DD.MM.YYYY HH:MM",
    "whole_share": "0%",
    "share": "0.0%",
}
_ENGLISH: Mapping[Look, str] = {**_LOCAL, "count": "#,##0", "day": "[$-809]D MMMM YYYY", "moment": "[$-809]D MMMM YYYY HH:MM"}
_FORMATS: Mapping[Language, Mapping[Look, str]] = {"kk": _LOCAL, "ru": _LOCAL, "en": _ENGLISH}

_LINE = Side(style="thin", color="B4BEC8")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING, _TOTALS = PatternFill("solid", fgColor="DCE6F0"), PatternFill("solid", fgColor="EEF1F4")
_PLAIN, _BOLD = Font(size=11), Font(size=11, bold=True)
_SPREAD = 130


class Target:
    """The workbook, its edition and language. `results` are the values of its formulas so far, by sheet and cell."""

    def __init__(self, workbook: Workbook, edition: Edition, language: Language) -> None:
        self.workbook = workbook
        self.edition = edition
        self.language = language
        self.results: dict[str, dict[str, int]] = {}
        centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._style("heading", font=_BOLD, fill=_HEADING, alignment=centred)
        for look, number_format in _FORMATS[language].items():
            aligned = Alignment(wrap_text=look == "text", vertical="top")
            self._style(look, font=_PLAIN, alignment=aligned, number_format=number_format)
            self._style(total_style(look), font=_BOLD, fill=_TOTALS, alignment=aligned, number_format=number_format)

    def say(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text.in_(self.language)

    def calculate(self, cell: Cell, formula: str, value: int) -> None:
        """Put a formula with its value."""
        cell.value = f"={formula}"
        self.results.setdefault(cell.parent.title, {})[cell.coordinate] = value

    def set_up_page(self, sheet: Worksheet) -> None:
        """What is printed on every page: whose figures of which period, whether they are final, the number of the page."""
        set_up_print(sheet)
        edition = self.edition
        footer = sheet.oddFooter
        footer.left.text = f"{self.say(edition.region.names)}, {edition.period}".replace("&", "&&")
        footer.center.text = self.say(STATES[edition.totals.state])
        footer.right.text = "&P / &N"

    def _style(self, name: str, **looks: object) -> None:
        self.workbook.add_named_style(NamedStyle(name, border=_BORDER, **looks))  # type: ignore[arg-type]  # by name


def total_style(look: Look) -> str:
    """The name of a look's style in rows of totals."""
    return f"{look}_total"


def spread(cell: Cell, widths: Sequence[float], font: Font) -> None:
    """Let a line run on over the columns of its sheet, as far as a screen shows, in as many lines as it takes."""
    across = max(1, sum(width <= _SPREAD for width in accumulate(widths)))
    row, sheet = cell.row, cell.parent
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    if across > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
    height = LINE_HEIGHT * (font.size or 11) / 11
    sheet.row_dimensions[row].height = height * ceil(len(str(cell.value)) / (sum(widths[:across]) * 0.95))
