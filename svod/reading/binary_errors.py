"""Error values as Excel's binary formats number them."""

from schemas.table import CellError

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_value(number: int) -> CellError:
    """The error of that number."""
    return CellError(_ERRORS.get(number, "#VALUE!"))
