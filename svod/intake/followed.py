"""The ledger as a process sees it that lives for long: each look takes up what others appended since the last one."""

from os import stat_result

from schemas.records.ledger_mark import LedgerMark
from svod.intake.ledger import Ledger, LedgerState

_NOTHING_PENDING = LedgerMark(2**62, "")
"""A mark beyond every line: nothing is collected that is to be loaded."""


class FollowedLedger:
    """A ledger and its state at the last look. Its user lets one thread look at a time."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._state = LedgerState(_NOTHING_PENDING)
        self._file: stat_result | None = None

    def state(self) -> LedgerState:
        """The state of the ledger now. It is read anew if it is another file, as after a restore. Raises DataDamaged."""
        file, before = self._ledger.path.stat() if self._ledger.path.exists() else None, self._file
        if before and (file is None or file.st_ino != before.st_ino or file.st_size < self._state.size):
            self._state = LedgerState(_NOTHING_PENDING)
        self._file = file
        self._ledger.catch_up(self._state)
        return self._state
