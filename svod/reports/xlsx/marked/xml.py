"""Edits of XML in place: all bytes that an edit doesn't name stay as they are."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""^(\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# `<x:c r="A1">`: to the end of a start tag; a value may contain ">".
_START_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_TAG_NAME = re.compile(r"<(/?)(?=\w)")
# XML can't hold these, whatever the encoding. Excel takes _x0041_ for the letter A.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_TEXT = 32_000
_MAX_DEPTH = 100


class Unpatchable(ValueError):
    """A package has a part that can't be edited: it is missing or malformed, although reading did without it."""


@dataclass(slots=True)
class Element:
    """An element that stands from `start` to `end`, and its content from `inner` to `inner_end`."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    def child(self, name: str) -> "Element | None":
        """The first child of a name."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def descendants(self, name: str) -> Iterator["Element"]:
        """All elements of a name below this one."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.descendants(name)

    def attribute(self, name: str) -> str:
        """The value of an attribute with this name after its prefix, such as `r:id`; "" if there is none."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), "")


class EditedXml:
    """XML with edits that are made when it is written. What is inside the element named `unparsed` stays unread."""

    def __init__(self, content: bytes, unparsed: str | None = None) -> None:
        self._original = content
        self._content = in_utf8(content)
        self._edits: list[tuple[int, int, bytes]] = []
        self._appended: dict[int, tuple[Element, list[bytes]]] = {}
        self._gap = _gap(self._content, unparsed) if unparsed else (0, 0)
        self.root = self._parsed()

    def _parsed(self) -> Element:
        start, end = self._gap
        top = Element("", {}, 0, 0)
        path = [top]
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def place() -> int:
            return parser.CurrentByteIndex + (end - start if parser.CurrentByteIndex > start else 0)

        def opened(tag: str, attributes: dict[str, str]) -> None:
            if len(path) > _MAX_DEPTH:
                raise Unpatchable("elements too deep")
            at = place()
            whole = _START_TAG.match(self._content, at)
            element = Element(tag, attributes, at, whole.end() if whole else at)
            path[-1].children.append(element)
            path.append(element)

        def closed(_tag: str) -> None:
            element = path.pop()
            at = place()
            # For <a/> the parser says where the next thing begins.
            is_empty = self._content[element.inner - 2 : element.inner] == b"/>"
            element.inner_end = element.inner if is_empty else at
            element.end = element.inner if is_empty else self._content.index(b">", at) + 1

        def text(written: str) -> None:
            path[-1].text += written

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(self._content[:start] + self._content[end:], True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Unpatchable(str(error)) from error
        return top.children[0]

    @property
    def namespace(self) -> str:
        """The namespace of the root element."""
        prefix = self.root.tag.rpartition(":")[0]
        return self.root.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")

    def source(self, element: Element) -> bytes:
        """An element as it is written."""
        return self._content[element.start : element.end]

    def content_of(self, element: Element) -> bytes:
        """What is written between the tags of an element."""
        return self._content[element.inner : element.inner_end]

    def like_root(self, written: str) -> bytes:
        """Elements with the prefix of the root element."""
        prefix = self.root.tag.removesuffix(self.root.name)
        return _TAG_NAME.sub(rf"<\1{prefix}", written).encode()

    def replace(self, element: Element, new: bytes = b"") -> None:
        """Replace an element, or remove it."""
        self._edits.append((element.start, element.end, new))

    def add(self, parent: Element, new: bytes, before: Element | None = None) -> None:
        """Add to the content of an element, at its end or before one of its children; what is added first stands first."""
        if before:
            self._edits.append((before.start, before.start, new))
        elif new:
            self._appended.setdefault(parent.start, (parent, []))[1].append(new)

    def set(self, element: Element, attribute: str, value: object) -> None:
        """Set an attribute that has no prefix."""
        written = f"{attribute}={quoteattr(str(value))}".encode()
        pattern = re.compile(rb"""(?<=\s)%b\s*=\s*(?:"[^"]*"|'[^']*')""" % attribute.encode())
        found = pattern.search(self._content, element.start, element.inner)
        if found:
            self._edits.append((found.start(), found.end(), written))
        else:
            end = element.start + 1 + len(element.tag.encode())
            self._edits.append((end, end, b" " + written))

    def edited(self) -> bytes:
        """The XML with its edits, in UTF-8; as it was if there are none."""
        edits = [edit for edit in self._edits if edit[0] < edit[1] or edit[2]]
        if not edits and not self._appended:
            return self._original
        for parent, added in self._appended.values():
            if self._content[parent.inner - 2 : parent.inner] == b"/>":
                edits.append((parent.inner - 2, parent.inner, b">%b</%b>" % (b"".join(added), parent.tag.encode())))
            else:
                edits.append((parent.inner_end, parent.inner_end, b"".join(added)))
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [self._content[done:start], new]
            done = end
        return b"".join([*pieces, self._content[done:]])


def in_utf8(content: bytes) -> bytes:
    """XML in UTF-8; it loses a declaration that names another encoding."""
    declared = _DECLARED.match(content)
    encoding = "utf-16" if content.startswith(_WIDE) else declared[2].decode().lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8", "us-ascii"):
        return content
    try:
        return _DECLARATION.sub("", content.decode(encoding)).encode()
    except (LookupError, UnicodeError) as error:
        raise Unpatchable(str(error)) from error


def written(text: str) -> str:
    """A text as content of an element, without characters that XML can't hold."""
    return escape(_LIKE_AN_ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("", text)[:_LONGEST_TEXT]))


def _gap(content: bytes, name: str) -> tuple[int, int]:
    """The content of the first element of a name, up to its last end tag; nothing if it has none."""
    start = re.search(rb"<(?:[\w.-]+:)?%b(?:\s[^>]*)?>" % name.encode(), content)
    if start is None or start[0].endswith(b"/>"):
        return 0, 0
    ends = start[0][1:].split(b">")[0].split()[0]
    end = content.rfind(b"</%b" % ends)
    return (start.end(), end) if end > start.end() else (0, 0)


def _refuse(*_: object) -> None:
    raise Unpatchable("a document type")
