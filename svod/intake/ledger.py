"""The ledger: one line for each event, appended and never changed. The warehouse can be rebuilt from it and the stored bytes.

Receipts and decisions are in one order. Receipts are numbered from 1 and so are decisions. The events `moved`, `gone` and
`back` say where known bytes are now, so that a moved file is not taken for a new one. `linked` and `unlinked` say which links
let people in; the warehouse holds none of them.

Several processes may append: a run that holds the writer's lock, and whoever receives files meanwhile. They take turns under a
short lock, and each first takes up what the others appended.

Each line contains, as `previous`, the hash of the line before it. That hash was computed from the line and the hash before it,
so no line can be changed or lost unnoticed. `chained` is appended to a ledger that an earlier version wrote without hashes.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from schemas.basics.exceptions import DataDamaged
from schemas.basics.texts import Texts
from schemas.records.decision import ADOPTIONS, DECISION_KINDS, Adoption, Decision
from schemas.records.door_link import DoorLink
from schemas.records.ledger_mark import EMPTY_LEDGER, LedgerMark
from schemas.records.submission import Receipt
from svod.files import sync
from svod.intake.short_lock import ShortLock

TEXTS = Texts(__package__)

Entry = Receipt | Decision
Delivered = tuple[str, str, str]
"""A door, what it calls a delivery (a message has an identifier), and the hash of a file in it."""

_RECEIVED = b'{"event": "received"'
_NEXT = timedelta(microseconds=1)
_WRONG = (ValueError, KeyError, TypeError, AttributeError)
_ABOUT = tuple(field.name for field in fields(Decision) if field.name not in ("event", "kind", "recorded_at"))


class Recorded(NamedTuple):
    """An entry and the ledger's mark at its line."""

    entry: Entry
    mark: LedgerMark


@dataclass(slots=True)
class LedgerState:
    """What the ledger says: the counts of receipts and decisions, the hash last seen at each path, the paths that are gone.

    `deliveries` are the receipts of what came through doors, by door, delivery and hash.
    `links` are the links that were made and not revoked, by the hash of their secret.
    `loaded` is the mark up to which a warehouse is loaded, `hash_there` is the hash of that line in this ledger, and `pending`
    are the entries after it. `adopted` are the forms, registers and places that were adopted, in order. `breaks` are the lines
    that don't continue the line before them. `latest` is the latest moment recorded. `size` is how many bytes were read.
    """

    loaded: LedgerMark = EMPTY_LEDGER
    hash_there: str = EMPTY_LEDGER.hash
    pending: list[Recorded] = field(default_factory=list)
    receipts: int = 0
    decisions: int = 0
    last_seen: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    adopted: list[Adoption] = field(default_factory=list)
    lines: int = 0
    digest: bytes = b""
    is_chained: bool = False
    breaks: list[int] = field(default_factory=list)
    latest: datetime | None = None
    deliveries: dict[Delivered, Receipt] = field(default_factory=dict)
    links: dict[str, DoorLink] = field(default_factory=dict)
    size: int = 0

    @property
    def mark(self) -> LedgerMark:
        """The mark of its last line."""
        return LedgerMark(self.lines, self.digest.hex())

    def next_moment(self, at: datetime) -> datetime:
        """The moment for a new entry: the given one, or the next after all in the ledger, even if the clock was put back."""
        return at if self.latest is None or at > self.latest else self.latest + _NEXT

    def take(self, line: bytes, entry: dict[str, Any]) -> None:
        """Add the next line."""
        self.size += len(line) + 1
        self._chain(line, entry.get("previous"))
        at = datetime.fromisoformat(entry["recorded_at"])
        if self.latest is None or at > self.latest:
            self.latest = at
        match entry["event"]:
            case "received":
                self.receipts += 1
                self.last_seen[entry["file"]] = entry["sha256"]
                self.gone.discard(entry["file"])
                self._add_delivery(entry)
                self._add_pending(_receipt, self.receipts, entry)
            case "moved" | "gone" | "back":
                self._take_path(entry)
            case "linked" | "unlinked":
                self._take_link(entry)
            case kind if kind in DECISION_KINDS:
                self.decisions += 1
                if kind in ADOPTIONS:
                    self.adopted.append(Adoption(kind, entry["details"], at))
                self._add_pending(_decision, self.decisions, entry)

    def _take_path(self, entry: dict[str, Any]) -> None:
        match entry["event"]:
            case "moved":
                self.last_seen[entry["to"]] = self.last_seen[entry["file"]]
                self.gone.discard(entry["to"])
                self.gone.add(entry["file"])
            case "gone":
                self.gone.add(entry["file"])
            case "back":
                self.gone.discard(entry["file"])

    def _take_link(self, entry: dict[str, Any]) -> None:
        if entry["event"] == "unlinked":
            self.links.pop(entry["sha256"], None)
        else:
            until = datetime.fromisoformat(entry["until"])
            self.links[entry["sha256"]] = DoorLink(entry["sha256"], entry.get("unit"), entry.get("name"), until)

    def _chain(self, line: bytes, previous: str | None) -> None:
        self.lines += 1
        if previous != self.digest.hex() and (self.is_chained or previous is not None):
            self.breaks.append(self.lines)
        self.is_chained = self.is_chained or previous is not None
        self.digest = _chained(self.digest, line)
        if self.lines == self.loaded.lines:
            self.hash_there = self.digest.hex()

    def _add_delivery(self, entry: dict[str, Any]) -> None:
        if "delivery" in entry:
            self.deliveries[entry["door"], entry["delivery"], entry["sha256"]] = _receipt(self.receipts, entry)

    def _add_pending(self, make: Callable[[int, dict[str, Any]], Entry], number: int, entry: dict[str, Any]) -> None:
        if self.lines > self.loaded.lines:
            self.pending.append(Recorded(make(number, entry), self.mark))


class Ledger:
    """The file of the ledger, and the short `lock` under which entries are appended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = ShortLock(path)

    def read(self, loaded: LedgerMark = EMPTY_LEDGER) -> LedgerState:
        """Replay the ledger. `loaded` is the mark up to which a warehouse is loaded. Raises DataDamaged.

        A last line that a crash cut short is ignored.
        """
        state = LedgerState(loaded)
        self.catch_up(state)
        return state

    def catch_up(self, state: LedgerState) -> None:
        """Take up what was appended since the state was read. Raises DataDamaged."""
        lines = self._lines(state.size)
        with self._parsing():
            # Parsing all lines as one list takes a third of the time.
            for line, entry in zip(lines, json.loads(b"[%s]" % b",".join(lines)), strict=True):
                state.take(line, entry)

    def decisions(self) -> list[Decision]:
        """The decisions in order. Receipts, which are many more, are skipped without parsing."""
        lines = self._lines()
        with self._parsing():
            entries = [json.loads(line) for line in lines if not line.startswith(_RECEIVED)]
            decided = [entry for entry in entries if entry["event"] in DECISION_KINDS]
            return [_decision(number, entry) for number, entry in enumerate(decided, 1)]

    def receipts(self) -> list[Receipt]:
        """The receipts in order."""
        return [recorded.entry for recorded in self.read().pending if isinstance(recorded.entry, Receipt)]

    def add(self, state: LedgerState, entries: Sequence[dict[str, Any]]) -> None:
        """Append entries, to the file and to the state, after whatever others appended. They are on the disk when this returns.

        They are recorded later than all before them: if others appended meanwhile, right after these.
        """
        with self.lock.held():
            self._mend()
            self.catch_up(state)
            digest, lines = state.digest, []
            for entry in entries:
                at = state.next_moment(datetime.fromisoformat(entry["recorded_at"]))
                lines.append(_line({**entry, "recorded_at": at.isoformat(), "previous": digest.hex()}))
                digest = _chained(digest, lines[-1])
            self._append(b"".join(line + b"\n" for line in lines))
            self.catch_up(state)

    def _append(self, content: bytes) -> None:
        with self.path.open("ab") as file:
            is_new = not file.tell()
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync(self.path.parent)

    @contextmanager
    def _parsing(self) -> Iterator[None]:
        """Name the line that can't be read, where one can't."""
        try:
            yield
        except _WRONG as error:
            raise DataDamaged(TEXTS.fill("no_entry", ledger=self.path, line=_first_wrong(self._lines()))) from error

    def _lines(self, start: int = 0) -> list[bytes]:
        if not self.path.exists():
            return []
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read().split(b"\n")[:-1]

    def _mend(self) -> None:
        """Remove the part of a line that a crash left at the end."""
        if not self.path.exists() or not self.path.stat().st_size:
            return
        with self.path.open("rb+") as file:
            file.seek(-1, os.SEEK_END)
            if file.read() != b"\n":
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)


def received(receipt: Receipt, delivery: str | None = None) -> dict[str, Any]:
    """The ledger's entry for a receipt, and the delivery in which the file came if it came through a door."""
    came = {"door": receipt.door, "door_unit": receipt.door_unit, "delivery": delivery}
    return {
        "event": "received",
        "recorded_at": receipt.recorded_at.isoformat(),
        "received_at": receipt.received_at.isoformat(),
        "file": receipt.file,
        "sha256": receipt.sha256,
        **{name: value for name, value in came.items() if value is not None},
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


def linked(link: DoorLink, by: str, at: datetime) -> dict[str, Any]:
    """The ledger's entry for a link that was made."""
    about = {"unit": link.unit, "name": link.name}
    return {
        "event": "linked",
        "recorded_at": at.isoformat(),
        "by": by,
        "sha256": link.sha256,
        "until": link.until.isoformat(),
        **{name: value for name, value in about.items() if value is not None},
    }


def unlinked(link: DoorLink, by: str, at: datetime) -> dict[str, Any]:
    """The ledger's entry for a link that was revoked."""
    return {"event": "unlinked", "recorded_at": at.isoformat(), "by": by, "sha256": link.sha256}


def chained(at: datetime) -> dict[str, Any]:
    """The first entry with a hash in a ledger that an earlier version wrote."""
    return {"event": "chained", "recorded_at": at.isoformat()}


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode()


def _chained(digest: bytes, line: bytes) -> bytes:
    """The hash of a line and the hash of the line before it."""
    return sha256(digest + line).digest()


def _receipt(number: int, entry: dict[str, Any]) -> Receipt:
    received_at, recorded_at = (datetime.fromisoformat(entry[clock]) for clock in ("received_at", "recorded_at"))
    door, unit = entry.get("door"), entry.get("door_unit")
    return Receipt(number, entry["file"], entry["sha256"], received_at, recorded_at, door, unit)


def _decision(number: int, entry: dict[str, Any]) -> Decision:
    about: dict[str, Any] = {name: entry.get(name) for name in _ABOUT}
    return Decision(event=number, kind=entry["event"], recorded_at=datetime.fromisoformat(entry["recorded_at"]), **about)


def _first_wrong(lines: Sequence[bytes]) -> int:
    """The number of the first line that is no entry."""
    state = LedgerState()
    for number, line in enumerate(lines, 1):
        try:
            state.take(line, json.loads(line))
        except _WRONG:
            return number
    return len(lines)
