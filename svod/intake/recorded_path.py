"""Paths as text for the ledger and the warehouse. On a disk a name may be any bytes."""

import re

_MARK = "\N{REPLACEMENT CHARACTER}"
# A byte that is no UTF-8, as os.fsdecode gives it, or the mark itself.
_TO_ESCAPE = re.compile(f"[\udc80-\udcff{_MARK}]")
_ESCAPED = re.compile(f"(?:{_MARK}[0-9A-F]{{2}})+")


def recorded_path(path: str) -> str:
    r"""The path as text. Different paths stay different: each byte that is no text is written as �E5, and so is a � itself.

    >>> recorded_path("2026-06-12/\udce5\udcf1.xlsx")
    '2026-06-12/�E5�F1.xlsx'
    """
    return _TO_ESCAPE.sub(lambda found: "".join(f"{_MARK}{byte:02X}" for byte in _bytes(found[0])), path)


def path_on_disk(recorded: str) -> str:
    r"""The path that was recorded so, as the file system takes it.

    >>> path_on_disk("2026-06-12/�E5�F1.xlsx")
    '2026-06-12/\udce5\udcf1.xlsx'
    """
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[0].replace(_MARK, "")).decode("utf-8", "surrogateescape"), recorded)


def _bytes(char: str) -> bytes:
    return char.encode("utf-8", "surrogateescape")
