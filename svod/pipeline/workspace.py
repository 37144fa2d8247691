"""Everything that a run works with, made once and passed to each step."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Self

from schemas.basics.clock import Clock, Pause, now
from schemas.basics.exceptions import DataDamaged
from schemas.basics.limits import LIMITS, Limits
from schemas.basics.place import NO_PLACES, Place, PlaceHistory
from schemas.basics.text import Text
from schemas.records.decision import Adoption
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

    `declared` are the forms and units that come with the program, `known` those with what was `adopted` in this folder, and
    `places` the places that were. `reports` is the folder of the reports, `renderers` are their formats. Counts from 1 to below
    `small` are hidden in them.
    `note` is called with remarks on a run that its result doesn't contain.
    """

    storage: Storage
    warehouse: Warehouse
    executor: Executor
    declared: Known
    known: Known
    reports: Path
    adopted: tuple[Adoption, ...] = ()
    places: PlaceHistory = NO_PLACES
    renderers: Sequence[Renderer] = RENDERERS
    limits: Limits = LIMITS
    small: int | None = None
    clock: Clock = now
    pause: Pause = sleep
    note: Callable[[Text], None] = lambda _: None
    guarded: bool = True

    @classmethod
    def in_folder(cls, root: Path, executor: Executor, known: Known | None = None) -> Self:
        """The workspace of a folder on this machine. The forms and units are those of the program unless given.

        What was adopted in the folder is known too. Where they can't be read, a run says so when it begins.
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
        """The same with adopted forms, registers and places. Raises DataDamaged if a definition is not stored."""
        adopted = tuple(adopted)
        read = read_adopted(adopted, self.storage.kept)
        known = self.declared.with_adopted(tuple(one for one in read if one.adoption.kind != "place_adopted"))
        places = PlaceHistory(
            tuple(
                (one.adoption.recorded_at, Place.model_validate_json(one.content))
                for one in read
                if one.adoption.kind == "place_adopted"
            )
        )
        warehouse = replace(self.warehouse, forms=known.forms, units=known.units, place=places.latest)
        return replace(self, known=known, warehouse=warehouse, adopted=adopted, places=places)

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
