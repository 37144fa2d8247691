"""Rewrite the XML of a sheet that calamine would misread silently, or refuse; few sheets need it.

calamine reads a number only up to the first comment or character reference (`1<!-- -->2` and `1&#50;` as 1), skips CDATA, takes
the last of two values, a blank for the value of a cell that is to hold a text of its own (`t="inlineStr"`), and refuses a whole
sheet for one error value that it doesn't know (#SPILL!).
"""

import re
from xml.sax.saxutils import escape, quoteattr

from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.xml import parse

# `<v>1&#50;`
_REFERENCE_IN_VALUE = re.compile(rb"v>[^<]*&")
# `<c r="A1" t="s"><v>-5`: a shared string has no negative number
_NO_INDEX = re.compile(rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>-""")
# `<c r="A1" t="inlineStr"><v>5</v>`, `<is><t>5</t></is><v>5</v>`, `<is/><is>`
_ODD_TEXT = rb"""i(?:nlineStr["'][^>]*>\s*<(?:\w+:)?v\b|s\s*/?>\s*<(?:\w+:)?(?:v|is)\b)"""
# `<v>5</v><is><t>6</t></is>`
_TEXT_AFTER_VALUE = rb"v>\s*<(?:\w+:)?is\b"
# `<c r="A1" t="e"` → `<c r="A1" t="str"`
_ERROR_TYPE = re.compile(rb"""(<(?:\w+:)?c\b[^>]*\bt=["'])e(?=["'])""")
_TEXTS = ("str", "inlineStr", "e")
_MARKUP = re.compile("[&<>]")


def is_misread(cells: bytes) -> bool:
    """True if calamine would misread the cells. A rare byte is searched for first: `!` alone is many times faster than `<!`."""
    return bool(
        (b"!" in cells and b"<!" in cells)
        or (b"?" in cells and b"<?" in cells)
        or (b"&" in cells and _REFERENCE_IN_VALUE.search(cells))
        or (b"-" in cells and b"v>-" in cells and _NO_INDEX.search(cells))
        or b"</v><v" in cells
        or ((b"inlineStr" in cells or b"is>" in cells) and (re.search(_ODD_TEXT, cells) or re.search(_TEXT_AFTER_VALUE, cells)))
    )


def written_anew(xml: bytes, max_depth: int) -> bytes:
    """Return the sheet with nothing but elements and text, in UTF-8. Raises Damaged if a cell's value is ambiguous."""
    writer = _Writer()
    parse(xml, writer, max_depth)
    return "".join(writer.written).encode()


def errors_as_texts(xml: bytes) -> bytes:
    """Return the sheet with its error values as texts, which calamine reads whatever they are."""
    return _ERROR_TYPE.sub(rb"\1str", xml)


class _Writer:
    def __init__(self) -> None:
        self.written: list[str] = []
        self._type = ""
        self._value: str | None = None
        self._has_value = self._has_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._type, self._has_value, self._has_text = attributes.get("t", "n"), False, False
            case "v" if self._has_value or self._has_text or self._type == "inlineStr":
                raise Damaged("two values in a cell, or a value in place of its text")
            case "v":
                self._value, self._has_value = "", True
            case "is" if self._has_value or self._has_text:
                raise Damaged("two texts in a cell")
            case "is":
                self._has_text = True
        self.written.append(f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>")

    def end(self, tag: str) -> None:
        if self._value is not None and tag.rpartition(":")[2] == "v":
            if self._type == "s" and not self._value.strip().isdecimal():
                raise Damaged(f"text number {self._value}")
            if self._type not in _TEXTS and _MARKUP.search(self._value):
                raise Damaged(f"a number {self._value}")
            self._value = None
        self.written.append(f"</{tag}>")

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value += text
        self.written.append(escape(text))
