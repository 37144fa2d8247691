"""A look at the parts of an xlsx package before calamine reads it: what calamine can't tell, and what it shouldn't try.

calamine gives "" for an error cell and for a formula without a stored value, as for a blank, and lays a sheet out densely,
so that one far cell costs gigabytes. A few probes of a sheet's own XML find the sheets where that matters; only those are
scanned cell by cell.
"""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from posixpath import join, normpath, split

from schemas.basics.cell import CellError, column_number
from schemas.basics.limits import Limits
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.sheet_scan import SheetScan
from svod.reading.workbook.xlsx.cells import every_cell
from svod.reading.workbook.xlsx.normalize import errors_as_texts, is_misread, written_anew
from svod.reading.workbook.xlsx.styles import ShownAsOthers, hidden_rows, merged_cells, shown_as_others, strikes, struck_cells
from svod.reading.workbook.xml import tree, whole_number

_PLACE = re.compile(rb"""\br=["']([A-Za-z]*)(\d*)["']""")
_NO_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:</c>|<v\s*/>|<v></v>)")
_ZERO = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*<v>0</v>")
# The shape of a sheet's XML: its quotes, digits as 0, capitals as A, and > to keep values apart from attributes. In it a
# plain substring tells columns beyond Z and rows beyond 99,999, many times faster than a pattern does in the XML.
_KEPT = b"\"'>0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = bytes.maketrans(_KEPT, b'"">' + b"0" * 10 + b"A" * 26)
_LEFT_OUT = bytes(set(range(256)) - set(_KEPT))
_NEAR = b'"A0'
_FAR = (b'"AA', b'"000000', b"A000000")

_STYLES = "xl/styles.xml"
# Longer parts are the returns' own.
_SMALL = 1 << 12
_STATING = ("mimetype", "content.xml", "index.xml", "index.apxl")
_BEGINNING = 4096
_TO_CALCULATE = re.compile(rb"""\bfullCalcOnLoad=["'](?:1|true)["']""")
_XML = (".xml", ".rels")
_NOTHING: Mapping[str, bytes] = {}
_NO_PART = b':id=""'
_SHEET_WITHOUT_PART = re.compile(rb"<(?:\w+:)?sheet\b[^>]*:id=\"\"[^>]*/>")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ERRORS = frozenset(map(CellError, ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")))
"""The error values that calamine knows."""
_FROM_1904 = re.compile(rb"""\bdate1904=["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's name, the relation that names its part, and whether it doesn't show."""

    name: str
    relation: str
    hidden: bool


class Package:
    """The parts of a zip package. What is broken or strange about it raises Damaged, or what zipfile and zlib raise.

    Parts are named with slashes and in small letters, whatever the program wrote: so does whoever opens them, too.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._zip = zipfile.ZipFile(BytesIO(content))
        self.directory = [member for member in self._zip.filelist if not member.filename.endswith("/")]
        self._members = {_normal(member.filename): member for member in self.directory}
        self.parts = frozenset(self._members)

    def size(self, part: str) -> int:
        """How long a part is as packed."""
        return self._members[part].compress_size

    def unpacked_size(self, part: str) -> int:
        """How long a part declares to be."""
        return self._members[part].file_size

    @property
    def kind(self) -> str:
        """What the package states to be: its media type or, where it has none, the beginning of the part that holds all."""
        part = next((part for part in _STATING if part in self.parts), None)
        return self.read(part)[:_BEGINNING].decode("ascii", "replace").strip() if part else ""

    @cached_property
    def workbook(self) -> str:
        """The part that lists the sheets of an Excel workbook; blank where there is none."""
        stated = _office_document(self.read("_rels/.rels"), self._limits.max_depth) if "_rels/.rels" in self.parts else ""
        return next((name for name in (stated, "xl/workbook.xml", "xl/workbook.bin") if name in self.parts), "")

    def related(self, relation: str) -> str:
        """The part that the workbook names by a relation."""
        if relation not in self._relations:
            raise Damaged(f"no relation {relation}")
        return self._relations[relation]

    @cached_property
    def _relations(self) -> dict[str, str]:
        folder, name = split(self.workbook)
        return _relations(self.read(join(folder, "_rels", f"{name}.rels")), folder, self._limits.max_depth)

    @cached_property
    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name."""
        return {sheet.name: self.related(sheet.relation) for sheet in _sheets(self._workbook_xml, self._limits.max_depth)}

    @property
    def is_as_usual(self) -> bool:
        """Whether the workbook's XML is in UTF-8 and each sheet has its part, which is all that calamine reads."""
        return not self._workbook_xml.startswith(_WIDE) and _NO_PART not in self._workbook_xml

    def rewritten(self, instead: Mapping[str, bytes] = _NOTHING) -> bytes:
        """The package as usual, with other parts instead of some of its own.

        A module of macros that was a sheet in an older Excel is a sheet without a part in a newer.
        """
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in self.parts:
                content = instead.get(part) or self.read(part)
                if part.endswith(_XML) and content.startswith(_WIDE):
                    content = _narrow(content)
                archive.writestr(part, _SHEET_WITHOUT_PART.sub(b"", content) if part == self.workbook else content)
        return packed.getvalue()

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """The sheets that don't show."""
        return frozenset(sheet.name for sheet in _sheets(self._workbook_xml, self._limits.max_depth) if sheet.hidden)

    @cached_property
    def _workbook_xml(self) -> bytes:
        return self.read(self.workbook)

    @property
    def shared_strings(self) -> bytes:
        """The part that holds the texts of cells; empty where there is none."""
        name = join(split(self.workbook)[0], "sharedstrings.xml")
        return self.read(name) if name in self.parts else b""

    def count_of_shared_strings(self, most: int) -> int:
        """How many shared strings there are; 0 where the part is too short to hold more than `most`."""
        name = join(split(self.workbook)[0], "sharedstrings.xml")
        if name not in self.parts or self._members[name].file_size < most * len("<si/>"):
            return 0
        xml = self.shared_strings
        return xml.count(b"<si>") + xml.count(b"<si ") + xml.count(b"<si/>")

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old programs did."""
        return _counts_from_1904(self._workbook_xml)

    @cached_property
    def _zeros_count(self) -> bool:
        """Whether a formula's zero is its result: a program that can't calculate stores zeros, and the order to calculate."""
        return _TO_CALCULATE.search(self.read(self.workbook)) is None

    @cached_property
    def _shown_as_others(self) -> ShownAsOthers | None:
        return shown_as_others(self.styles)

    @cached_property
    def styles(self) -> bytes:
        """The part that holds the formats of cells; empty where there is none."""
        styles = self.read(_STYLES) if _STYLES in self.parts else b""
        return _narrow(styles) if styles.startswith(_WIDE) else styles

    def scan(self, part: str) -> SheetScan:
        """Scan one sheet as far as needed: not at all when no probe finds anything."""
        xml = self.read(part)
        cells, after = _parted(xml)
        rewritten = xml.startswith(_WIDE) or is_misread(cells)
        if rewritten:
            xml = written_anew(xml, self._limits.max_depth)
            cells, after = _parted(xml)
        scan = self._scan_cells(xml, cells)
        scan.hidden, scan.merged = hidden_rows(cells), merged_cells(after)
        scan.struck = struck_cells(cells, strikes(self.styles))
        if any(isinstance(mark, CellError) and mark not in _ERRORS for mark in scan.marks.values()):
            scan.rewritten = errors_as_texts(xml)
        elif rewritten:
            scan.rewritten = xml
        return scan

    def _scan_cells(self, xml: bytes, cells: bytes) -> SheetScan:
        others = self._shown_as_others
        shown = others.styles if others and others.cells.search(cells) else None
        dummies = b"f" in cells and not self._zeros_count and _ZERO.search(cells) is not None
        if shown or cells is xml or dummies or _has_errors(cells) or (b"f" in cells and _NO_VALUE.search(cells)):
            return every_cell(xml, shown or {}, self._limits.max_depth, dummies=dummies)
        shape = cells.translate(_SHAPE, _LEFT_OUT)
        near = shape.count(_NEAR) >= cells.count(b"<c ") and not any(far in shape for far in _FAR)
        return SheetScan() if near else self._used_area(cells, xml)

    def read(self, part: str) -> bytes:
        """A part unpacked, never to more than it declares. zipfile's own way costs as much again in a small part."""
        member = self._members.get(part)
        if member is None or member.header_offset < 0:
            raise Damaged(f"no part {part}")
        if member.compress_type != zipfile.ZIP_DEFLATED or member.flag_bits & 1:
            return self._zip.read(member)
        name, extra = struct.unpack_from("<HH", self._content, member.header_offset + 26)
        start = member.header_offset + 30 + name + extra
        unpack = _unpacked_once if member.file_size <= _SMALL else _unpacked
        return unpack(self._content[start : start + member.compress_size], member.file_size, member.CRC)

    def _used_area(self, cells: bytes, xml: bytes) -> SheetScan:
        """Rows and columns by the places that rows and cells name; by a scan where some name none, or they are many."""
        places = _PLACE.findall(cells)
        letters = {column for column, _ in places}
        rows = max((whole_number(row or b"0") for _, row in places), default=0)
        columns = max((column_number(column.decode().upper()) for column in letters), default=0)
        named = sum(1 for column, row in places if column and row)
        if named >= cells.count(b"<c ") and rows * columns <= self._limits.max_cells:
            return SheetScan(rows, columns)
        return every_cell(xml, {}, self._limits.max_depth)


def _parted(xml: bytes) -> tuple[bytes, bytes]:
    """A sheet's cells, and what comes after them; all of it twice where their element has a prefix."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    return (xml[start + 10 : end], xml[end:]) if start >= 0 else (xml, xml)


def _narrow(xml: bytes) -> bytes:
    """XML without its declaration: then it is in UTF-8."""
    return _DECLARATION.sub("", xml.decode("utf-16"), count=1).encode()


def _unpacked(packed: bytes, size: int, checksum: int) -> bytes:
    """What was packed, never more than it declares."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = inflate.decompress(packed, size + 1)
    if not inflate.eof or len(unpacked) != size or zlib.crc32(unpacked) != checksum:
        raise Damaged("a part is not what it declares")
    return unpacked


_unpacked_once = lru_cache(maxsize=64)(_unpacked)
"""The parts that say which sheets there are, and how cells look, are the same in every return made from one blank."""


def _has_errors(cells: bytes) -> bool:
    return b't="e"' in cells or (b"'" in cells and b"t='e'" in cells)


@lru_cache(maxsize=1024)
def _normal(name: str) -> str:
    return normpath("/" + name.replace("\\", "/").lstrip("/"))[1:].lower()


@lru_cache(maxsize=64)
def _office_document(relations: bytes, max_depth: int) -> str:
    found = (one.get("Target", "") for one in tree(relations, max_depth) if one.get("Type", "").endswith("/officeDocument"))
    return _normal(next(found, ""))


@lru_cache(maxsize=64)
def _relations(relations: bytes, folder: str, max_depth: int) -> dict[str, str]:
    return {one.get("Id", ""): _normal(join(f"/{folder}", one.get("Target", ""))) for one in tree(relations, max_depth)}


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
