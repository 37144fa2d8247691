"""The formats of the cells of a binary workbook, as its records tell of them one after another."""

from functools import cached_property

from svod.reading.workbook.number_formats import BUILT_IN, Shows, shows
from svod.reading.workbook.sheet_scan import SheetScan

STRIKE = 0x08
"""The flag of a font that strikes out, in both binary formats."""


class CellFormats:
    """Number formats, fonts (whether each strikes out), and the font and number format of each format that cells name."""

    def __init__(self) -> None:
        self._numbers = dict(BUILT_IN)
        self.fonts: list[bool] = []
        self.cells: list[tuple[int, int]] = []

    def add_number_format(self, number: int, code: str) -> None:
        """A number format that the workbook declares."""
        if how := shows(code):
            self._numbers[number] = how

    def note(self, scan: SheetScan, row: int, column: int, style: int) -> None:
        """Note how a cell is shown, if otherwise than its value is."""
        if style in self._shown:
            scan.shown[row, column] = self._shown[style]
        if style in self._struck:
            scan.struck.add((row, column))

    @cached_property
    def _shown(self) -> dict[int, Shows]:
        return {style: self._numbers[number] for style, (_, number) in enumerate(self.cells) if number in self._numbers}

    @cached_property
    def _struck(self) -> frozenset[int]:
        struck = {font for font, strikes in enumerate(self.fonts) if strikes}
        return frozenset(style for style, (font, _) in enumerate(self.cells) if font in struck)
