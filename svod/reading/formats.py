"""What a package says of all its numbers: which styles show per cent, and from which day it counts days."""

import re
from datetime import date
from functools import lru_cache
from xml.etree import ElementTree  # expat limits what entities may grow to

from schemas.table import EPOCH

_EPOCH_OF_1904 = date(1904, 1, 1)
_COUNTS_FROM_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)["']""")
_PER_CENT = {"9", "10"}
# In a format a quoted text, or a sign after a backslash, is only shown.
_SHOWN = re.compile(r'"[^"]*"|\\.')


def epoch(workbook: bytes) -> date:
    """The day that the workbook counts as nought."""
    return _EPOCH_OF_1904 if _COUNTS_FROM_1904.search(workbook) else EPOCH


@lru_cache(maxsize=256)
def percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show a number as per cent."""
    if b"%" not in styles and not any(b'numFmtId="%s"' % number.encode() in styles for number in _PER_CENT):
        return frozenset()
    root = ElementTree.fromstring(styles)
    own = {node.attrib["numFmtId"]: node.attrib["formatCode"] for node in root.iter() if node.tag.endswith("}numFmt")}
    formats = _PER_CENT | {number for number, code in own.items() if "%" in _SHOWN.sub("", code)}
    cells = (node for node in root if node.tag.endswith("}cellXfs"))
    return frozenset(
        str(place) for styles_of in cells for place, style in enumerate(styles_of) if style.get("numFmtId") in formats
    )
