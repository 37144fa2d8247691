"""Writes a workbook in Excel's new binary format (xlsb), record by record."""

import struct
import zipfile
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO

from schemas.basics.cell import CellError, Percent
from tests.builders.styled import CODES, PartlyStruck, Styled
from tests.builders.xls import ERRORS, NONE, Merged, Ranges, Rows

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


def binary_book(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Rows = NONE,
    merged: Ranges = NONE,
    hidden_columns: Rows = NONE,
    from_1904: bool = False,
) -> bytes:
    """The bytes of a workbook with texts, one of them partly struck out, numbers, percentages and errors.

    `hidden` are the hidden rows of a sheet.
    """
    listed = b"".join(_bundle(number, name) for number, name in enumerate(sheets, 1))
    targets = {f"r{number}": f"worksheets/sheet{number}.bin" for number in range(1, len(sheets) + 1)}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations({"r1": "xl/workbook.bin"}, "officeDocument"))
        archive.writestr(
            "xl/workbook.bin",
            _record(131)
            + _record(153, struct.pack("<III", from_1904, 0, 0))
            + _record(143)
            + listed
            + _record(144)
            + _record(132),
        )
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(targets, "worksheet"))
        archive.writestr("xl/styles.bin", _STYLES)
        archive.writestr("xl/sharedStrings.bin", _shared_texts(sheets))
        for number, (name, rows) in enumerate(sheets.items(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{number}.bin",
                _sheet(rows, hidden.get(name, ()), merged.get(name, ()), hidden_columns.get(name, ())),
            )
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


def _sheet(
    rows: Sequence[Sequence[object]], hidden: Collection[int], merged: Collection[Merged], columns: Collection[int]
) -> bytes:
    unseen = b"".join(_record(60, struct.pack("<IIIIH", column, column, 2340, 0, 1)) for column in columns)
    reach = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    written = b"".join(
        _record(0, struct.pack("<IIHBB", row, 0, 300, 0, 0x10 if row in hidden else 0).ljust(17, b"\0"))
        + b"".join(_cell(column, value) for column, value in enumerate(values) if value != "")
        for row, values in enumerate(rows)
    )
    spread = b"".join(_record(176, struct.pack("<IIII", top, bottom, left, right)) for top, left, bottom, right in merged)
    return (
        _record(129)
        + _record(148, reach)
        + (_record(390) + unseen + _record(391) if unseen else b"")
        + _record(145)
        + written
        + _record(146)
        + spread
        + _record(130)
    )


def _cell(column: int, value: object) -> bytes:
    style = _PERCENT if isinstance(value, Percent) else 0
    if isinstance(value, Styled):
        style, value = value.style, value.value
    place = struct.pack("<II", column, style)
    match value:
        case str():
            return _record(6, place + _text(value))
        case PartlyStruck():
            return _record(7, place + struct.pack("<I", 0))
        case CellError():
            return _record(3, place + bytes([ERRORS[value.text]]))
        case Percent():
            value = value.number
    return _record(5, place + struct.pack("<d", value))


def _shared_texts(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    shared = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, PartlyStruck)]
    items = (_record(19, b"\x01" + _text(each.text) + struct.pack("<IHH", 1, each.start, 1)) for each in shared)
    return _record(159, struct.pack("<II", len(shared), len(shared))) + b"".join(items) + _record(160)


def _format(number: int, font: int) -> bytes:
    return _record(47, struct.pack("<HHH", 0, number, font).ljust(16, b"\0"))


_PERCENT = CODES.index("0.0%")
_STYLES = (
    _record(278)
    + _record(615, struct.pack("<I", len(CODES)))
    + b"".join(_record(44, struct.pack("<H", 164 + at) + _text(code)) for at, code in enumerate(CODES))
    + _record(616)
    + _record(611, struct.pack("<I", 2))
    + b"".join(_record(43, struct.pack("<HH", 220, flags).ljust(21, b"\0")) for flags in (0, 0x08))
    + _record(612)
    + _record(617, struct.pack("<I", 2 * len(CODES)))
    + b"".join(_format(164 + at, font) for font in (0, 1) for at in range(len(CODES)))
    + _record(618)
    + _record(279)
)
