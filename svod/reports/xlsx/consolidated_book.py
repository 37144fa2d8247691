"""The consolidated workbook while it is written: its report and language, how its figures look, what every page says."""

from collections.abc import Mapping
from typing import Literal

from schemas.basics.text import Language, Text
from schemas.records.period_report import PeriodReport
from schemas.records.total import STATES
from svod.reports.status_flags import StatusFlags
from svod.reports.xlsx.book import HEADING_FILL, TOTAL_FILL, Book, Properties, Sheet, Style

Look = Literal["text", "count", "number", "day", "moment", "whole_share", "share"]
"""How a value is shown."""

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

# Text is set off from a number that ends where it begins.
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
        self._units = {unit.unit: unit.name for unit in report.units}

    def say(self, text: Text) -> str:
        """A text in the workbook's language."""
        return text.in_(self.language)

    def unit_name(self, unit: str) -> str:
        """A unit's name; of one that owes no return of the period any more, its code."""
        return self.say(self._units[unit]) if unit in self._units else unit

    def unit_names(self, unit: str) -> Text | None:
        """A unit's name in every language."""
        return self._units.get(unit)

    def format_of(self, look: Look, flag: str = "") -> Properties:
        """How the workbook's language writes a number or a day; with a flag beside it, which leaves it a number."""
        written = _FORMATS[self.language][look]
        if flag:
            written = ";".join(f'{shape}"\N{NO-BREAK SPACE}{flag}"' for shape in written.split(";"))
        return {"num_format": written}

    def style_of(self, look: Look, flag: str = "", *, total: bool = False) -> Style:
        """The style of a value in a list or, if it is a total, in its row of totals."""
        return self.style({"valign": "top"}, _ALIGNED[look], self.format_of(look, flag), _TOTAL if total else {})

    def set_up_page(self, sheet: Sheet, *, large: bool = False) -> None:
        """What is printed on every page: whose figures of which period, whether they are final, the number of the page."""
        sheet.set_up_print(large=large)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
        about = f"{self.say(self.report.region.names)}, {self.report.period}".replace("&", "&&")
        sheet.set_footer(f"&L{about}&C{self.say(STATES[self.report.totals.state])}&R&P / &N", {"margin": 0.3})
