"""What svod must publish after some entries of the ledger, worked out in plain Python from what the clerks sent."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from schemas.basics.place import PLACE
from schemas.units.register import UnitRegister
from tests.simulation.returns import Content

UNITS = tuple(unit.unit for unit in UnitRegister.read().owing)
QUERIES = frozenset(
    ("row.duplicate", "unit.mismatch", "history.jump", "content.copied", "submission.older_content", "submission.after_closing")
)

Entry = Mapping[str, Any]
Key = tuple[str, str]
"""A period and a unit."""

_moment = datetime.fromisoformat


@dataclass(slots=True)
class Submission:
    """A receipt and what becomes of it."""

    number: int
    file: str
    received_at: datetime
    recorded_at: datetime
    content: Content
    revision: int | None = None
    came_after_closing: bool = False
    counts: bool = False
    times_sent: int = 0
    is_change: bool = False
    before: "Submission | None" = None
    status: str = "rejected"

    @property
    def key(self) -> Key | None:
        """The period and unit of its return, if both are known."""
        content = self.content
        return (content.period, content.unit) if content.period and content.unit else None

    @property
    def place(self) -> tuple[datetime, int]:
        """Its place in the order in which returns count."""
        return self.received_at, self.number


@dataclass(frozen=True, slots=True)
class Found:
    """An issue: what a check found in a submission."""

    submission: int
    code: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class State:
    """Everything that is published at a moment, in a form that can be compared."""

    totals: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    coverage: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    units: Mapping[Key, tuple[object, ...]] = field(default_factory=dict)
    submissions: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    issues: Mapping[tuple[object, ...], int] = field(default_factory=dict)
    decisions: int = 0

    def difference(self, other: "State") -> str:
        """Where another state differs from this one."""
        lines = [f"decisions: {self.decisions} | {other.decisions}"] if self.decisions != other.decisions else []
        for name in ("totals", "coverage", "units", "submissions", "issues"):
            mine, theirs = getattr(self, name), getattr(other, name)
            differ = [key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)]
            lines += [f"{name} {key}: {mine.get(key)} | {theirs.get(key)}" for key in sorted(differ, key=str)]
        return "\n".join(lines)


@dataclass
class Oracle:
    """The state after some entries of the ledger. `contents` are all workbooks ever sent, by hash.

    `current` has what counts, by period and unit; `closed` the moments when periods were closed that are closed now.
    """

    entries: Sequence[Entry]
    contents: Mapping[str, Content]

    def __post_init__(self) -> None:
        self.decisions = [entry for entry in self.entries if entry["event"] not in ("received", "moved", "gone", "back")]
        received = (entry for entry in self.entries if entry["event"] == "received")
        self.submissions = [
            Submission(
                number, one["file"], _moment(one["received_at"]), _moment(one["recorded_at"]), self.contents[one["sha256"]]
            )
            for number, one in enumerate(received, 1)
        ]
        ended = {one["period"]: one for one in self.decisions if one["event"] in ("closed", "reopened")}
        about = {one["submission"]: one for one in self.decisions if one["event"] in ("withdrawn", "restored")}
        self.withdrawn = {number for number, one in about.items() if one["event"] == "withdrawn"}
        self.closed = {period: _moment(one["recorded_at"]) for period, one in ended.items() if one["event"] == "closed"}
        self.periods = {one.content.period for one in self.submissions if one.content.period}
        self.current: defaultdict[str, dict[str, Submission]] = defaultdict(dict)
        self._judge()

    @cached_property
    def state(self) -> State:
        """What must be published."""
        periods = sorted(self.periods)
        submissions = {
            one.number: (one.file, one.content.unit, one.content.period, one.revision, one.status) for one in self.submissions
        }
        issues: Counter[tuple[object, ...]] = Counter(
            (one.submission, one.code, one.cell, one.value, self.is_explained(one)) for one in self.issues
        )
        return State(
            {period: self.totals(period) for period in periods},
            {period: self._coverage(period) for period in periods},
            {(period, unit): self._unit(period, unit) for period in periods for unit in UNITS},
            submissions,
            issues,
            len(self.decisions),
        )

    def totals(self, period: str) -> dict[str, int | None]:
        """The region's figures."""
        figures = [one.content.figures for one in self.current[period].values()]
        names = Content(b"").figures
        columns = {name: [known for one in figures if (known := one[name]) is not None] for name in names}
        return {name: sum(column) if column else None for name, column in columns.items()}

    def of(self, period: str, unit: str) -> list[Submission]:
        """A unit's submissions for a period, in the order of revisions."""
        return [one for one in self.submissions if one.key == (period, unit)]

    def open_queries(self, period: str, unit: str) -> list[Found]:
        """What the unit has not explained yet."""
        current = self.current[period].get(unit)
        asked = [one for one in self.issues if current and one.submission == current.number and one.code in QUERIES]
        return [one for one in asked if not self.is_explained(one)]

    def in_the_way(self, period: str) -> list[str]:
        """The units without a return or with an open query: a period can't be closed unless they are waived."""
        return [unit for unit in UNITS if unit not in self.current[period] or self.open_queries(period, unit)]

    def standing(self, period: str) -> list[int]:
        """The rejected files of nobody knows whom that came while a period was open, or while none was and it is the last."""
        standing = []
        for one in self.submissions:
            before = [entry for entry in self.decisions if _moment(entry["recorded_at"]) < one.recorded_at]
            open_then = self.periods - Oracle(before, {}).closed.keys()
            if one.key is None and one.number not in self.withdrawn and period in (open_then or {max(self.periods)}):
                standing.append(one.number)
        return standing

    def is_explained(self, found: Found) -> bool:
        """True if somebody answered the same finding in a return of the same unit and period."""
        if found.code not in QUERIES:
            return False
        key = self.submissions[found.submission - 1].key
        return (key, found.code, found.sheet, found.cell, found.value) in self._answered

    @cached_property
    def issues(self) -> list[Found]:
        """Everything that must have been found."""
        planted = [Found(one.number, *issue) for one in self.submissions for issue in one.content.planted]
        return [*planted, *self._of_paths(), *self._of_receipts(), *self._jumps(), *self._copies()]

    @cached_property
    def _answered(self) -> set[tuple[object, ...]]:
        return {
            ((one["period"], one["unit"]), one["code"], one.get("sheet"), one.get("cell"), one.get("value"))
            for one in self.decisions
            if one["event"] == "answered"
        }

    def _judge(self) -> None:
        revisions: Counter[Key] = Counter()
        chains: dict[Key, list[Submission]] = {}
        for one in self.submissions:
            if one.content.period in self.closed:
                one.came_after_closing = one.recorded_at > self.closed[one.content.period]
            if one.key is None:
                continue
            revisions[one.key] += 1
            one.revision = revisions[one.key]
            if one.content.accepted:
                one.status = "withdrawn" if one.number in self.withdrawn else "after_closing"
                one.counts = one.number not in self.withdrawn and not one.came_after_closing
            chains.setdefault(one.key, []).append(one)
        for chain in chains.values():
            self._order([one for one in sorted(chain, key=lambda one: one.place) if one.counts])

    def _order(self, counting: Sequence[Submission]) -> None:
        """Say of the submissions of a return that count which one is current, and what each replaced."""
        sent: Counter[str] = Counter()
        changes: list[Submission] = []
        for before, one in zip([None, *counting], counting, strict=False):
            sent[one.content.sha256] += 1
            one.times_sent = sent[one.content.sha256]
            one.is_change = before is None or before.content.sha256 != one.content.sha256
            one.status = "superseded" if one.is_change else "unchanged"
            if one.is_change:
                one.before = changes[-1] if changes else None
                changes.append(one)
        if changes:
            period, unit = _known(changes[-1].key)
            self.current[period][unit] = changes[-1]
            changes[-1].status = "accepted"

    def _unit(self, period: str, unit: str) -> tuple[object, ...]:
        """A unit's status, the revision that counts, open queries, rejected files, and whether the newest was rejected."""
        known = [one for one in self.of(period, unit) if not one.came_after_closing]
        rejected = [one for one in known if not one.content.accepted]
        current = self.current[period].get(unit)
        queries = len(self.open_queries(period, unit))
        first = min((one.received_at for one in known if one.counts), default=None)
        newest = max(known, key=lambda one: one.place, default=None)
        if current and current.content.nil:
            status = "nil"
        elif first is not None and first >= _late_from(period):
            status = "late"
        elif queries:
            status = "queried"
        elif current:
            status = "accepted"
        else:
            status = "rejected" if known and len(rejected) == len(known) else "missing"
        rejected_since = bool(current and newest and not newest.content.accepted)
        return status, current.revision if current else None, queries, len(rejected), rejected_since

    def _coverage(self, period: str) -> tuple[object, ...]:
        """Expected, reported, nil, late, missing and rejected returns, the state of the period, and the open queries."""
        statuses = Counter(self._unit(period, unit)[0] for unit in UNITS)
        current = self.current[period]
        late = sum(
            min(one.received_at for one in self.of(period, unit) if one.counts) >= _late_from(period) for unit in current
        )
        queries = sum(len(self.open_queries(period, unit)) for unit in UNITS)
        state, expected, reported = "final" if period in self.closed else "provisional", len(UNITS), len(current)
        return expected, reported, statuses["nil"], late, expected - reported, statuses["rejected"], state, queries

    def _of_paths(self) -> Iterable[Found]:
        """Files named after another unit than the one on the cover."""
        for one in self.submissions:
            named = next((unit for unit in UNITS if unit in one.file), None)
            if named and one.content.unit and named != one.content.unit:
                yield Found(one.number, "unit.mismatch", value=one.file)

    def _of_receipts(self) -> Iterable[Found]:
        nights = Counter((one.key, one.recorded_at) for one in self.submissions)
        for one in self.submissions:
            if one.key is None:
                continue
            if one.status == "unchanged":
                yield Found(one.number, "submission.unchanged")
            if one.is_change and one.times_sent > 1:
                yield Found(one.number, "submission.older_content")
            if one.came_after_closing:
                yield Found(one.number, "submission.after_closing")
            if nights[one.key, one.recorded_at] > 1:
                yield Found(one.number, "submission.same_night")

    def _jumps(self) -> Iterable[Found]:
        """Figures that are three times as large or as small as before, and ten apart."""
        for one in self.submissions:
            if not one.is_change or one.key is None:
                continue
            period, unit = one.key
            year_before = self.current[str(int(period) - 1)].get(unit)
            for before in filter(None, (one.before, year_before)):
                for name, was in before.content.figures.items():
                    found = one.content.figures[name] or 0
                    if was is not None and abs(found - was) >= 10 and max(found, was) >= 3 * min(found, was):
                        yield Found(one.number, "history.jump", *_largest(one.content, name), str(found))

    def _copies(self) -> Iterable[Found]:
        """Returns with the rows of another one that held them earlier."""
        holders: dict[object, list[tuple[tuple[datetime, int], Submission]]] = {}
        for one in self.submissions:
            if one.status == "accepted" and len(one.content.rows) >= 5:
                same = [
                    other for other in self.of(*_known(one.key)) if other.is_change and other.content.rows == one.content.rows
                ]
                since = min(other.place for other in same)
                holders.setdefault(tuple(one.content.rows), []).append((since, one))
        first_sent = {one.content.sha256: one.number for one in reversed(self.submissions)}
        for held in holders.values():
            held.sort(key=lambda one: one[0])
            for index, (_, later) in enumerate(held[1:]):
                # Of the first holder and the last one before, the one whose workbook was judged first is named.
                earlier = min((held[0][1], held[index][1]), key=lambda one: first_sent[one.content.sha256])
                period, unit = _known(earlier.key)
                yield Found(later.number, "content.copied", value=f"{unit} {period}")


def received(entries: Sequence[Entry], raw: Mapping[str, str], at: datetime, *, handed_in: bool = False) -> list[Entry]:
    """The entries that a run must add to the ledger for what lies under raw/: hashes by path."""
    seen, gone = paths(entries)
    walked = _in_order(raw)
    said = {"recorded_at": at.isoformat()}
    added: list[Entry] = [{"event": "back", **said, "file": file} for file in sorted(gone & set(walked))]
    moved_here: set[str] = set()
    if not handed_in:
        vanished: dict[str, list[str]] = {}
        for file in sorted(seen.keys() - gone - raw.keys()):
            vanished.setdefault(seen[file], []).append(file)
        for file in walked:
            if file not in seen and vanished.get(raw[file]):
                added.append({"event": "moved", **said, "file": vanished[raw[file]].pop(0), "to": file})
                moved_here.add(file)
        added += [{"event": "gone", **said, "file": file} for files in vanished.values() for file in files]
    new = [file for file in walked if file not in moved_here and (handed_in or seen.get(file) != raw[file])]
    dated = sorted((min(_folder_day(file) or at, at), raw[file], file) for file in new)
    added += [
        {"event": "received", **said, "received_at": day.isoformat(), "file": file, "sha256": sha256}
        for day, sha256, file in dated
    ]
    return added


def paths(entries: Iterable[Entry]) -> tuple[dict[str, str], set[str]]:
    """The hash last seen at each path, and the paths that are gone."""
    seen: dict[str, str] = {}
    gone: set[str] = set()
    for one in entries:
        match one["event"]:
            case "received":
                seen[one["file"]] = one["sha256"]
                gone.discard(one["file"])
            case "moved":
                seen[one["to"]] = seen[one["file"]]
                gone.discard(one["to"])
                gone.add(one["file"])
            case "gone":
                gone.add(one["file"])
            case "back":
                gone.discard(one["file"])
    return seen, gone


def next_moment(entries: Sequence[Entry], now: datetime) -> datetime:
    """The moment of new entries: later than all before, whatever the clock says."""
    latest = max((_moment(one["recorded_at"]) for one in entries), default=None)
    return now if latest is None or now > latest else latest + timedelta(microseconds=1)


def parsed(ledger: bytes) -> list[dict[str, Any]]:
    """The entries in a ledger's bytes, without the hashes that chain them. A last line that was cut off is none."""
    lines = [json.loads(line) for line in ledger.split(b"\n")[:-1]]
    return [{name: value for name, value in line.items() if name != "previous"} for line in lines]


def loaded(entries: Iterable[Entry]) -> Counter[str]:
    """The entries that a warehouse holds, each as text, with how often it is there."""
    return Counter(json.dumps(one, sort_keys=True) for one in entries if one["event"] not in ("moved", "gone", "back"))


def _in_order(raw: Iterable[str]) -> list[str]:
    """Paths as they are walked: those without a folder first, then folders from the last to the first."""
    folders = sorted({file.rpartition("/")[0] for file in raw} - {""}, reverse=True)
    return [file for folder in ("", *folders) for file in sorted(raw) if file.rpartition("/")[0] == folder]


def _folder_day(file: str) -> datetime | None:
    try:
        return PLACE.first_minute(date.fromisoformat(file.rpartition("/")[0]))
    except ValueError:
        return None


def _late_from(period: str) -> datetime:
    return PLACE.first_minute(date(int(period), 6, 17))


def _largest(content: Content, name: str) -> tuple[str | None, str | None]:
    """Where the row stands that adds most to a figure."""
    rows = [
        (row.participants if "participants" in name else 1, number)
        for number, row in enumerate(content.rows)
        if row.kind == "raid" or not name.startswith("raid")
    ]
    if not rows:
        return None, None
    _, number = max(rows, key=lambda row: (row[0], -row[1]))
    return "Іс-шаралар", f"{'G' if 'participants' in name else 'F'}{number + 2}"


def _known(key: Key | None) -> Key:
    assert key is not None
    return key
