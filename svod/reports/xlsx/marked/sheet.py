"""Marks on a sheet: colours by conditional formats, so that no cell and no style of the clerk's changes, and notes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from schemas.basics.cell import cell_ranges, row_and_column
from schemas.records.issue import SEVERITIES, Severity
from svod.reports.xlsx.marked.notes import renew_notes
from svod.reports.xlsx.marked.package import Package
from svod.reports.xlsx.marked.xml import EditedXml, Element

_ALWAYS = 'N("svod")=0'
"""The condition of svod's colours. It is always true, and by it they are found again after other programs saved the file."""
_OWN_CONDITION = re.compile(r'N\(\s*"svod"\s*\)')
_RULE = (
    '<conditionalFormatting sqref="{}"><cfRule type="expression" dxfId="{}" priority="{}"><formula>{}</formula></cfRule>'
    "</conditionalFormatting>"
)
_RANGES = 500
"""How many ranges one conditional format names at most."""
_BEFORE_RULES = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr",
)  # fmt: skip
_AFTER_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""The elements of a sheet have an order: these stand before conditional formats, and after the drawing of the notes' boxes."""
_RANGE = re.compile("[A-Z]{1,3}[1-9][0-9]*:[A-Z]{1,3}[1-9][0-9]*")


class MarkedSheet:
    """A sheet whose marks are made anew."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self._xml = EditedXml(package.read(part), unparsed="sheetData")
        self._root = self._xml.root
        self._merged = [ref for one in self._root.descendants("mergeCell") if _RANGE.fullmatch(ref := one.attribute("ref"))]

    def shown_at(self, cells: Iterable[str]) -> Mapping[str, str]:
        """Where each of these cells shows: at itself, or at the top left cell of the range that it is merged into."""
        shown = {cell: cell for cell in cells}
        in_rows: dict[int, list[tuple[int, str]]] = {}
        for cell in shown:
            row, column = row_and_column(cell)
            in_rows.setdefault(row, []).append((column, cell))
        rows = sorted(in_rows)
        for merged in self._merged:
            first, _, last = merged.partition(":")
            (top, left), (bottom, right) = row_and_column(first), row_and_column(last)
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                shown |= {cell: first for column, cell in in_rows[row] if left <= column <= right}
        return shown

    def mark(self, gravest: Mapping[str, Severity], notes: Mapping[str, str], styles: Mapping[Severity, int]) -> None:
        """Replace the marks of an earlier check by a colour and a note at each of these cells."""
        for view in self._root.descendants("sheetView"):
            if view.attribute("tabSelected") in ("1", "true"):
                self._xml.set(view, "tabSelected", "0")
        self._colour(gravest, styles)
        element = self._root.child("legacyDrawing")
        drawing = element.attribute("id") if element else ""
        renewed = renew_notes(self._package, self._part, drawing, notes, self._xml.namespace)
        if element and not renewed:
            self._xml.replace(element)
        elif renewed and not element:
            new = f'<legacyDrawing xmlns:r="{self._package.office}" r:id="{renewed}"/>'
            self._add(new, lambda name: name in _AFTER_DRAWING)
        self._package.write(self._part, self._xml.edited())

    def _colour(self, gravest: Mapping[str, Severity], styles: Mapping[Severity, int]) -> None:
        """Put svod's conditional formats before the clerk's, whose order stays."""
        new = list(_rules(gravest, styles))
        shift = len(new)
        for formats in self._root.all("conditionalFormatting"):
            own = [rule for rule in formats.all("cfRule") if _is_own(rule)]
            shift -= len(own)
            for removed in [formats] if len(own) == len(formats.children) else own:
                self._xml.replace(removed)
        for rule in self._root.descendants("cfRule"):
            if shift and not _is_own(rule) and rule.attribute("priority").isdecimal():
                self._xml.set(rule, "priority", int(rule.attribute("priority")) + shift)
        rules = (_RULE.format(cells, style, priority, escape(_ALWAYS)) for priority, (cells, style) in enumerate(new, 1))
        self._add("".join(rules), lambda name: name not in _BEFORE_RULES)

    def _add(self, new: str, follows: Callable[[str], bool]) -> None:
        """Add elements before the first one that follows them, by its name."""
        following = next((child for child in self._root.children if follows(child.name)), None)
        self._xml.add(self._root, self._xml.like_root(new), following)


def _rules(gravest: Mapping[str, Severity], styles: Mapping[Severity, int]) -> Iterator[tuple[str, int]]:
    """Yield the cells of each conditional format, and its style."""
    for severity in SEVERITIES:
        ranges = cell_ranges(cell for cell, found in gravest.items() if found == severity)
        for first in range(0, len(ranges), _RANGES):
            yield " ".join(ranges[first : first + _RANGES]), styles[severity]


def _is_own(rule: Element) -> bool:
    return any(_OWN_CONDITION.search(formula.text) for formula in rule.all("formula"))
