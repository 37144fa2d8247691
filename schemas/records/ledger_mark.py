"""A position in the ledger, identified by the content before it."""

from typing import NamedTuple


class LedgerMark(NamedTuple):
    """The number of a line of the ledger, and its hash: of the line and the hash of the line before it.

    Two ledgers with the same mark have the same lines up to there, byte for byte.
    """

    lines: int
    hash: str


EMPTY_LEDGER = LedgerMark(0, "")
