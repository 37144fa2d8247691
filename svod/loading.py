"""From receipts to the warehouse: check the workbooks not known yet, load them with their receipts in one transaction."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.returns import forms
from schemas.submission import Receipt
from svod.checking import check_return, path_issues, register
from svod.folders import Folders
from svod.intake.kept import KeptBytes
from svod.pool import into_jobs, spread
from svod.warehouse.batch import ArrowTables, Batch, joined
from svod.warehouse.reference import Reference
from svod.warehouse.work import Work

RECEIPTS_A_BATCH = 2_000

_Covers = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """Bytes to check: the number of their first receipt, the path of that receipt, and where they are kept."""

    number: int
    file: str
    path: Path


@cache
def reference() -> Reference:
    """The forms and units that this program knows."""
    return Reference(forms(), register())


def batches(receipts: Sequence[Receipt]) -> Iterator[Sequence[Receipt]]:
    """Receipts in the batches that are loaded together."""
    for start in range(0, len(receipts), RECEIPTS_A_BATCH):
        yield receipts[start : start + RECEIPTS_A_BATCH]


def load_batch(
    folders: Folders, receipts: Sequence[Receipt], workers: int, on_checked: Callable[[int], None] = lambda _: None
) -> None:
    """Check what is not known yet and load it. `on_checked` is told how many more workbooks are checked."""
    with Work(folders.work) as work:
        work.prepare(reference())
        covers = work.covers([receipt.sha256 for receipt in receipts])
        workbooks = _new_workbooks(receipts, covers.keys(), KeptBytes(folders.kept))
        jobs = into_jobs(workbooks, lambda workbook: workbook.path)
        checked: list[ArrowTables] = []
        for job, tables in zip(jobs, spread(_check_job, jobs, workers, [__name__]), strict=True):
            checked.append(tables)
            on_checked(len(job))
        work.load(receipts, joined([*checked, _path_issues(receipts, covers, checked)]), reference())


def _new_workbooks(receipts: Sequence[Receipt], known: Collection[str], kept: KeptBytes) -> list[_Workbook]:
    first: dict[str, Receipt] = {}
    for receipt in receipts:
        if receipt.sha256 not in known:
            first.setdefault(receipt.sha256, receipt)
    return [_Workbook(one.submission, one.file, kept.path(one.sha256)) for one in first.values()]


def _check_job(workbooks: Sequence[_Workbook]) -> ArrowTables:
    batch = Batch(forms())
    for workbook in workbooks:
        batch.add(workbook.number, check_return(workbook.path.read_bytes(), workbook.file, forms(), register()))
    return batch.arrow()


def _path_issues(receipts: Sequence[Receipt], covers: _Covers, checked: Sequence[ArrowTables]) -> ArrowTables:
    """The issues of receipts whose path says otherwise than the cover; they are the receipt's, not the workbook's."""
    for tables in checked:
        columns = (tables["workbook"][name].to_pylist() for name in ("sha256", "unit", "period"))
        covers.update((sha256, (unit, period)) for sha256, unit, period in zip(*columns, strict=True))
    batch = Batch(forms())
    for receipt in receipts:
        batch.add_issues(None, receipt.submission, path_issues(receipt.file, *covers[receipt.sha256], register()))
    return batch.arrow()
