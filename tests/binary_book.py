"""A workbook in Excel's new binary format (xlsb), record by record."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from schemas.table import CellError
from tests.old_book import ERRORS

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


def binary_book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """The bytes of a workbook of texts, numbers and errors."""
    listed = b"".join(_bundle(number, name) for number, name in enumerate(sheets, 1))
    targets = {f"r{number}": f"worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations({"r1": "xl/workbook.bin"}, "officeDocument"))
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + listed + _record(144) + _record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(targets, "worksheet"))
        for number, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(rows))
    return packed.getvalue()


def _relations(targets: Mapping[str, str], kind: str) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for name, to in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _record(kind: int, content: bytes = b"") -> bytes:
    numbered = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    return numbered + (bytes([length]) if length < 0x80 else bytes([length & 0x7F | 0x80, length >> 7])) + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _bundle(number: int, name: str) -> bytes:
    return _record(156, struct.pack("<II", 0, number) + _text(f"r{number}") + _text(name))


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    reach = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    written = b"".join(
        _record(0, struct.pack("<I", row).ljust(17, b"\0"))
        + b"".join(_cell(column, value) for column, value in enumerate(values) if value != "")
        for row, values in enumerate(rows)
    )
    return _record(129) + _record(148, reach) + _record(145) + written + _record(146) + _record(130)


def _cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    match value:
        case str():
            return _record(6, place + _text(value))
        case CellError():
            return _record(3, place + bytes([ERRORS[value.text]]))
    return _record(5, place + struct.pack("<d", value))
