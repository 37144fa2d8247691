"""The warehouse made anew from what is kept: to replace it, to verify it, or to rehearse today's rules."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.basics.exceptions import NothingPublished
from schemas.basics.text import Text, fill
from schemas.records.submission import SubmissionStatus
from svod.intake.ledger import Ledger
from svod.pipeline.data_folder import Folders
from svod.pipeline.load import batches, load_batch
from svod.pipeline.run import publish
from svod.warehouse.compare import Difference, differences
from svod.warehouse.reader import Snapshot
from svod.workers.executor import Executor

_NOTHING_KEPT = Text(
    "Қойма құратын ештеңе жоқ: журнал бос ({ledger}). Есептерді data/raw қалтасына салып, «svod run» іске қосыңыз.",
    "Строить хранилище не из чего: журнал пуст ({ledger}). Положите отчёты в data/raw и запустите «svod run».",
    "There is nothing to make a warehouse from: the ledger {ledger} is empty. Put returns into data/raw and start “svod run”.",
)
_NO_WAREHOUSE = Text(
    "Салыстыратын қойма жоқ. Оны «svod rebuild» құрады.",
    "Сравнивать не с чем: хранилища нет. Его построит «svod rebuild».",
    "There is no warehouse to compare with. “svod rebuild” makes it.",
)

OnChecked = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ChangedStatus:
    """A submission that today's rules judge otherwise."""

    submission: int
    file: str
    unit: str | None
    before: SubmissionStatus
    after: SubmissionStatus


@dataclass(frozen=True, slots=True)
class MovedTotal:
    """A regional total that today's rules would move."""

    form: str
    period: str
    region: str
    indicator: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change if everything kept were judged today."""

    statuses: Sequence[ChangedStatus]
    totals: Sequence[MovedTotal]


def rebuild(folders: Folders, executor: Executor, on_checked: OnChecked) -> None:
    """Put a warehouse made from kept bytes and the ledger in the present one's place, and publish it."""
    with _anew(folders, executor, on_checked, folders.work.parent) as made:
        made.replace(folders.work)
    publish(folders)


def verify(folders: Folders, executor: Executor, on_checked: OnChecked) -> list[Difference]:
    """What a warehouse made anew holds otherwise than the present one, and closed figures that no longer come out.

    Raises NothingPublished where there is none to compare with.
    """
    with _anew(folders, executor, on_checked, None) as made:
        if not folders.work.exists():
            raise NothingPublished(_NO_WAREHOUSE)
        return differences(folders.work, made)


def rehearse(folders: Folders, executor: Executor, on_checked: OnChecked) -> Rehearsal:
    """Judge everything kept by today's rules, and compare with what is published."""
    with (
        _anew(folders, executor, on_checked, None) as made,
        Snapshot(folders.snapshot) as published,
        Snapshot(made) as rehearsed,
    ):
        now, then = published.statuses(), rehearsed.statuses()
        statuses = [
            ChangedStatus(number, file, unit or then[number][1], status, then[number][2])
            for number, (file, unit, status) in now.items()
            if number in then and then[number][2] != status
        ]
        before, after = published.all_totals(), rehearsed.all_totals()
        totals = [
            MovedTotal(*key, before.get(key), after.get(key))
            for key in sorted(before.keys() | after.keys())
            if before.get(key) != after.get(key)
        ]
    return Rehearsal(statuses, totals)


@contextmanager
def _anew(folders: Folders, executor: Executor, on_checked: OnChecked, beside: Path | None) -> Iterator[Path]:
    """A warehouse made from kept bytes and the ledger, for a while. Raises NothingPublished where nothing was received."""
    kept = Ledger(folders.ledger).read().entries
    if not kept:
        raise NothingPublished(fill(_NOTHING_KEPT, {"ledger": str(folders.ledger)}))
    with TemporaryDirectory(prefix="svod-", dir=beside) as folder:
        made = Path(folder) / "made.duckdb"
        for entries in batches(kept):
            load_batch(replace(folders, work_elsewhere=made), entries, executor, on_checked)
        yield made
