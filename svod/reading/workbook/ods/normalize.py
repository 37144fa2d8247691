"""Rewrite an ods package as LibreOffice would write it, because calamine reads no other.

Other programs leave out the entry that names the kind of package, put white space between elements, use another encoding, other
prefixes or CDATA; the text of a shape drawn over a cell stands within the cell. None of that changes what the cells say.
"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from schemas.basics.limits import Limits
from svod.reading.workbook.xml import parse

_KIND = "application/vnd.oasis.opendocument.spreadsheet"

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_USUAL = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
# The style namespace is kept too, because a style tells that a sheet is hidden.
_SPACES = {space: name for name, space in _USUAL.items()} | {"urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style"}
_PARAGRAPH = "text:p"
_MISREAD = (b"<draw:", b"<!", b"<text:line-break", b"<text:tab", b"<text:note", b"<text:ruby")
_AS_TEXT = {"text:line-break": "\n", "text:tab": "\t"}
_NOT_OF_THE_TEXT = ("text:note", "text:ruby-text")


def is_as_usual(content: bytes) -> bool:
    """True if calamine reads this content correctly: its usual prefixes, no shapes, no CDATA.

    calamine takes the text of a shape or a note for the cell's, skips CDATA, and loses line breaks and tabs: 12 and 300 on two
    lines would be 12300.
    """
    named = (f'xmlns:{prefix}="{space}"'.encode() for prefix, space in _USUAL.items())
    return all(name in content for name in named) and not any(markup in content for markup in _MISREAD)


def rewritten(content: bytes, limits: Limits) -> bytes:
    """Return a package that holds nothing but the sheets of content.xml."""
    writer = _Writer()
    parse(content, writer, limits.max_depth, spaces=True)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", "".join(writer.written))
    return packed.getvalue()


class _Writer:
    """Writes the elements and attributes of the namespaces that calamine reads; leaves out others with all they contain."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._left_out = self._paragraphs = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Write the start of an element."""
        name = _name(tag)
        if name is None or self._left_out or name in _AS_TEXT or name in _NOT_OF_THE_TEXT:
            if not self._left_out:
                self.text(_AS_TEXT.get(str(name), ""))
            self._left_out += 1
            return
        self._paragraphs += name == _PARAGRAPH
        named = ((_name(attribute), value) for attribute, value in attributes.items())
        self.written.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in named if key)}>")

    def end(self, tag: str) -> None:
        """Write the end of an element."""
        if self._left_out:
            self._left_out -= 1
            return
        name = _name(tag)
        self._paragraphs -= name == _PARAGRAPH
        self.written.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Write text within paragraphs; between them it is only white space."""
        if self._paragraphs and not self._left_out:
            self.written.append(escape(text))


def _name(tag: str) -> str | None:
    """Return a name with its usual prefix: "urn:…:table:1.0 table-cell" → "table:table-cell"; None in other namespaces."""
    space, _, name = tag.rpartition(" ")
    return f"{_SPACES[space]}:{name}" if space in _SPACES else None
