"""The ledger: what happened, a line each, only ever added to. The warehouse can be made anew from it and the kept bytes.

A receipt's number is its place among the receipts. `moved` and `gone` say where known bytes are now, so that a file put
elsewhere is not taken for a new one.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from schemas.submission import Receipt


@dataclass(slots=True)
class LedgerState:
    """What the ledger says up to now: every receipt, the bytes last seen at each path, and the paths that are gone."""

    receipts: list[Receipt] = field(default_factory=list)
    last_seen: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


class Ledger:
    """The ledger's file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> LedgerState:
        """Replay the ledger. A last line that a crash cut off is as if it had not been written."""
        state = LedgerState()
        if not self._path.exists():
            return state
        for line in self._path.read_bytes().split(b"\n")[:-1]:
            _replay(json.loads(line), state)
        return state

    def add(self, entries: Iterable[dict[str, object]]) -> None:
        """Add entries, all of them on the disk before this returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._mend()
        with self._path.open("ab") as file:
            file.write(b"".join(json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in entries))
            file.flush()
            os.fsync(file.fileno())

    def _mend(self) -> None:
        """Take off the part of a line that a crash left at the end."""
        if self._path.exists() and not self._path.read_bytes().endswith(b"\n"):
            whole = self._path.read_bytes().rpartition(b"\n")
            with self._path.open("rb+") as file:
                file.truncate(len(whole[0]) + len(whole[1]))


def received(receipt: Receipt) -> dict[str, object]:
    """The entry of a receipt."""
    return {
        "event": "received",
        "recorded_at": receipt.recorded_at.isoformat(),
        "received_at": receipt.received_at.isoformat(),
        "file": receipt.file,
        "sha256": receipt.sha256,
    }


def moved(file: str, to: str, at: datetime) -> dict[str, object]:
    """The entry of a file found elsewhere."""
    return {"event": "moved", "recorded_at": at.isoformat(), "file": file, "to": to}


def back(file: str, at: datetime) -> dict[str, object]:
    """The entry of a file that was gone and is there again."""
    return {"event": "back", "recorded_at": at.isoformat(), "file": file}


def gone(file: str, at: datetime) -> dict[str, object]:
    """The entry of a file that is no longer there."""
    return {"event": "gone", "recorded_at": at.isoformat(), "file": file}


def _replay(entry: dict[str, str], state: LedgerState) -> None:
    file = entry["file"]
    match entry["event"]:
        case "received":
            state.receipts.append(
                Receipt(
                    len(state.receipts) + 1,
                    file,
                    entry["sha256"],
                    datetime.fromisoformat(entry["received_at"]),
                    datetime.fromisoformat(entry["recorded_at"]),
                )
            )
            state.last_seen[file] = entry["sha256"]
            state.gone.discard(file)
        case "moved":
            state.last_seen[entry["to"]] = state.last_seen[file]
            state.gone.discard(entry["to"])
            state.gone.add(file)
        case "gone":
            state.gone.add(file)
        case "back":
            state.gone.discard(file)
