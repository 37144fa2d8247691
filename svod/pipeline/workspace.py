"""Everything that a run works with, made once and passed to each step."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Self

from schemas.basics.clock import Clock, Pause, now
from schemas.basics.exceptions import DataDamaged
from schemas.basics.limits import LIMITS, Limits
from schemas.basics.place import Place
from schemas.basics.text import Text
from schemas.records.decision import Adoption
from schemas.records.report_settings import ReportSettings
from svod.intake.storage import Storage
from svod.pipeline.adopted import adoptions, read_adopted
from svod.pipeline.known_names import Known, declared, spellings_of
from svod.reports.renderers import RENDERERS, Renderer
from svod.warehouse.warehouse import Warehouse
from svod.workers.executor import Executor
from svod.workers.pool import LocalProcesses


@dataclass(frozen=True, slots=True)
class Workspace:
    """A data folder and everything that works on it.

    `declared` are the forms and units that come with the program, `known` those with what was `adopted` in this folder.
    `reports` is the folder of the reports, `renderers` are their formats, `report_settings` the office's settings for them.
    `note` is called with remarks on a run that its result doesn't contain.
    """

    storage: Storage
    warehouse: Warehouse
    executor: Executor
    declared: Known
    known: Known
    reports: Path
    adopted: tuple[Adoption, ...] = ()
    renderers: Sequence[Renderer] = RENDERERS
    limits: Limits = LIMITS
    report_settings: ReportSettings = field(default_factory=ReportSettings)
    clock: Clock = now
    pause: Pause = sleep
    note: Callable[[Text], None] = lambda _: None
    guarded: bool = True

    @classmethod
    def in_folder(cls, root: Path, executor: Executor, known: Known | None = None) -> Self:
        """The workspace of a folder on this machine. The forms and units are those of the program unless given.

        The forms and the register adopted in the folder are known too. Where they can't be read, a run says so when it begins.
        """
        known = known or declared()
        warehouse = Warehouse(root / "warehouse", known.forms, known.units)
        workspace = cls(Storage.in_folder(root), warehouse, executor, known, known, root / "reports")
        with suppress(DataDamaged):
            if adopted := adoptions(workspace.storage.ledger.decisions()):
                return workspace.with_adopted(adopted)
        return workspace

    @classmethod
    def on_this_machine(cls, root: Path, workers: int, limits: Limits) -> Self:
        """The workspace of a folder whose files are checked in processes of this machine within limits."""
        return replace(cls.in_folder(root, LocalProcesses(workers, limits)), limits=limits)

    def with_adopted(self, adopted: Iterable[Adoption]) -> Self:
        """The same with adopted forms and registers. Raises DataDamaged if a definition is not stored."""
        adopted = tuple(adopted)
        known = self.declared.with_adopted(read_adopted(adopted, self.storage.kept))
        warehouse = replace(self.warehouse, forms=known.forms, units=known.units)
        return replace(self, known=known, warehouse=warehouse, adopted=adopted)

    @property
    def place(self) -> Place:
        """The place of the data folder."""
        return self.warehouse.place

    def now(self) -> datetime:
        """The current local time."""
        return self.place.local(self.clock())

    def waiting(self, seconds: float, on_wait: Callable[[], None]) -> Self:
        """The same, but waiting for another writer to finish. `on_wait` is called once when that begins."""
        return replace(self, warehouse=replace(self.warehouse, lock_wait=seconds, on_wait=on_wait))


def known_names(workspace: Workspace) -> Known:
    """The forms and units with which returns are read now: as declared, plus all accepted spellings."""
    return workspace.known.with_spellings(spellings_of(workspace.storage.ledger.decisions()))
