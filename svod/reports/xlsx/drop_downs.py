"""Drop-down lists, whose choices are on a hidden sheet: a list inside a cell's own rule may have only 255 characters."""

from textwrap import shorten

from xlsxwriter.utility import xl_range_abs

from schemas.declaration.form import LISTS_SHEET
from svod.reports.xlsx.book import Book, Sheet

_LONGEST_PROMPT = 255


class DropDowns:
    """The lists of a workbook. They are on its sheet `LISTS_SHEET`, which this adds and hides."""

    def __init__(self, book: Book) -> None:
        self._sheet = book.add_sheet(LISTS_SHEET)
        self._sheet.hide()
        self._plain = book.style()
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, choices: tuple[str, ...]) -> str:
        """The range of the hidden sheet with these choices; writes them there the first time."""
        if choices not in self._ranges:
            column = len(self._ranges)
            for row, choice in enumerate(choices):
                self._sheet.put(row, column, choice, self._plain)
            self._ranges[choices] = f"={LISTS_SHEET}!{xl_range_abs(0, column, len(choices) - 1, column)}"
        return self._ranges[choices]

    def offer(self, sheet: Sheet, cells: tuple[int, int, int, int], choices: tuple[str, ...], prompt: str) -> None:
        """Offer the choices, if there are any, in cells given by first row, first column, last row, last column."""
        rule: dict[str, object] = {"validate": "list", "source": self.range_of(choices)} if choices else {"validate": "any"}
        sheet.data_validation(*cells, {**rule, "input_message": shorten(prompt, _LONGEST_PROMPT, placeholder="…")})
