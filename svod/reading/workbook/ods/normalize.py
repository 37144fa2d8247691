"""An ods package written anew as LibreOffice writes it, which is all that calamine reads.

Other programs leave out the entry that names the kind of package, put white space between the elements, write another encoding
or other prefixes, text as it is in CDATA; the text of a shape over a cell stands within the cell. None of it says anything.
"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from schemas.basics.limits import Limits
from svod.reading.workbook.xml import parse

_KIND = "application/vnd.oasis.opendocument.spreadsheet"

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_USUAL = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
# A style says that a sheet is hidden.
_SPACES = {space: name for name, space in _USUAL.items()} | {"urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style"}
_PARAGRAPH = "text:p"


def is_as_usual(content: bytes) -> bool:
    """Whether elements have the prefixes that calamine looks for, and all text is the cells' and as it is read.

    calamine takes the text of a shape for the cell's, and passes over literal text.
    """
    named = (f'xmlns:{prefix}="{space}"'.encode() for prefix, space in _USUAL.items())
    return all(name in content for name in named) and b"<draw:" not in content and b"<!" not in content


def rewritten(content: bytes, limits: Limits) -> bytes:
    """A package of nothing but the sheets of content.xml."""
    writer = _Writer()
    parse(content, writer, limits.max_depth, spaces=True)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", _KIND)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", "".join(writer.written))
    return packed.getvalue()


class _Writer:
    """Writes elements and attributes of the spaces that say something; what lies within others is left out."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._left_out = self._paragraphs = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _name(tag)
        if name is None or self._left_out:
            self._left_out += 1
            return
        self._paragraphs += name == _PARAGRAPH
        named = ((_name(attribute), value) for attribute, value in attributes.items())
        self.written.append(f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in named if key)}>")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
            return
        name = _name(tag)
        self._paragraphs -= name == _PARAGRAPH
        self.written.append(f"</{name}>")

    def text(self, text: str) -> None:
        """Text; between paragraphs it only sets elements apart."""
        if self._paragraphs and not self._left_out:
            self.written.append(escape(text))


def _name(tag: str) -> str | None:
    space, _, name = tag.rpartition(" ")
    return f"{_SPACES[space]}:{name}" if space in _SPACES else None
