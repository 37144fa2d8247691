"""XML of a file that nobody vouches for: no document type, so no entities; no deeper than a limit."""

from typing import Any, Protocol
from xml.etree import ElementTree
from xml.parsers import expat


class Handlers(Protocol):
    """What is told of each element and text."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, tag: str, /) -> None:
        """An element ends."""

    def text(self, text: str, /) -> None:
        """Text between them."""


def parse(xml: bytes, handlers: Handlers, max_depth: int, spaces: bool = False) -> None:
    """Tell handlers what the XML holds. With `spaces` a tag is its namespace, a space and its name.

    Raises ValueError where the XML is broken, or what it must not be.
    """
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > max_depth:
            raise ValueError(f"elements {depth} deep")
        handlers.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handlers.end(tag)

    parser = expat.ParserCreate(namespace_separator=" ") if spaces else expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handlers.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def tree(xml: bytes, max_depth: int) -> ElementTree.Element:
    """Small XML as a tree, under the same conditions."""
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
    raise ValueError("a document type")
