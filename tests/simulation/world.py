"""One seed's data folder, what is known about it, and the comparison with the oracle after each step."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from schemas.basics.place import PLACE, PlaceVersion
from schemas.basics.text import Language
from schemas.forms.labour12.form import FORM
from schemas.records.period_report import PeriodReport
from svod.intake.raw_paths import is_passed_over
from svod.pipeline.run import consolidate
from svod.pipeline.verify import find_faults
from svod.pipeline.workspace import Workspace
from svod.reports.renderers import Renderer
from svod.warehouse.inspection import inspect
from tests.simulation import oracle, returns, stops
from tests.simulation.backup import Backup
from tests.simulation.oracle import Entry, Oracle, State
from tests.simulation.reader import Reader
from tests.simulation.returns import Content
from tests.simulation.stops import End, FullDisk, Happening, Kill, Stop
from tests.support.in_this_process import InThisProcess

_FIRST_DAY = PLACE.parse_moment("2021-06-08T09:00")
_FILES = {"work.duckdb", "svod.duckdb", "writer.lock", "seen.json"}


class Wrong(AssertionError):
    """Svod did something else than the oracle says."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What the office does: the work, and the entries that it must add to the ledger after those before.

    `adds` returns None where the work must be refused.
    """

    name: str
    work: Callable[[Workspace], object]
    adds: Callable[[Sequence[Entry]], Sequence[Entry] | None]


class World:
    """A data folder, everything that was sent to it, and what must be in it.

    `entries` are those of the ledger, `published` is what readers see, `doubts` are the parts that a mishap damaged.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        _warm_up()
        self.random = Random(seed)
        self.folder, self.root = folder, folder / "data"
        self.now = _FIRST_DAY
        self.contents: dict[str, Content] = {}
        self.entries: list[dict[str, Any]] = []
        self.published: State | None = None
        self.backups: list[Backup] = []
        self.doubts: set[str] = set()
        self.log: list[str] = []
        self.files = 0
        self.raw = self.root / "raw"
        self.raw.mkdir(parents=True)
        self.workspace = _workspace(self.root)
        self.reader = Reader(self.workspace.warehouse)

    def say(self, text: str) -> None:
        """Note what happens, to tell what led to a fault."""
        self.log.append(f"{self.now:%Y-%m-%d %H:%M} {text.replace(str(self.folder), '')}")

    def known(self, entries: Sequence[Entry] | None = None) -> Oracle:
        """What is right after some entries, by default all."""
        return Oracle(self.entries if entries is None else entries, self.contents)

    def lying(self) -> dict[str, str]:
        """What lies under raw/: hashes by path."""
        files = (path for path in self.raw.rglob("*") if path.is_file() and not is_passed_over(path.name))
        return {path.relative_to(self.raw).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}

    def at_work(self) -> Workspace:
        """The workspace with the clock as it is now."""
        now = self.now
        return replace(self.workspace, clock=lambda: now)

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.workspace.storage.ledger.path

    def recorded(self) -> list[dict[str, Any]]:
        """The entries in the ledger's file."""
        return oracle.parsed(self.ledger.read_bytes()) if self.ledger.exists() else []

    def run(self) -> Operation:
        """The nightly run."""

        def adds(before: Sequence[Entry]) -> Sequence[Entry]:
            return oracle.received(before, self.lying(), oracle.next_moment(before, self.now))

        return Operation("run", consolidate, adds)

    def do(self, operation: Operation, happenings: Mapping[Stop, Happening] | None = None) -> End:
        """Do something in a process of its own, and compare what it recorded and publishes with what is right."""
        before = list(self.entries)
        adds = operation.adds(before)
        right = [self.published, *(self.known(entries).state for entries in (before, [*before, *(adds or [])]) if entries)]
        accidents: list[FullDisk | Kill] = []

        def watched(happening: Happening) -> Happening:
            def happens() -> FullDisk | Kill | None:
                accident = happening()
                if accident:
                    accidents.append(accident)
                else:
                    self.look(right)
                return accident

            return happens

        own = self.at_work()
        end = stops.run(
            lambda: operation.work(own) and None, {stop: watched(happening) for stop, happening in (happenings or {}).items()}
        )
        self.say(f"{operation.name}: {end.how} {end.error} {end.sentence} {' '.join(map(str, accidents))}")
        self.entries = self.recorded()
        if end.how == "fault" or (end.how == "done" and adds is None):
            raise Wrong(f"{operation.name} ended {end.how}\n{end.error}")
        if end.how == "refused" and adds is not None and not accidents and not self.doubts:
            raise Wrong(f"{operation.name} was refused: {end.error} {end.sentence}")
        self._compare_entries(before, adds or [], whole=end.how == "done")
        self.published = self.look([self.known().state if self.entries else None] if end.how == "done" else right)
        return end

    def look(self, right: Iterable[State | None]) -> State | None:
        """What a reader sees, which must be one of some states. A snapshot known to be damaged may be refused."""
        end = self.reader.look()
        if end.how == "refused" and self.doubts & {"snapshot", "stray"}:
            return self.published
        if end.how != "done":
            raise Wrong(f"the reader failed: {end.error} {end.sentence}")
        seen = end.result
        if seen not in (listed := list(right)):
            raise Wrong(
                f"published is another state (right | published):\n{(listed[-1] or State()).difference(seen or State())}"
            )
        assert seen is None or isinstance(seen, State)
        return seen

    def lost(self) -> list[str]:
        """The hashes in the ledger whose bytes are not in kept/."""
        hashes = sorted({one["sha256"] for one in self.entries if one["event"] == "received"})
        return [one for one in hashes if not self.workspace.storage.kept.holds(one)]

    def holds_entries(self) -> bool:
        """True if anything of a ledger was loaded into the warehouse, or nobody can tell."""
        work = self.workspace.warehouse.work
        return work.exists() and bool((found := inspect(work)).entries or found.damage)

    def settle(self) -> None:
        """Run without accidents. Whatever happened before, everything is right afterwards."""
        end = self.do(self.run())
        if end.how != "done" and (end.error != "DataDamaged" or not self.doubts):
            raise Wrong(f"a run without accidents was refused: {end.error} {end.sentence}")
        if end.how != "done" or self.doubts - {"stray"}:
            self._mend()
        self.doubts.clear()
        self.look([self.known().state if self.entries else None])
        self._compare_reports()
        if left := {path.name for path in self.workspace.warehouse.folder.iterdir() if path.name[0] != "."} - _FILES:
            raise Wrong(f"left over in the warehouse's folder: {left}")

    def verify(self) -> None:
        """Let svod verify the folder. It must find nothing."""
        self.expect([], lambda: [fault.message.en for fault in find_faults(self.at_work(), lambda _: None)], "svod verify")

    def expect(self, result: object, work: Callable[[], object], name: str) -> None:
        """Do something that only reads, with a known result."""
        end = stops.run(work)
        if (end.how, end.result) != ("done", result):
            raise Wrong(f"{name}: {end.how} {end.error} {end.sentence} {end.result}")

    def close(self) -> None:
        """End the reader."""
        self.reader.close()

    def _compare_entries(self, before: Sequence[Entry], adds: Sequence[Entry], *, whole: bool) -> None:
        """Compare the new entries with those that are right: all of them, or the first ones after an accident."""
        if self.entries[: len(before)] != before:
            raise Wrong("earlier lines of the ledger changed")
        new = self.entries[len(before) :]
        wanted = adds if whole else adds[: len(new)]
        if list(map(_without_details, new)) != list(map(_without_details, wanted)):
            raise Wrong("\n".join(["the ledger has other new entries than", *map(str, wanted), "namely", *map(str, new)]))
        for number, one in enumerate(new, len(before)):
            if one["event"] == "closed":
                _compare(f"the closing of {one['period']}", _closed_with(one), self.known(self.entries[:number]), one["period"])

    def _mend(self) -> None:
        """Do what messages and documents tell to do: bring bytes back, delete a damaged snapshot, rebuild."""
        from tests.simulation.operations import rebuilding

        storage, warehouse = self.workspace.storage, self.workspace.warehouse
        if lost := self.lost():
            self.expect(len(lost), self._named_as_lost, "svod verify of lost bytes")
        for one in lost:
            storage.kept.path(one).parent.mkdir(exist_ok=True)
            storage.kept.path(one).write_bytes(self.contents[one].content)
        if "snapshot" in self.doubts:
            warehouse.snapshot.unlink(missing_ok=True)
            self.published = None
        if self.doubts & {"ledger", "work"} and (end := self.do(rebuilding(self))).how != "done":
            raise Wrong(f"a rebuild was refused: {end.error} {end.sentence}")
        self.doubts.clear()
        self.do(self.run())

    def _named_as_lost(self) -> int:
        """How many files `svod verify` finds lost."""
        return sum(fault.part == "kept" for fault in find_faults(self.at_work(), lambda _: None))

    def _compare_reports(self) -> None:
        """Reports have the figures of their period, releases those of their closing."""
        for period in self.known().state.totals:
            folder = self.workspace.reports / FORM.code / period
            _compare(f"the report of {period}", _stored(folder), self.known(), period)
            closings = [one for one in self.entries if one["event"] == "closed" and one["period"] == period]
            for number, one in enumerate(closings, 1):
                before = self.known(self.entries[: self.entries.index(one)])
                _compare(f"release {number} of {period}", _stored(folder / f"release-{number}"), before, period)


def _compare(name: str, totals: Mapping[str, int | None], known: Oracle, period: str) -> None:
    right = known.totals(period)
    if {code: totals[code] for code in right} != right:
        raise Wrong(f"{name} has {totals}, not {right}")


def _stored(folder: Path) -> dict[str, int | None]:
    totals: dict[str, int | None] = json.loads((folder / "figures.json").read_bytes())
    return totals


def _closed_with(closing: Entry) -> dict[str, int | None]:
    totals: dict[str, int | None] = json.loads(closing["details"])["totals"]
    return totals


def _without_details(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name != "details"}


def _figures(report: PeriodReport, _language: Language, _place: PlaceVersion) -> bytes:
    return json.dumps(report.totals.totals).encode()


def _workspace(root: Path) -> Workspace:
    made = Workspace.in_folder(root, InThisProcess())
    return replace(made, renderers=(Renderer("figures.json", _figures),), pause=lambda _: None, guarded=False)


@cache
def _warm_up() -> None:
    """Import and compute once what every operation needs, so that its process finds it there."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "raw").mkdir()
        content = returns.right(returns.SENDERS[0], returns.PERIODS[0], returns.some_rows(Random(0), 5)).content
        (Path(folder) / "raw/a.xlsx").write_bytes(content)
        own = _workspace(Path(folder))
        consolidate(own)
        find_faults(own, lambda _: None)
