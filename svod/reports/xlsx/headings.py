"""How the heading of an element looks: its colour says whether it must be filled in, and no word of it is broken."""

from schemas.basics.text import Language
from schemas.declaration.element import DataElement
from svod.reports.xlsx.book import HEADING_FILL, REQUIRED_FILL, Properties

_BOLD, _MARGIN = 1.15, 2


def heading_fill(element: DataElement) -> Properties:
    """The colour of a heading or label."""
    return {"bg_color": REQUIRED_FILL if element.required else HEADING_FILL}


def column_width(element: DataElement, language: Language) -> float:
    """The width of an element's column in characters, enough for the longest word of its heading."""
    longest = max(map(len, element.heading.in_(language).split()))
    return max(float(element.kind.width), longest * _BOLD + _MARGIN)
