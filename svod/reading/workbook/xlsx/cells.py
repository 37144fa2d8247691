"""Scan every cell of an xlsx sheet with a real XML parser: exact, and slow."""

import re
from collections.abc import Mapping

from schemas.basics.cell import CellError, NotCalculated, column_number
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.number_formats.shows import Shows
from svod.reading.workbook.sheet_scan import Place, SheetScan
from svod.reading.workbook.xlsx.rich_texts import Runs
from svod.reading.workbook.xml import parse, whole_number

_NO_TEXTS: Mapping[str, str] = {}
_ZERO = r"[+-]?0*(?:0|0\.|\.0)0*(?:[eE][+-]?\d+)?"
# "AB12" → ("AB", "12")
_REFERENCE = re.compile(r"([A-Z]{1,3})0*([1-9][0-9]{0,6})")


class _Scanner:
    """Parser callbacks that note the used area, errors, formulas without a value, and numbers that are shown as others."""

    def __init__(self, shown: Mapping[str, Shows], rich: Mapping[str, str], *, dummies: bool) -> None:
        self.scan = SheetScan()
        self._zeros_are_dummies = dummies
        self._styles = shown
        self._rich = rich
        self._runs = Runs()
        self._filled: set[Place] = set()
        self._tables = 0
        self._row = self._column = -1
        self._type = self._value = ""
        self._formula = self._in_value = self._has_value = False
        self._shows: Shows | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "sheetData":
                self._tables += 1
                if self._tables > 1:
                    raise Damaged("cells in two parts")
            case "row":
                self._row = whole_number(attributes["r"], least=1) - 1 if "r" in attributes else self._row + 1
                self._column = -1
            case "c":
                self._place(attributes.get("r"))
                self._type, self._value = attributes.get("t", "n"), ""
                self._formula = self._has_value = False
                self._shows = self._styles.get(attributes.get("s", ""))
            case "f":
                self._formula = True
            case "v" | "is":
                self._in_value = self._has_value = True
                self._runs = Runs()
            case name:
                self._runs.start(name, attributes)

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "is":
                self._in_value = False
            case "c":
                self._close_cell()
            case name:
                self._runs.end(name)

    def text(self, text: str) -> None:
        if self._in_value:
            self._value += text
            self._runs.text(text)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        address = _REFERENCE.fullmatch(reference.upper())
        if address is None:
            raise Damaged(f"a cell at {reference}")
        self._column = column_number(address[1]) - 1
        self._row = int(address[2]) - 1

    def _close_cell(self) -> None:
        computed_blank = self._type == "str" and self._has_value
        place = self._row, self._column
        if self._has_value or self._formula:
            if place in self._filled:
                raise Damaged("a cell that stands twice")
            self._filled.add(place)
        if self._type == "e":
            self.scan.marks[place] = CellError(self._value or "#VALUE!")
        elif self._formula and self._is_dummy() and not computed_blank:
            self.scan.marks[place] = NotCalculated()
        elif not self._value and self._type != "inlineStr":
            return
        elif self._shows and self._type == "n":
            self.scan.shown[place] = self._shows
        elif (plain := self._rich.get(self._value) if self._type == "s" else self._runs.plain) is not None:
            self.scan.rich[place] = plain
        self.scan.far = max(self.scan.far, place, key=_area)
        self.scan.rows = max(self.scan.rows, self._row + 1)
        self.scan.columns = max(self.scan.columns, self._column + 1)

    def _is_dummy(self) -> bool:
        """True if a formula's stored value is none, or the 0 of a program that can't calculate: `0`, `0.0`, `0E0`."""
        value = self._value.strip()
        return not value or (self._zeros_are_dummies and re.fullmatch(_ZERO, value) is not None)


def _area(place: tuple[int, int]) -> int:
    return (place[0] + 1) * (place[1] + 1)


def every_cell(
    xml: bytes, shown: Mapping[str, Shows], max_depth: int, *, rich: Mapping[str, str] = _NO_TEXTS, dummies: bool = False
) -> SheetScan:
    """Scan every cell of a sheet. Raises Damaged if the XML is malformed.

    `shown` are the styles that show values as something else, `rich` the shared texts of more than one script by their number.
    With `dummies` a formula's 0 counts as no value.
    """
    scanner = _Scanner(shown, rich, dummies=dummies)
    parse(xml, scanner, max_depth)
    return scanner.scan
