"""Safe parsing of XML from an untrusted file: no document type, therefore no entities, and a limit of depth."""

import codecs
import re
from typing import Any, Protocol
from xml.etree import ElementTree
from xml.parsers import expat

from svod.reading.workbook.damage import Damaged

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


class Handlers(Protocol):
    """The callbacks of a parser."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Called where an element begins."""

    def end(self, tag: str, /) -> None:
        """Called where an element ends."""

    def text(self, text: str, /) -> None:
        """Called with the text between tags."""


def parse(xml: bytes, handlers: Handlers, max_depth: int, spaces: bool = False) -> None:
    """Parse XML and call the handlers. With `spaces` a tag is its namespace, a space and its name: "urn:x:table:1.0 table".

    Raises Damaged if the XML is malformed, has a document type, or is nested deeper than `max_depth`.
    """
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > max_depth:
            raise Damaged(f"elements {depth} deep")
        handlers.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        handlers.end(tag)
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=" ") if spaces else expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handlers.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Damaged(str(error)) from error
    except (LookupError, ValueError) as error:
        # Outside all elements no handler runs, so this is expat itself: it doesn't know the encoding in the XML declaration.
        if depth:
            raise
        raise Damaged(str(error)) from error


def tree(xml: bytes, max_depth: int) -> ElementTree.Element:
    """Parse small XML into a tree, under the same conditions."""
    builder = ElementTree.TreeBuilder()
    parse(xml, _Building(builder), max_depth, spaces=True)
    return builder.close()


class _Building:
    def __init__(self, builder: ElementTree.TreeBuilder) -> None:
        self._builder = builder

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._builder.end(tag)

    def text(self, text: str) -> None:
        self._builder.data(text)


def _refuse(*_: Any) -> None:
    raise Damaged("a document type")


def is_wide(xml: bytes) -> bool:
    """True if the XML is encoded in UTF-16."""
    return xml.startswith(_WIDE)


def in_utf8(xml: bytes) -> bytes:
    """Return the XML in UTF-8. UTF-16 loses its XML declaration, which would still name the old encoding."""
    return _DECLARATION.sub("", xml.decode("utf-16"), count=1).encode() if is_wide(xml) else xml


def whole_number(written: str | bytes, least: int = 0) -> int:
    """Return the number in an attribute. Raises Damaged if it is not a whole number, or less than `least`."""
    try:
        number = int(written)
    except ValueError as error:
        raise Damaged(f"{written!r} is no number") from error
    if number < least:
        raise Damaged(f"{number} is less than {least}")
    return number
