"""Cell formats of a binary workbook (xls, xlsb), collected from its records."""

from collections.abc import Sequence
from functools import cached_property

from svod.reading.workbook.number_formats.shows import Shows, built_in, shows
from svod.reading.workbook.sheet_scan import SheetScan

STRIKE = 0x08
"""The bit of a font's flags for struck-out text, the same in both formats."""


class CellFormats:
    """Number formats, fonts (True if one strikes out), and `cells`: the font and number format of each cell format.

    `raised` are the numbers of fonts above or below the line.

    A cell names its format by the place in `cells`: style 2 with `cells[2] == (6, 9)` means font 6 and number format 9 (`0%`).
    """

    def __init__(self) -> None:
        self._numbers = dict(built_in())
        self.fonts: list[bool] = []
        self.raised: set[int] = set()
        self.cells: list[tuple[int, int]] = []

    def add_number_format(self, number: int, code: str) -> None:
        """Add a number format that the workbook declares, if it changes how numbers are read."""
        if how := shows(code):
            self._numbers[number] = how

    def note(self, scan: SheetScan, row: int, column: int, style: int) -> None:
        """Note in the scan if the cell's format shows its number as another, or strikes it out."""
        if style in self._shown:
            scan.shown[row, column] = self._shown[style]
        if style in self._struck:
            scan.struck.add((row, column))

    def add_font(self, strikes: bool, escapement: int) -> None:
        """Add the font of the next number; its escapement is 1 above the line, 2 below it."""
        if escapement:
            self.raised.add(len(self.fonts))
        self.fonts.append(strikes)

    @property
    def marks_text(self) -> bool:
        """True if a font strikes out, or stands above or below the line, so that a part of a text may do so."""
        return bool(self.raised) or any(self.fonts)

    def plain(self, text: str, runs: Sequence[tuple[int, int]]) -> str | None:
        """Return a text without its struck and raised parts; None if it has none. Each run is its start and its font."""
        ends = [*[start for start, _ in runs[1:]], len(text)]
        marked = self.raised | {font for font, strikes in enumerate(self.fonts) if strikes}
        kept = [text[start:end] for (start, font), end in zip(runs, ends, strict=True) if font not in marked]
        plain = "".join([text[: runs[0][0]], *kept]) if runs else text
        return None if plain.strip() == text.strip() else plain

    @cached_property
    def _shown(self) -> dict[int, Shows]:
        return {style: self._numbers[number] for style, (_, number) in enumerate(self.cells) if number in self._numbers}

    @cached_property
    def _struck(self) -> frozenset[int]:
        struck = {font for font, strikes in enumerate(self.fonts) if strikes}
        return frozenset(style for style, (font, _) in enumerate(self.cells) if font in struck)
