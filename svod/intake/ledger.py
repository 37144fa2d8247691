"""The ledger: one line for each event, appended and never changed. The warehouse can be rebuilt from it and the stored bytes.

Receipts and decisions are in one order. Receipts are numbered from 1 and so are decisions. The events `moved`, `gone` and
`back` say where known bytes are now, so that a moved file is not taken for a new one.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from schemas.records.decision import DECISION_KINDS, Decision
from schemas.records.submission import Receipt

Entry = Receipt | Decision

_RECEIVED = b'{"event": "received"'
_ABOUT = tuple(field.name for field in fields(Decision) if field.name not in ("event", "kind", "recorded_at"))


@dataclass(slots=True)
class LedgerState:
    """What the ledger says: receipts and decisions in order, the hash last seen at each path, the paths that are gone."""

    receipts: int = 0
    decisions: int = 0
    entries: list[Entry] = field(default_factory=list)
    last_seen: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


class Ledger:
    """The file of the ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> LedgerState:
        """Replay the ledger. A last line that a crash cut short is ignored."""
        state = LedgerState()
        if not self.path.exists():
            return state
        # Parsing all lines as one list takes a third of the time.
        for entry in json.loads(b"[%s]" % b",".join(self.path.read_bytes().split(b"\n")[:-1])):
            _replay(entry, state)
        return state

    def decisions(self) -> list[Decision]:
        """The decisions in order. Receipts, which are many more, are skipped without parsing."""
        state = LedgerState()
        lines = self.path.read_bytes().split(b"\n")[:-1] if self.path.exists() else []
        for line in lines:
            if not line.startswith(_RECEIVED):
                _replay_decision(json.loads(line), state)
        return [entry for entry in state.entries if isinstance(entry, Decision)]

    def receipts(self) -> list[Receipt]:
        """The receipts in order."""
        return [entry for entry in self.read().entries if isinstance(entry, Receipt)]

    def add(self, state: LedgerState, entries: Sequence[dict[str, Any]]) -> None:
        """Append entries, to the file and to the state. They are on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._mend()
        with self.path.open("ab") as file:
            file.write(b"".join(json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in entries))
            file.flush()
            os.fsync(file.fileno())
        for entry in entries:
            _replay(entry, state)

    def _mend(self) -> None:
        """Remove the part of a line that a crash left at the end."""
        if self.path.exists() and not self.path.read_bytes().endswith(b"\n"):
            whole = self.path.read_bytes().rpartition(b"\n")
            with self.path.open("rb+") as file:
                file.truncate(len(whole[0]) + len(whole[1]))


def received(receipt: Receipt) -> dict[str, Any]:
    """The ledger's entry for a receipt."""
    return {
        "event": "received",
        "recorded_at": receipt.recorded_at.isoformat(),
        "received_at": receipt.received_at.isoformat(),
        "file": receipt.file,
        "sha256": receipt.sha256,
    }


def decided(decision: Decision) -> dict[str, Any]:
    """The ledger's entry for a decision."""
    about = {name: value for name in _ABOUT if (value := getattr(decision, name)) is not None}
    return {"event": decision.kind, "recorded_at": decision.recorded_at.isoformat(), **about}


def moved(file: str, to: str, at: datetime) -> dict[str, Any]:
    """The ledger's entry for a file found at another path."""
    return {"event": "moved", "recorded_at": at.isoformat(), "file": file, "to": to}


def back(file: str, at: datetime) -> dict[str, Any]:
    """The ledger's entry for a file that was gone and is back."""
    return {"event": "back", "recorded_at": at.isoformat(), "file": file}


def gone(file: str, at: datetime) -> dict[str, Any]:
    """The ledger's entry for a file that is no longer there."""
    return {"event": "gone", "recorded_at": at.isoformat(), "file": file}


def _replay(entry: dict[str, Any], state: LedgerState) -> None:
    match entry["event"]:
        case "received":
            state.receipts += 1
            moments = (datetime.fromisoformat(entry[clock]) for clock in ("received_at", "recorded_at"))
            state.entries.append(Receipt(state.receipts, entry["file"], entry["sha256"], *moments))
            state.last_seen[entry["file"]] = entry["sha256"]
            state.gone.discard(entry["file"])
        case "moved":
            state.last_seen[entry["to"]] = state.last_seen[entry["file"]]
            state.gone.discard(entry["to"])
            state.gone.add(entry["file"])
        case "gone":
            state.gone.add(entry["file"])
        case "back":
            state.gone.discard(entry["file"])
        case _:
            _replay_decision(entry, state)


def _replay_decision(entry: dict[str, Any], state: LedgerState) -> None:
    if entry["event"] in DECISION_KINDS:
        state.decisions += 1
        about: dict[str, Any] = {name: entry.get(name) for name in _ABOUT}
        recorded_at = datetime.fromisoformat(entry["recorded_at"])
        state.entries.append(Decision(event=state.decisions, kind=entry["event"], recorded_at=recorded_at, **about))
