"""Texts of an xlsx of which a part is struck out, or stands above or below the line, such as a footnote mark."""

from collections.abc import Mapping
from functools import lru_cache

from svod.reading.workbook.xml import parse

_OFF = ("0", "false", "baseline", "none")


class Runs:
    """The runs of one text, followed as an XML parser finds them: `<r><rPr><strike/></rPr><t>12</t></r>`."""

    def __init__(self) -> None:
        self._text = self._plain = ""
        self._marked = self._in_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Follow the start of an element within the text."""
        match name:
            case "r":
                self._marked = False
            case "strike" | "vertAlign":
                self._marked |= attributes.get("val", "1") not in _OFF
            case "t":
                self._in_text = True

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        if name == "t":
            self._in_text = False
        elif name == "r":
            self._marked = False

    def text(self, text: str) -> None:
        """Take in the text of a run."""
        if self._in_text:
            self._text += text
            self._plain += "" if self._marked else text

    @property
    def plain(self) -> str | None:
        """What the text says without its struck and raised runs; None if it has none."""
        return None if self._plain.strip() == self._text.strip() else self._plain.strip()


class _SharedTexts:
    """Parser callbacks that collect the shared texts of more than one script, by their number as cells write it."""

    def __init__(self) -> None:
        self.rich: dict[str, str] = {}
        self._number = -1
        self._runs = Runs()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            self._number += 1
            self._runs = Runs()
        self._runs.start(name, attributes)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self._runs.end(name)
        if name == "si" and (plain := self._runs.plain) is not None:
            self.rich[str(self._number)] = plain

    def text(self, text: str) -> None:
        self._runs.text(text)


def has_marks(xml: bytes) -> bool:
    """True if a text in this XML may be partly struck out, or above or below the line."""
    return b"rPr" in xml and (b"vertAlign" in xml or b"strike" in xml)


@lru_cache(maxsize=4)
def rich_texts(shared_strings: bytes, max_depth: int) -> dict[str, str]:
    """Return the shared texts that are partly struck or raised, by number, each as what it says without that part."""
    if not has_marks(shared_strings):
        return {}
    texts = _SharedTexts()
    parse(shared_strings, texts, max_depth)
    return texts.rich
