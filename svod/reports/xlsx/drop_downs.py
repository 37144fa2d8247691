"""Drop-down lists, whose choices are on a hidden sheet: a list inside a cell's own rule may have only 255 characters."""

from textwrap import shorten

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from schemas.declaration.own_sheets import ANSWERS_SHEET, LISTS_SHEET
from svod.reports.xlsx.book import Book, Sheet

_LONGEST_PROMPT = 255


class DropDowns:
    """The lists of a workbook. They are on its sheet `LISTS_SHEET`, which this adds and hides."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheet = self._hidden(LISTS_SHEET)
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, choices: tuple[str, ...]) -> str:
        """The range of the hidden sheet with these choices; writes them there the first time."""
        if choices not in self._ranges:
            self._ranges[choices] = f"={self._written(self._sheet, len(self._ranges), choices)}"
        return self._ranges[choices]

    def answers_to(self, cell: str, pairs: tuple[tuple[str, str], ...]) -> str:
        """The formula for the answers to the question in a cell, or for all while it is blank; writes the pairs of both.

        The answers of one question are next to each other.
        """
        sheet = self._hidden(ANSWERS_SHEET)
        values, choices = (self._written(sheet, *column) for column in enumerate(zip(*pairs, strict=True)))
        first, _, _ = choices.partition(":")
        return f'=IF({cell}="",{choices},OFFSET({first},MATCH({cell},{values},0)-1,0,COUNTIF({values},{cell}),1))'

    def _written(self, sheet: Sheet, column: int, texts: tuple[str, ...]) -> str:
        """Write texts into a column of a hidden sheet, and return its range."""
        for row, text in enumerate(texts):
            sheet.put(row, column, text, self._book.style())
        return f"{quote_sheetname(str(sheet.name))}!{xl_range_abs(0, column, len(texts) - 1, column)}"

    def _hidden(self, name: str) -> Sheet:
        sheet = self._book.add_sheet(name)
        sheet.hide()
        return sheet

    def offer(self, sheet: Sheet, cells: tuple[int, int, int, int], choices: tuple[str, ...], prompt: str) -> None:
        """Offer the choices, if there are any, in cells given by first row, first column, last row, last column."""
        rule: dict[str, object] = {"validate": "list", "source": self.range_of(choices)} if choices else {"validate": "any"}
        sheet.data_validation(*cells, {**rule, "input_message": shorten(prompt, _LONGEST_PROMPT, placeholder="…")})
