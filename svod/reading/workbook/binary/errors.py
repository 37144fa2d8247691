"""Error values as Excel's binary formats number them."""

from schemas.basics.cell import CellError

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
    0x2D: "#SPILL!",
    0x2E: "#CONNECT!",
    0x2F: "#BLOCKED!",
    0x30: "#UNKNOWN!",
    0x31: "#FIELD!",
    0x32: "#CALC!",
}
KNOWN = frozenset((0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B))
"""The error values that calamine knows."""


def error_value(number: int) -> CellError:
    """Return the error with this number: 0x07 is `#DIV/0!`; an unknown number counts as `#VALUE!`."""
    return CellError(_ERRORS.get(number, "#VALUE!"))
