"""The workbook inside an xlsx package: its sheets, and a scan of each for what calamine can't report or shouldn't attempt.

calamine gives "" for an error cell and for a formula without a stored value, as it does for a blank, and it lays a sheet out
densely, so that one far cell costs gigabytes. A few cheap searches in a sheet's raw XML find the sheets where that matters;
only those are scanned cell by cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.sax.saxutils import quoteattr

from schemas.basics.cell import CellError, column_number
from schemas.basics.limits import Limits
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.sheet_scan import SheetScan
from svod.reading.workbook.xlsx.cells import every_cell
from svod.reading.workbook.xlsx.normalize import errors_as_texts, is_misread, written_anew
from svod.reading.workbook.xlsx.rich_texts import has_marks, rich_texts
from svod.reading.workbook.xlsx.styles import (
    ShownAsOthers,
    cells_in_style,
    hidden_columns,
    hidden_rows,
    indents,
    merged_cells,
    shown_as_others,
    strikes,
)
from svod.reading.workbook.xml import in_utf8, is_wide, tree, whole_number
from svod.reading.workbook.zip_package import Package, Relation

# `<c r="B7"` → ("B", "7"); `<row r="7"` → ("", "7")
_PLACE = re.compile(rb"""\br=["']([A-Za-z]*)(\d*)["']""")
# Plain sheets need none of the following patterns, so each is compiled where it is first used: `re` keeps it from then on.
# `<c s="2" r="B7"` → "B7"; `<row r="7"` → "7"
_ADDRESS = rb""" r=["']([^"']+)"""
_BREAKS = (b"\n", b"\t", b"\r")
_AS_SPACES = bytes.maketrans(b"\n\t\r", b"   ")
# A formula without a value: `<f>A1+1</f></c>`, `<f>A1+1</f><v xml:space="preserve"></v>`, `<f/><v/>`.
_NO_VALUE = rb"(?:</f>|<f\b[^>]*/>)\s*(?:</c>|<v\b[^>]*/>|<v\b[^>]*>\s*</v>)"
# A formula whose stored value may be 0: `<f>A1+1</f><v>0</v>`, `<f>A1+1</f><v>0.0</v>`.
_ZERO = rb"(?:</f>|<f\b[^>]*/>)\s*<v\b[^>]*>\s*[+-]?[0.]+(?:[eE][^<]*)?\s*</v>"
# A sheet's XML reduced to its shape: quotes, every digit as 0, every capital as A, and > between attributes and values.
# `<c r="AB12" s="3"><v>5</v>` becomes `"AA00""0">>0>`. There a plain substring finds columns beyond Z (`"AA`) and rows from
# 100,000 on (`"000000`, `A000000`), many times faster than a pattern in the XML itself.
_KEPT = b"\"'>0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = bytes.maketrans(_KEPT, b'"">' + b"0" * 10 + b"A" * 26)
_LEFT_OUT = bytes(set(range(256)) - set(_KEPT))
_NEAR = b'"A0'
_FAR = (b'"AA', b'"000000', b"A000000")

_WORKBOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedstrings.xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_NOTHING: Mapping[str, bytes] = {}
# `<calcPr fullCalcOnLoad="1"/>`: the program that wrote the file can't calculate and asks the next one to.
_TO_CALCULATE = re.compile(rb"""\bfullCalcOnLoad=["'](?:1|true)["']""")
_NO_PART = b':id=""'
# `<sheet name="Module1" sheetId="9" r:id=""/>`
_SHEET_WITHOUT_PART = re.compile(rb"<(?:\w+:)?sheet\b[^>]*:id=\"\"[^>]*/>")
_ERRORS = frozenset(map(CellError, ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")))
"""The error values that calamine knows."""
_FROM_1904 = re.compile(rb"""\bdate1904=["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's name, the relation that names its part, and True if it is hidden."""

    name: str
    relation: str
    hidden: bool


class XlsxWorkbook:
    """The workbook of an xlsx package. A broken one raises Damaged, or whatever zipfile and zlib raise."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self._limits = limits

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name, in the order of the workbook."""
        return {sheet.name: self.package.related(sheet.relation) for sheet in self._sheets}

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """The names of the hidden sheets."""
        return frozenset(sheet.name for sheet in self._sheets if sheet.hidden)

    @property
    def _sheets(self) -> list[_Sheet]:
        return _sheets(self._workbook_xml, self._limits.max_depth)

    @property
    def is_as_usual(self) -> bool:
        """True if the workbook's XML is in UTF-8, each sheet has a part, and the parts have their usual names.

        calamine reads no others; texts and styles it takes from the parts of the usual names, whatever the workbook refers to.
        """
        names = (self.package.workbook, self._styles_part, self._strings_part)
        as_named = all(name in ("", usual) for name, usual in zip(names, (_WORKBOOK, _STYLES, _STRINGS), strict=True))
        return as_named and not is_wide(self._workbook_xml) and _NO_PART not in self._workbook_xml

    def rewritten(self, instead: Mapping[str, bytes] = _NOTHING) -> bytes:
        """Return the package in the form that calamine reads, with the given parts in place of its own.

        A module of macros, which older versions of Excel showed as a sheet, is left out: it has no part.
        """
        parts = {_WORKBOOK: _SHEET_WITHOUT_PART.sub(b"", in_utf8(self._workbook_xml))}
        for usual, part in ((_STYLES, self._styles_part), (_STRINGS, self._strings_part)):
            if part:
                parts[usual] = self.package.read(part)
        if self.package.workbook != _WORKBOOK:
            parts |= _moved(self.package)
        return self.package.rewritten({**parts, **instead})

    @cached_property
    def _styles_part(self) -> str:
        return self.package.part_of("styles", "styles.xml")

    @cached_property
    def _strings_part(self) -> str:
        return self.package.part_of("sharedStrings", "sharedstrings.xml")

    @cached_property
    def _workbook_xml(self) -> bytes:
        return self.package.read(self.package.workbook)

    @property
    def shared_strings(self) -> bytes:
        """The XML of the shared strings; empty if there are none."""
        return self.package.read(self._strings_part) if self._strings_part else b""

    def count_of_shared_strings(self, most: int) -> int:
        """Return the number of shared strings; 0 if the part is too short to hold more than `most`."""
        if not self._strings_part or self.package.unpacked_size(self._strings_part) < most * len("<si/>"):
            return 0
        xml = self.shared_strings
        return xml.count(b"<si>") + xml.count(b"<si ") + xml.count(b"<si/>")

    @property
    def counts_from_1904(self) -> bool:
        """True if dates are stored as days since 1904, as Excel for Macintosh did."""
        return _counts_from_1904(self._workbook_xml)

    @cached_property
    def _zeros_count(self) -> bool:
        """True if a formula's stored 0 is its result. A program that can't calculate stores 0 and asks for a calculation."""
        return _TO_CALCULATE.search(self._workbook_xml) is None

    @cached_property
    def _shown_as_others(self) -> ShownAsOthers | None:
        return shown_as_others(self.styles)

    @cached_property
    def styles(self) -> bytes:
        """The XML of the cell formats; empty if there are none."""
        return in_utf8(self.package.read(self._styles_part)) if self._styles_part else b""

    def scan(self, part: str) -> SheetScan:
        """Scan a sheet as far as needed: not cell by cell if the searches in its raw XML find nothing."""
        xml = self.package.read(part)
        cells, after = _parted(xml)
        rewritten = is_wide(xml) or is_misread(cells)
        if rewritten:
            xml = written_anew(xml, self._limits.max_depth)
            cells, after = _parted(xml)
        scan = self._scan_cells(xml, cells)
        scan.hidden, scan.merged = hidden_rows(cells), merged_cells(after)
        scan.hidden_columns = hidden_columns(xml[: max(xml.find(b"sheetData"), 0)])
        scan.struck = cells_in_style(cells, strikes(self.styles))
        scan.indented = cells_in_style(cells, indents(self.styles))
        if any(isinstance(mark, CellError) and mark not in _ERRORS for mark in scan.marks.values()):
            scan.rewritten = errors_as_texts(xml)
        elif rewritten:
            scan.rewritten = xml
        return scan

    def _scan_cells(self, xml: bytes, cells: bytes) -> SheetScan:
        """Scan every cell if one may be odd, or shown as something else; else only the used area."""
        formats = self._shown_as_others
        shown = formats.styles if formats and formats.cells.search(cells) else None
        rich = self._rich_texts
        if shown or rich or cells is xml or self._holds_oddities(cells):
            return every_cell(xml, shown or {}, self._limits.max_depth, rich=rich, dummies=not self._zeros_count)
        shape = cells.translate(_SHAPE, _LEFT_OUT)
        near = shape.count(_NEAR) >= cells.count(b"<c ") and not any(far in shape for far in _FAR)
        return SheetScan() if near else self._used_area(cells, xml)

    @property
    def _rich_texts(self) -> dict[str, str]:
        """The shared texts that are partly struck or raised, by number, each as what it says without that part."""
        return rich_texts(in_utf8(self.shared_strings), self._limits.max_depth)

    def _holds_oddities(self, cells: bytes) -> bool:
        """True if a cell may be an error, a formula without a value, partly struck out, or stand twice."""
        return self._holds_dummies(cells) or _has_errors(cells) or has_marks(cells) or _stands_twice(cells)

    def _holds_dummies(self, cells: bytes) -> bool:
        """True if a formula may have no value, or the 0 of a program that can't calculate."""
        if b"f" not in cells:
            return False
        return bool(re.search(_NO_VALUE, cells)) or (not self._zeros_count and bool(re.search(_ZERO, cells)))

    def _used_area(self, cells: bytes, xml: bytes) -> SheetScan:
        """Return the used area by the addresses in the XML; scan every cell if some have none, or if the area is too large."""
        places = _PLACE.findall(cells)
        letters = {column for column, _ in places}
        rows = max((whole_number(row or b"0") for _, row in places), default=0)
        columns = max((column_number(column.decode().upper()) for column in letters), default=0)
        named = sum(1 for column, row in places if column and row)
        if named >= cells.count(b"<c ") and rows * columns <= self._limits.max_cells:
            return SheetScan(rows, columns)
        return every_cell(xml, {}, self._limits.max_depth)


def _parted(xml: bytes) -> tuple[bytes, bytes]:
    """Return the XML of a sheet's cells, and what follows it; the whole XML for both if `sheetData` has a prefix."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    return (xml[start + 10 : end], xml[end:]) if start >= 0 else (xml, xml)


def _stands_twice(cells: bytes) -> bool:
    """True if a cell may stand twice in the XML, or the cells in two parts."""
    if any(char in cells for char in _BREAKS):
        cells = cells.translate(_AS_SPACES)  # attributes may stand on lines of their own
    addresses = re.findall(_ADDRESS, cells)
    return len(set(addresses)) < len(addresses) or b"<c>" in cells or b"<sheetData" in cells


def _has_errors(cells: bytes) -> bool:
    """True if a cell holds an error value. The rare quote is searched for first, which is faster than a pattern for both."""
    return b't="e"' in cells or (b"'" in cells and b"t='e'" in cells)


def _moved(package: Package) -> dict[str, bytes]:
    """Return the sheets of a workbook of another name or folder where calamine looks for them, and the relations to them."""
    sheets = [relation for relation in package.relations if relation[1].endswith("/worksheet")]
    parts = {f"xl/worksheets/sheet{number}.xml": part for number, (_, _, part) in enumerate(sheets, 1)}
    moved = [(name, kind, part) for part, (name, kind, _) in zip(parts, sheets, strict=True)]
    others = [relation for relation in package.relations if relation not in sheets]
    return {part: package.read(found) for part, found in parts.items()} | {
        "_rels/.rels": _relationships([("rId1", _DOCUMENT, _WORKBOOK)]),
        "xl/_rels/workbook.xml.rels": _relationships([*moved, *others]),
    }


def _relationships(relations: Iterable[Relation]) -> bytes:
    written = "".join(
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(kind)} Target={quoteattr(f'/{part}')}/>"
        for name, kind, part in relations
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{written}</Relationships>'.encode()


@lru_cache(maxsize=64)
def _counts_from_1904(workbook: bytes) -> bool:
    return _FROM_1904.search(workbook) is not None


@lru_cache(maxsize=64)
def _sheets(workbook: bytes, max_depth: int) -> list[_Sheet]:
    return [_sheet(node.attrib) for node in tree(workbook, max_depth).iter() if node.tag.endswith(" sheet")]


def _sheet(attributes: Mapping[str, str]) -> _Sheet:
    relation = next((value for name, value in attributes.items() if name.endswith(" id")), None)
    if relation is None or "name" not in attributes:
        raise Damaged("a sheet without a name or a part")
    return _Sheet(attributes["name"], relation, attributes.get("state", "visible") != "visible")
