"""Receives files through doors: at once, also while a run holds the writer's lock. A run loads them later."""

from collections.abc import Callable
from datetime import datetime

from schemas.records.submission import Door, Receipt
from svod.files import make_folder, write_whole
from svod.intake.followed import FollowedLedger
from svod.intake.ledger import received
from svod.intake.raw_paths import door_path, unused_path
from svod.intake.recorded_path import recorded_path
from svod.intake.storage import Storage


class Reception:
    """Receives files through the doors of a data folder. One may be kept for as long as a door is open, for several threads.

    `now` gives the local time.
    """

    def __init__(self, storage: Storage, now: Callable[[], datetime]) -> None:
        self._storage = storage
        self._now = now
        self._ledger = FollowedLedger(storage.ledger)

    def receive(self, door: Door, name: str, content: bytes, delivery: str) -> Receipt:
        """Receive a file under the name that its sender gave it. It is safe when this returns.

        What the ledger has already of the same delivery keeps its receipt: a form sent twice, a message read again. The file
        lies under raw/ before it has a receipt; if that is prevented, a run finds it in the folder of its door. Raises
        DataDamaged if raw/ is gone.
        """
        storage, ledger = self._storage, self._storage.ledger
        sha256 = storage.kept.keep_bytes(content)
        with ledger.lock.held():
            state = self._ledger.state()
            if known := state.deliveries.get((door.name, delivery, sha256)):
                return known
            storage.require_raw(state)
            path = unused_path(storage.raw, door_path(door, name), sha256, state.last_seen)
            make_folder(path.parent)
            write_whole(path, content)
            file, at = recorded_path(path.relative_to(storage.raw).as_posix()), state.next_moment(self._now())
            ledger.add(state, [received(Receipt(0, file, sha256, at, at, *door), delivery)])
            return state.deliveries[door.name, delivery, sha256]
