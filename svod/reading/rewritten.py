"""An ods package written anew as LibreOffice writes it, which is all that calamine reads.

Other programs leave out the entry that names the kind of package, put white space between the elements, write another encoding
or other prefixes. None of it says anything.
"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from schemas.limits import Limits
from svod.reading.markup import parse

_KIND = "application/vnd.oasis.opendocument.spreadsheet"

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_SPACES = {f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name for name in ("office", "table", "text")}
_PARAGRAPH = "text:p"


def has_usual_prefixes(content: bytes) -> bool:
    """Whether elements are named by the prefixes that calamine looks for: under others it finds blanks."""
    return all(f'xmlns:{prefix}="{space}"'.encode() in content for space, prefix in _SPACES.items())


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
