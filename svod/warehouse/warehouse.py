"""The warehouse of one place: the pipeline's own file, and the analysts' snapshot of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from schemas.declaration.form import Form
from schemas.units.register import UnitRegister
from svod.warehouse.lock import writer_lock

if TYPE_CHECKING:
    from svod.warehouse.compare import Difference
    from svod.warehouse.reader import Snapshot
    from svod.warehouse.schema.reference import Reference
    from svod.warehouse.writer import Writer


@dataclass(frozen=True)
class Warehouse:
    """A folder's warehouse, with the forms and units that it describes. Only one writes to it at a time.

    `lock_wait` are the seconds that a writer waits for another to end; `on_wait` is called once when it begins to wait.
    """

    folder: Path
    forms: Mapping[str, Form]
    units: UnitRegister
    lock_wait: float = 0
    on_wait: Callable[[], None] = lambda: None

    @property
    def snapshot(self) -> Path:
        """The analysts' read-only file."""
        return self.folder / "svod.duckdb"

    @property
    def work(self) -> Path:
        """The pipeline's own file, which nobody else opens."""
        return self.folder / "work.duckdb"

    @cached_property
    def reference(self) -> Reference:
        """The forms and units as the tables that describe them."""
        from svod.warehouse.schema.reference import Reference

        return Reference(self.forms, self.units)

    def lock(self) -> AbstractContextManager[None]:
        """Be the only writer. Raises WarehouseLocked where another one doesn't end in time."""
        return writer_lock(self.folder / "writer.lock", self.lock_wait, self.on_wait)

    def writer(self) -> Writer:
        """The pipeline's own file, open and up to date with the program. The lock is the caller's."""
        from svod.warehouse.writer import Writer

        return Writer(self.work, self.snapshot, self.reference)

    def reader(self, as_of: datetime | None = None, exports_to: Path | None = None) -> Snapshot:
        """The published snapshot, open for reading, as it is or as of a moment. Raises NothingPublished."""
        from svod.warehouse.reader import Snapshot

        return Snapshot(self.snapshot, as_of, exports_to)

    @contextmanager
    def anew(self, *, beside: bool) -> Iterator[Warehouse]:
        """An empty warehouse for a while: beside this one, so that it may take its place, or elsewhere."""
        with TemporaryDirectory(prefix="svod-", dir=self.folder if beside else None) as folder:
            yield replace(self, folder=Path(folder))

    def replace_by(self, made: Warehouse) -> None:
        """Put another warehouse's own file in this one's place. It is still to be published."""
        made.work.replace(self.work)

    def differences(self, made: Warehouse) -> list[Difference] | None:
        """What another warehouse holds otherwise; None where there is none here."""
        from svod.warehouse.compare import differences

        return differences(self.work, made.work) if self.work.exists() else None
