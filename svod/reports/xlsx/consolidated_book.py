"""The consolidated workbook while it is written: its styles, the values of its formulas, what all of its sheets share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.text import Language, Text
from schemas.records.period_report import Edition
from schemas.records.total import STATES
from svod.reports.status_flags import Marks
from svod.reports.xlsx.form_workbook import FONT, LINE_HEIGHT, set_up_print
from svod.reports.xlsx.openpyxl_patches import Addition

Look = Literal["text", "count", "number", "day", "moment", "whole_share", "share"]
"""How a value is shown; also the name of its style in the workbook."""

# The usual format follows the settings of whoever opens the file; the workbook is in one language.
_SPACED = '[>=1000000]#"\N{NO-BREAK SPACE}"###"\N{NO-BREAK SPACE}"##0;[>=1000]#"\N{NO-BREAK SPACE}"##0;0'
_LOCAL: Mapping[Look, str] = {
    "text": "@",
    "count": _SPACED,
    "number": "General",
    "day": "DD.MM.YYYY",
    "moment": "DD.MM.YYYY HH:MM",
    "whole_share": "0%",
    "share": "0.0%",
}
_ENGLISH: Mapping[Look, str] = {**_LOCAL, "count": "#,##0", "day": "[$-809]D MMMM YYYY", "moment": "[$-809]D MMMM YYYY HH:MM"}
_FORMATS: Mapping[Language, Mapping[Look, str]] = {"kk": _LOCAL, "ru": _LOCAL, "en": _ENGLISH}

_ALIGNED: Mapping[Look, Literal["left", "center", "right"]] = {
    "text": "left",
    "count": "right",
    "number": "right",
    "day": "center",
    "moment": "center",
    "whole_share": "right",
    "share": "right",
}

_LINE = Side(style="thin", color="B4BEC8")
LINED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING, _TOTALS = PatternFill("solid", fgColor="DCE6F0"), PatternFill("solid", fgColor="EEF1F4")
_PLAIN, _BOLD = Font(FONT, 11), Font(FONT, 11, bold=True)
_SPREAD = 100


class Target:
    """The workbook, its edition and language, and what its sheets are given when it is saved."""

    def __init__(self, workbook: Workbook, edition: Edition, language: Language) -> None:
        self.workbook = workbook
        self.edition = edition
        self.language = language
        self._units = {unit.unit: unit.name for unit in edition.units}
        self.marks = Marks(edition)
        self.additions: defaultdict[str, Addition] = defaultdict(Addition)
        centred = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._style("heading", font=_BOLD, fill=_HEADING, alignment=centred)
        for look, number_format in _FORMATS[language].items():
            # Text is set off from a number that ends where it begins.
            words = look == "text"
            aligned = Alignment(wrap_text=words, vertical="top", horizontal=_ALIGNED[look], indent=int(words))
            self._style(look, font=_PLAIN, alignment=aligned, number_format=number_format)
            self._style(total_style(look), font=_BOLD, fill=_TOTALS, alignment=aligned, number_format=number_format)

    def say(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text.in_(self.language)

    def format_of(self, look: Look) -> str:
        """How the workbook's language writes a number or a day."""
        return _FORMATS[self.language][look]

    def unit_name(self, unit: str) -> str:
        """A unit's name; of one that owes no return of the period any more, its code."""
        return self.say(self._units[unit]) if unit in self._units else unit

    def unit_names(self, unit: str) -> Text | None:
        """A unit's name in every language."""
        return self._units.get(unit)

    def mark(self, cell: Cell, mark: str) -> None:
        """Let a number be shown with a mark; it stays a number."""
        if mark:
            cell.number_format = ";".join(f'{shape}"\N{NO-BREAK SPACE}{mark}"' for shape in cell.number_format.split(";"))

    def calculate(self, cell: Cell, formula: str, value: int) -> None:
        """Put a formula with its value."""
        cell.value = f"={formula}"
        self.additions[cell.parent.title].results[cell.coordinate] = value

    def set_up_page(self, sheet: Worksheet) -> None:
        """What is printed on every page: whose figures of which period, whether they are final, the number of the page."""
        set_up_print(sheet)
        sheet.page_margins.bottom, sheet.page_margins.footer = 0.75, 0.3
        edition = self.edition
        about = f"{self.say(edition.region.names)}, {edition.period}".replace("&", "&&")
        sheet.oddFooter = HeaderFooterItem(
            left=_HeaderFooterPart(about),
            center=_HeaderFooterPart(self.say(STATES[edition.totals.state])),
            right=_HeaderFooterPart("&P / &N"),
        )

    def _style(self, name: str, **looks: object) -> None:
        self.workbook.add_named_style(NamedStyle(name, **looks))  # type: ignore[arg-type]  # by name


def total_style(look: Look) -> str:
    """The name of a look's style in rows of totals."""
    return f"{look}_total"


def spread(sheet: Worksheet, row: int, widths: Sequence[float], font: Font) -> None:
    """Let a line run on over the columns of its sheet, as far as a screen shows, in as many lines as it takes."""
    across = max(1, sum(width <= _SPREAD for width in accumulate(widths)))
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    if across > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
    larger = (font.size or 11) / 11 * (1.15 if font.bold else 1)
    sheet.row_dimensions[row].height = LINE_HEIGHT * larger * ceil(len(str(cell.value)) * larger / sum(widths[:across]))
