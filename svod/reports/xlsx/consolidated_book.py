"""The consolidated workbook being written: its report, its language, formats of figures, page headers."""

from collections.abc import Mapping
from typing import Literal

from schemas.basics.text import Language, Text
from schemas.records.period_report import PeriodReport
from schemas.records.total import STATES
from svod.reports.status_flags import StatusFlags
from svod.reports.xlsx.book import HEADING_FILL, TOTAL_FILL, Book, Properties, Sheet, Style

Look = Literal["text", "count", "number", "day", "moment", "whole_share", "share"]
"""How a value is shown."""

# Excel's built-in formats follow the reader's settings, but the workbook is in one language: 1234567 is 1 234 567 in kk and ru.
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

# Text is indented, or it would touch a right-aligned number in the column before.
_ALIGNED: Mapping[Look, Properties] = {
    "text": {"align": "left", "indent": 1, "text_wrap": True},
    "count": {"align": "right"},
    "number": {"align": "right"},
    "day": {"align": "center"},
    "moment": {"align": "center"},
    "whole_share": {"align": "right"},
    "share": {"align": "right"},
}
_HEADING: Properties = {"bold": True, "bg_color": HEADING_FILL, "text_wrap": True, "valign": "vcenter", "align": "center"}
_TOTAL: Properties = {"bold": True, "bg_color": TOTAL_FILL}


class ConsolidatedBook(Book):
    """The workbook of a report in one language."""

    def __init__(self, report: PeriodReport, language: Language) -> None:
        super().__init__()
        self.report = report
        self.language = language
        self.flags = StatusFlags(report)
        self.heading = self.style(_HEADING)
        self._units = {unit.unit: unit.name for unit in (*report.sending, *report.units)}

    def say(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text.in_(self.language)

    def unit_name(self, unit: str) -> str:
        """A unit's name, or its code if it no longer owes a return for the period."""
        return self.say(self._units[unit]) if unit in self._units else unit

    def unit_names(self, unit: str) -> Text | None:
        """A unit's name in every language."""
        return self._units.get(unit)

    def format_of(self, look: Look, flag: str = "") -> Properties:
        """The number format in the workbook's language. A flag is part of the format, so the cell stays a number."""
        number_format = _FORMATS[self.language][look]
        if flag:
            number_format = ";".join(f'{shape}"\N{NO-BREAK SPACE}{flag}"' for shape in number_format.split(";"))
        return {"num_format": number_format}

    def style_of(self, look: Look, flag: str = "", *, total: bool = False) -> Style:
        """The style of a value in a list, or in its row of totals."""
        return self.style({"valign": "top"}, _ALIGNED[look], self.format_of(look, flag), _TOTAL if total else {})

    def set_up_page(self, sheet: Sheet, *, large: bool = False) -> None:
        """Print on every page: the region, the period, whether the figures are final, the page number."""
        sheet.set_up_print(large=large)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        about = f"{self.say(self.report.region.names)}, {self.report.period}".replace("&", "&&")
        sheet.set_footer(f"&L{about}&C{self.say(STATES[self.report.totals.state])}&R&P / &N", {"margin": 0.3})
