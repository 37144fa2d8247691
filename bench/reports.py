"""All reports of a period after a run: of the sample, and of 200 units with 100 activities each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import corpus
from bench.measure import Measure, processor_seconds
from bench.register import known, large_register
from schemas.basics.limits import LIMITS
from schemas.forms import forms
from schemas.records.submission import Receipt
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
from svod.pipeline.data_folder import Folders
from svod.pipeline.run import consolidate
from svod.pipeline.write_reports import write_changed
from svod.warehouse.arrow_batch import Batch
from svod.warehouse.publish import publisher
from svod.warehouse.schema.reference import Reference
from svod.warehouse.writer import Work
from svod.workers.pool import LocalProcesses

UNITS, ACTIVITIES = 200, 100
_RECEIVED = datetime(2000, 6, 10, tzinfo=UTC)


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    small, large = Folders(temporary / "sample"), Folders(temporary / "region")
    corpus.sample(small.raw)
    consolidate(small, LocalProcesses(1, LIMITS))
    yield Measure("all reports of the sample, seconds of the processor", _seconds(small), "s", 5)
    register = large_register(UNITS)
    _load(large, register)
    with known(register):
        yield Measure("the same of 200 units with 100 activities each", _seconds(large), "s", 30)
        yield Measure("the same again, nothing having changed", _seconds(large), "s", 1)


def _load(folders: Folders, register: UnitRegister) -> None:
    """Publish a return of every unit; worker processes would know the program's own units alone."""
    reference, batch, receipts = Reference(forms(), register), Batch(forms()), []
    for number, path in enumerate(corpus.region(folders.raw, register, ACTIVITIES), 1):
        checked = check_return(path.read_bytes(), path.name, forms(), register)
        receipts.append(Receipt(number, path.name, checked.sha256, _RECEIVED, _RECEIVED))
        batch.add(number, _RECEIVED, checked)
    with Work(folders.work) as work:
        work.prepare(reference)
        work.load(receipts, [], batch.arrow(), reference)
        work.publish_to(publisher(folders.snapshot))


def _seconds(folders: Folders) -> float:
    return processor_seconds(partial(write_changed, folders, None))
