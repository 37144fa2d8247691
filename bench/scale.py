"""A warehouse that has grown: 200 units, 20 periods, three revisions of each return."""

import dataclasses
import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench import corpus
from bench.measure import Measure, timed
from bench.register import large_region
from bench.rivals import workspace
from schemas.forms import forms
from schemas.records.submission import CheckedReturn, Receipt
from schemas.units.register import UnitRegister
from svod.intake.ledger import received
from svod.pipeline.check_return import check_return
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.arrow_batch import Batch
from svod.warehouse.provenance import unit_provenance
from svod.warehouse.reader import Snapshot

UNITS, PERIODS, REVISIONS = 200, 20, 3
_FIRST_YEAR = 2007
_BATCH = 1_000
_TURNS = 5


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    known = large_region(UNITS)
    files = corpus.narrow(temporary / "returns", 2 * _TURNS + 1)
    template = _template(files[-1])
    empty, grown = workspace(temporary / "empty", known), workspace(temporary / "grown", known)
    consolidate(empty)
    _grow(grown, template)
    before = _resubmitted(empty, files[:_TURNS])
    after = _resubmitted(grown, files[_TURNS : 2 * _TURNS])
    yield Measure("a resubmission among 12,000 submissions / into an empty warehouse", after / before, "", 3)
    for name, target, question in _QUESTIONS:
        seconds = [timed(partial(_ask, grown), question) for _ in range(_TURNS)]
        yield Measure(f"{name} among 12,000 submissions", min(seconds), "s", target, spread=(min(seconds), max(seconds)))


def _totals(snapshot: Snapshot) -> object:
    return snapshot.totals("labour12", "2020")


def _status(snapshot: Snapshot) -> object:
    return snapshot.completeness("labour12", "2020")


def _explain(snapshot: Snapshot) -> object:
    return unit_provenance(snapshot, "labour12", "2020", "raids", [unit.unit for unit in large_region(UNITS).units.owing])


def _total_as_of(snapshot: Snapshot) -> object:
    return snapshot.rows("from total_as_of('labour12', '2020', now())")


_QUESTIONS: Sequence[tuple[str, float, Callable[[Snapshot], object]]] = (
    ("totals", 1, _totals),
    ("status", 1, _status),
    ("explain", 1, _explain),
    ("total_as_of", 2, _total_as_of),
)


def _ask(of: Workspace, question: Callable[[Snapshot], object]) -> None:
    with of.warehouse.reader() as snapshot:
        question(snapshot)


def _resubmitted(of: Workspace, files: Sequence[Path]) -> float:
    """The shortest time of a run over one new file, in seconds."""
    seconds = []
    for file in files:
        of.storage.raw.mkdir(parents=True, exist_ok=True)
        (of.storage.raw / file.name).write_bytes(file.read_bytes())
        seconds.append(timed(partial(consolidate, of), lambda _, name=file.name: [name]))
    return min(seconds)


def _template(path: Path) -> CheckedReturn:
    """A return to copy, without what makes it rejected."""
    checked = check_return(path.read_bytes(), path.name, forms(), UnitRegister.read())
    return dataclasses.replace(checked, issues=[issue for issue in checked.issues if issue.severity != "error"])


def _grow(of: Workspace, template: CheckedReturn) -> None:
    """Fill a warehouse as twenty years would: the same rows under other hashes, with other figures."""
    owed = [
        (unit.unit, _FIRST_YEAR + period, revision)
        for period in range(PERIODS)
        for revision in range(REVISIONS)
        for unit in of.known.units.owing
    ]
    chance = random.Random(1)
    start = datetime(2007, 6, 1, tzinfo=UTC)
    receipts = []
    ledger = of.storage.ledger.read()
    with of.warehouse.writer() as writer:
        batch = Batch(forms())
        for number, (unit, year, revision) in enumerate(owed, 1):
            received_at = start.replace(year=year) + timedelta(days=revision, microseconds=number)
            sha256 = hashlib.sha256(str(number).encode()).hexdigest()
            receipts.append(Receipt(number, f"{year}/{unit}-{revision}.xlsx", sha256, received_at, received_at))
            factor = 0.8 + 0.4 * chance.random()
            figures = {code: value and round(int(value) * factor) for code, value in template.indicators.items()}
            changed = dataclasses.replace(template, sha256=sha256, unit=unit, period=str(year), indicators=figures)
            batch.add(number, received_at, changed)
            if number % _BATCH == 0:
                new = receipts[-_BATCH:]
                of.storage.ledger.add(ledger, [received(receipt) for receipt in new])
                writer.load(new, [], batch.arrow(), ledger.mark)
                batch = Batch(forms())
        writer.publish()
