"""Code pages of an xls: what calamine must be told for it to read the texts as they are meant.

It goes by the code page also in BIFF8, whose texts are Unicode whatever is said, and doesn't know all the numbers of 1995.
"""

from collections.abc import Mapping

UNICODE = 1200
OF_WINDOWS = 1251
"""What a book of 1995 that says nothing is written in here."""

_ROMAN, _WESTERN = 10000, 1252
_KNOWN = (866, 874, 932, 936, 949, 950, UNICODE, *range(1250, 1259), _ROMAN, 10007, 10017, 20866, 21866)
_READ_BY: Mapping[int, int] = {**{page: page for page in _KNOWN}, 367: _WESTERN, 0x8000: _ROMAN, 0x8001: _WESTERN}
_ENCODINGS = {866: "cp866", 10007: "mac_cyrillic"}


def read_by(page: int, biff8: bool) -> int | None:
    """The code page by which calamine reads texts that are said to be of a page; None where it knows none like it."""
    return UNICODE if biff8 else _READ_BY.get(page)


def decoded(text: bytes, page: int) -> str:
    """A text of a number format, as far as it may say something: in Latin letters or in Russian ones."""
    return text.decode(_ENCODINGS.get(page, "cp1251"), "replace")
