"""Writes a workbook as Excel saves it: with texts in a part that all cells share. openpyxl writes them into the cells."""

import re
from html import unescape
from xml.sax.saxutils import escape

from tests.builders.hostile_files import packed, unpacked

_INLINE = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")? t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
_BLANK = re.compile(r"(<(?:c|row)\b[^>]*)></(?:c|row)>")
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PART = "xl/sharedStrings.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def as_excel_saves(content: bytes) -> bytes:
    """The same workbook with shared texts."""
    parts = unpacked(content)
    numbers: dict[str, int] = {}

    def shared(cell: re.Match[str]) -> str:
        number = numbers.setdefault(unescape(cell[3]), len(numbers))
        return f'<c r="{cell[1]}"{cell[2] or ""} t="s"><v>{number}</v></c>'

    for name in [name for name in parts if "/worksheets/sheet" in name]:
        cells = _INLINE.sub(shared, parts[name].decode())
        parts[name] = (_DECLARATION + _BLANK.sub(r"\1/>", cells)).encode()
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in numbers)
    parts[_PART] = f'{_DECLARATION}<sst xmlns="{_SPACE}" count="{len(numbers)}">{texts}</sst>'.encode()
    _add(parts, "[Content_Types].xml", "</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>')
    _add(
        parts,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rIdShared" Type="{_RELATION}" Target="/{_PART}"/>',
    )
    return packed(parts)


def _add(parts: dict[str, bytes], name: str, before: str, text: str) -> None:
    parts[name] = parts[name].decode().replace(before, text + before).encode()
