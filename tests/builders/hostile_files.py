"""Workbooks made to do harm. Each must be refused, before it is unpacked or while it is read."""

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.builders.workbooks import build

ROWS = "xl/worksheets/sheet2.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MIB = 1 << 20
_ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 10))
_DOCTYPE = b'<!DOCTYPE x [<!ENTITY e0 "lol">%s]>' % _ENTITIES


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    own = ZipFile(BytesIO(content))
    return {name: own.read(name) for name in own.namelist()}


def parts() -> dict[str, bytes]:
    """The parts of a valid return."""
    return unpacked(build())


def sheet(rows: bytes) -> bytes:
    """The XML of a sheet."""
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, rows)


def _understated(content: bytes, length: int, said: int) -> bytes:
    """A zip file that states a wrong, smaller size for its one part of this length."""
    true = struct.pack("<I", length)
    assert content.count(true) == 2
    return content.replace(true, struct.pack("<I", said))


def _strings(count: int, length: int) -> dict[str, bytes]:
    """A sheet in which every cell is the same shared string."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, count + 1))
    written = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (MAIN, b"z" * length)
    relation = (
        b'<Relationship Id="strings" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    relations = parts()[name].replace(b"</Relationships>", relation)
    return {name: relations, "xl/sharedStrings.xml": written, ROWS: sheet(cells)}


def _with(others: dict[str, bytes]) -> bytes:
    """A valid return with some parts replaced or added."""
    return packed(parts() | others)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a sheet of spaces": lambda: _with({ROWS: sheet(b" " * (200 * MIB))}),
    "more than is unpacked": lambda: _with({f"xl/media/{at}.bin": bytes(60 * MIB) for at in range(5)}),
    "styles longer than they say": lambda: _understated(_with({"xl/styles.xml": bytes(280 * MIB)}), 280 * MIB, 1000),
    "a string in every cell": lambda: _with(_strings(100_000, 30_000)),
    "two million strings": lambda: _with({"xl/sharedStrings.xml": b'<sst xmlns="%s">%s</sst>' % (MAIN, b"<si/>" * 2_000_000)}),
    "a cell at the end of the sheet": lambda: _with({ROWS: parts()[ROWS].replace(b'r="A2"', b'r="XFD1048576"')}),
    "a million elements within each other": lambda: _with({ROWS: sheet(b"<row><c><v>" * 400_000)}),
}
"""Files that would take gigabytes, by name."""


def tricks() -> dict[str, bytes]:
    """Files that are refused for what they are."""
    good = parts()
    workbook, rows = good["xl/workbook.xml"], good[ROWS]
    head, _, rest = workbook.partition(b"<workbook")
    return {
        "entities in the list of sheets": _with({"xl/workbook.xml": head + _DOCTYPE + b"<workbook" + rest}),
        "a part twice": _with({"XL/Workbook.xml": workbook}),
        "a part by a way around": _with({"xl/../xl/workbook.xml": workbook}),
        "broken list of sheets": _with({"xl/workbook.xml": workbook.replace(b"<sheets>", b"<sheets>&#0;")}),
        "cut off within a part": _with({ROWS: rows[: len(rows) // 2]}),
        "a sheet of macros": _with({"xl/macrosheets/sheet1.xml": rows}),
        "a part without a name": _with({"NAMELESS": rows}).replace(b"NAMELESS", b"\0AMELESS"),
        "a sheet without a name": _with({"xl/workbook.xml": workbook.replace(b" name=", b" nome=", 1)}),
        "a sheet by no relation": _with({"xl/workbook.xml": workbook.replace(b'"rId1"', b'"rId77"')}),
        "letters that nobody knows": _with({"xl/workbook.xml": b'<?xml version="1.0" encoding="x-1"?><workbook' + rest}),
        "letters of several bytes": _with({"xl/workbook.xml": b'<?xml version="1.0" encoding="shift_jis"?><workbook' + rest}),
        "a row of no number": _with({ROWS: rows.replace(b"</sheetData>", b'<row r="x"><c><f>1</f></c></row></sheetData>')}),
        "a row before the first": _with({ROWS: rows.replace(b"</sheetData>", b'<row r="-5"><c t="e"/></row></sheetData>')}),
        "a row of a number without end": _with(
            {ROWS: rows.replace(b"</sheetData>", b'<row r="%s"/></sheetData>' % (b"9" * 5000))}
        ),
    }
