"""How far a ledger goes, known by its content."""

from typing import NamedTuple


class LedgerMark(NamedTuple):
    """So many lines of the ledger, and their hash: of the last line and the hash of those before it.

    Two ledgers with the same mark have the same lines up to there, byte for byte.
    """

    lines: int
    hash: str


EMPTY_LEDGER = LedgerMark(0, "")
