"""Cell styles of an ods package, as far as they change what a value means: number formats and struck-out text."""

from collections.abc import Mapping
from dataclasses import dataclass

from svod.reading.workbook.number_formats.shows import Shows, shows
from svod.reading.workbook.ods.format_style import FORMAT_STYLES, FormatStyle

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_OF_TEXTS = ("text", "paragraph")
_ON_THE_LINE = "0%"
_STRUCK = [f"{_STYLE}text-line-through-{what}" for what in ("style", "type")]


@dataclass(slots=True)
class CellStyle:
    """How a style shows values, if as something else, and True if it strikes text out or sets it above or below the line."""

    shows: Shows | None = None
    struck: bool = False
    raised: bool = False

    def __bool__(self) -> bool:
        return self.struck or self.raised or self.shows is not None


class OpenStyles:
    """Cell styles by name, and those of parts of texts.

    As parser handlers they take in styles.xml first, then the styles in content.xml.
    """

    def __init__(self) -> None:
        self.by_name: dict[str, CellStyle] = {}
        self.of_texts: dict[str, CellStyle] = {}
        self._styles = self.by_name
        self._codes: dict[str, str] = {}
        self._format: FormatStyle | None = None
        self._style = CellStyle()
        self._style_name = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Follow the start of an element."""
        if tag in FORMAT_STYLES:
            self._format = FormatStyle(tag, attributes)
        elif self._format:
            self._format.start(tag, attributes, self._codes)
        elif tag == f"{_STYLE}style":
            self._styles = self.of_texts if attributes.get(f"{_STYLE}family") in _OF_TEXTS else self.by_name
            parent = self._styles.get(attributes.get(f"{_STYLE}parent-style-name", ""), CellStyle())
            code = attributes.get(f"{_STYLE}data-style-name")
            self._style = CellStyle(shows(self._codes.get(code, "")) if code else parent.shows, parent.struck, parent.raised)
            self._style_name = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}text-properties":
            lines = [attributes[name] for name in _STRUCK if name in attributes]
            self._style.struck = lines[0] != "none" if lines else self._style.struck
            raised = attributes.get(f"{_STYLE}text-position")
            self._style.raised = not raised.startswith(_ON_THE_LINE) if raised else self._style.raised

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag in FORMAT_STYLES and self._format:
            self._codes[self._format.name] = self._format.code
            self._format = None
        elif self._format:
            self._format.end(tag)
        elif tag == f"{_STYLE}style":
            self._styles[self._style_name] = self._style

    def text(self, text: str) -> None:
        """Take in text; within a number style it is what the format shows beside the number."""
        if self._format:
            self._format.text(text)
