"""Judges the workbooks of receipts: the same bytes once, or once for each path that tells which unit is meant."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import pyarrow as pa

from schemas.basics.limits import Limits
from schemas.records.decision import Decision
from schemas.records.submission import Receipt
from svod.pipeline.check_return import check_file, lost_return
from svod.pipeline.known_names import Known
from svod.pipeline.workspace import Workspace
from svod.warehouse.arrow_batch import ArrowTables, Batch
from svod.warehouse.writer import KnownWorkbook
from svod.workers.executor import Executor, Loss, into_batches

_BY_RECEIPT = attrgetter("submission")
_COVER = ("workbook", "sha256", "path", "form", "unit", "period")


@dataclass(slots=True)
class Judged:
    """The judgements of workbooks, those loaded before among them, and the tables of the new ones."""

    tables: list[ArrowTables] = field(default_factory=list)
    _known: dict[tuple[str, str | None], KnownWorkbook] = field(default_factory=dict)

    def add(self, workbooks: Iterable[KnownWorkbook]) -> None:
        """Add judgements that were loaded before."""
        self._known.update(((one.sha256, one.path), one) for one in workbooks)

    def take(self, tables: ArrowTables) -> None:
        """Add new judgements."""
        self.tables.append(tables)
        columns = (tables["workbook"][name].to_pylist() for name in _COVER)
        self.add(KnownWorkbook(*cover) for cover in zip(*columns, strict=True))

    def workbook_of(self, receipt: Receipt) -> KnownWorkbook | None:
        """The latest judgement that is about a receipt."""
        about = (self._known.get((receipt.sha256, path)) for path in (None, receipt.file))
        return max(filter(None, about), key=lambda one: one.workbook, default=None)

    def renumber(self, numbers: Mapping[int, int]) -> None:
        """Give new judgements other numbers."""
        renumbered = (replace(one, workbook=numbers.get(one.workbook, one.workbook)) for one in self._known.values())
        self.add(list(renumbered))
        self.tables = [{name: _renumbered(table, numbers) for name, table in tables.items()} for tables in self.tables]


def _renumbered(table: pa.Table, numbers: Mapping[int, int]) -> pa.Table:
    column = table["workbook"]
    changed = pa.array([numbers[number] for number in column.to_pylist()], column.type)
    return table.set_column(table.schema.get_field_index("workbook"), "workbook", changed)


@dataclass(frozen=True, slots=True)
class _Workbook:
    """A workbook to judge: its number, the path of a receipt, where its bytes are stored, and the time of judgement."""

    number: int
    file: str
    path: Path
    judged_at: datetime


def prepare(executor: Executor) -> None:
    """Let an executor get ready to check workbooks while files are still being received."""
    executor.prepare(_Checking)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges workbooks with the forms and units that are known, which a `naming` may have changed just now.

    `on_checked` is called with the number of workbooks checked since the last call.
    """

    workspace: Workspace
    known: Known
    naming: Decision | None
    on_checked: Callable[[int], None]

    def judge(self, receipts: Sequence[Receipt], judged: Judged, last: int) -> None:
        """Judge the workbooks of receipts, and number them on from the last one that was judged before.

        Each is judged once first. Those whose units are told by the path of the file are then judged for every other path.
        """
        first = {receipt.sha256: receipt for receipt in reversed(receipts)}
        new = sorted(first.values(), key=_BY_RECEIPT)
        self._check(judged, new, last)
        left = {(one.sha256, one.file): one for one in reversed(receipts) if not judged.workbook_of(one)}
        if others := sorted(left.values(), key=_BY_RECEIPT):
            self._check(judged, others, last + len(new))
            given = sorted(enumerate((*new, *others), last + 1), key=lambda numbered: numbered[1].submission)
            judged.renumber({number: place for place, (number, _) in enumerate(given, last + 1)})

    def _check(self, judged: Judged, receipts: Sequence[Receipt], last: int) -> None:
        """Check the workbooks of receipts."""
        kept, naming = self.workspace.storage.kept, self.naming
        workbooks = [
            _Workbook(number, one.file, kept.path(one.sha256), (naming or one).recorded_at)
            for number, one in enumerate(receipts, last + 1)
        ]
        task = _Checking(self.known, self.workspace.limits, self.workspace.guarded)
        for batch, tables in self.workspace.executor.map(task, into_batches(workbooks, lambda workbook: workbook.path)):
            judged.take(tables)
            self.on_checked(len(batch))


@dataclass(frozen=True, slots=True)
class _Checking:
    """The task of checking workbooks to be loaded."""

    known: Known
    limits: Limits
    guarded: bool

    def do(self, items: Iterable[_Workbook]) -> ArrowTables:
        """Check the workbooks."""
        batch = Batch(self.known.forms)
        for workbook in items:
            checked = check_file(
                workbook.path, workbook.file, self.known.forms, self.known.units, self.limits, guarded=self.guarded
            )
            batch.add(workbook.number, workbook.judged_at, checked)
        return batch.arrow()

    def give_up(self, item: _Workbook, loss: Loss) -> ArrowTables:
        """Refuse the workbook."""
        batch = Batch(self.known.forms)
        batch.add(item.number, item.judged_at, lost_return(item.path, loss))
        return batch.arrow()
