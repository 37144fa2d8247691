"""Code pages of an xls: which one to hand to calamine so that it decodes the texts correctly.

calamine follows the code page in BIFF8 too, although texts are always Unicode there, and doesn't know some numbers that were in
use in 1995.
"""

from collections.abc import Mapping

UNICODE = 1200
OF_WINDOWS = 1251
"""Windows Cyrillic: assumed for a BIFF5 book without a code page record."""

_ROMAN, _WESTERN = 10000, 1252
_KNOWN = (866, 874, 932, 936, 949, 950, UNICODE, *range(1250, 1259), _ROMAN, 10007, 10017, 20866, 21866)
_READ_BY: Mapping[int, int] = {**{page: page for page in _KNOWN}, 367: _WESTERN, 0x8000: _ROMAN, 0x8001: _WESTERN}
_ENCODINGS = {866: "cp866", 10007: "mac_cyrillic"}


def read_by(page: int, biff8: bool) -> int | None:
    """Return the code page that calamine should use for texts declared in `page`; None if it supports no equivalent.

    >>> read_by(1251, biff8=False), read_by(0x8000, biff8=False), read_by(10029, biff8=False), read_by(1251, biff8=True)
    (1251, 10000, None, 1200)
    """
    return UNICODE if biff8 else _READ_BY.get(page)


def decoded(text: bytes, page: int) -> str:
    r"""Return the text of a number format; only Latin and Russian words in it change how a number is read.

    >>> decoded(b"0 \xf2\xfb\xf1.", 1251), decoded(b"0 \xe2\xeb\xe1.", 866)
    ('0 тыс.', '0 тыс.')
    """
    return text.decode(_ENCODINGS.get(page, "cp1251"), "replace")
