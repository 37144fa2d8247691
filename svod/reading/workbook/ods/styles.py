"""Cell styles of an ods package, as far as they change what a value means: number formats and struck-out text."""

from collections.abc import Mapping
from dataclasses import dataclass

from svod.reading.workbook.number_formats import Shows, by_condition, shown_with

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _NUMBER = f"{_SPACE}style:1.0 ", f"{_SPACE}datastyle:1.0 "
_NUMBER_STYLES = {f"{_NUMBER}{kind}-style" for kind in ("number", "percentage", "currency")}
_STRUCK = [f"{_STYLE}text-line-through-{what}" for what in ("style", "type")]


@dataclass(slots=True)
class CellStyle:
    """How a style shows numbers, if as others, and True if it strikes text out."""

    shows: Shows | None = None
    struck: bool = False

    def __bool__(self) -> bool:
        return self.struck or self.shows is not None


class OpenStyles:
    """Cell styles by name. As parser handlers they take in styles.xml first, then the styles in content.xml."""

    def __init__(self) -> None:
        self.by_name: dict[str, CellStyle] = {}
        self._numbers: dict[str, Shows | None] = {}
        self._sections: list[tuple[str, Shows | None]] = []
        self._style = CellStyle()
        self._name = self._text = self._style_name = ""
        self._thousands = 0
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Follow the start of an element."""
        if tag in _NUMBER_STYLES:
            self._name, self._text, self._thousands = attributes.get(f"{_STYLE}name", ""), "", 0
            self._sections = []
        elif tag == f"{_NUMBER}number":
            self._thousands = (len(attributes.get(f"{_NUMBER}display-factor", "1")) - 1) // 3
        elif tag == f"{_STYLE}map" and self._name:
            how = self._numbers.get(attributes.get(f"{_STYLE}apply-style-name", ""))
            self._sections.append((attributes.get(f"{_STYLE}condition", ""), how))
        elif tag == f"{_STYLE}style":
            parent = self.by_name.get(attributes.get(f"{_STYLE}parent-style-name", ""), CellStyle())
            number = attributes.get(f"{_STYLE}data-style-name")
            self._style = CellStyle(self._numbers.get(number) if number else parent.shows, parent.struck)
            self._style_name = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}text-properties":
            lines = [attributes[name] for name in _STRUCK if name in attributes]
            self._style.struck = lines[0] != "none" if lines else self._style.struck
        self._in_text = tag == f"{_NUMBER}text"

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        self._in_text = False
        if tag in _NUMBER_STYLES:
            how = shown_with(self._text, tag.endswith("percentage-style"), self._thousands)
            self._numbers[self._name] = by_condition([*self._sections, ("", how)])
            self._name = ""
        elif tag == f"{_STYLE}style":
            self.by_name[self._style_name] = self._style

    def text(self, text: str) -> None:
        """Take in text; within a number style it is what the format shows beside the number."""
        if self._in_text:
            self._text += text
