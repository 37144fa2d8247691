"""The warehouse of one place: the pipeline's own file and the analysts' snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from schemas.basics.place import PLACE, Place
from schemas.declaration.form import Form
from schemas.units.register import UnitRegister
from svod.files import sync
from svod.warehouse.database_file import wal_of
from svod.warehouse.failures import told_in_words
from svod.warehouse.lock import writer_lock

if TYPE_CHECKING:
    from svod.warehouse.compare import Difference
    from svod.warehouse.reader import Snapshot
    from svod.warehouse.schema.reference import Reference
    from svod.warehouse.writer import Writer


@dataclass(frozen=True)
class Warehouse:
    """The warehouse in a folder, with the forms and units that it describes and their place. It has one writer at a time.

    A writer waits `lock_wait` seconds for another one to finish, and calls `on_wait` once when it begins to wait.
    """

    folder: Path
    forms: Mapping[str, Form]
    units: UnitRegister
    place: Place = PLACE
    lock_wait: float = 0
    on_wait: Callable[[], None] = lambda: None

    @property
    def snapshot(self) -> Path:
        """The analysts' read-only file."""
        return self.folder / "svod.duckdb"

    @property
    def work(self) -> Path:
        """The pipeline's own file. Nothing else opens it."""
        return self.folder / "work.duckdb"

    @cached_property
    def reference(self) -> Reference:
        """The forms, units and place as tables."""
        from svod.warehouse.schema.reference import Reference

        return Reference(self.forms, self.units, self.place)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the writer's lock. Raises WarehouseLocked if another writer doesn't finish in time.

        Whoever holds it is told in words of a full disk or a damaged file.
        """
        with self.told_in_words(), writer_lock(self.folder / "writer.lock", self.lock_wait, self.on_wait):
            shutil.rmtree(self._anew, ignore_errors=True)  # left by a killed rebuild, as nobody else is rebuilding now
            yield

    @property
    def _anew(self) -> Path:
        """Where a warehouse is made that is to replace this one."""
        return self.folder / "anew.tmp"

    def told_in_words(self) -> AbstractContextManager[None]:
        """Raise DiskFull or DataDamaged for what the system or duckdb raises where they can't go on."""
        return told_in_words(self.folder.parent, self.work)

    def writer(self) -> Writer:
        """Open the pipeline's own file, migrated to this version of the program. The caller must hold the lock."""
        from svod.warehouse.writer import Writer

        return Writer(self.work, self.snapshot, self.reference)

    def reader(self, as_of: datetime | None = None, exports_to: Path | None = None) -> Snapshot:
        """Open the published snapshot as it is now or as of a moment. Raises NothingPublished."""
        from svod.warehouse.reader import Snapshot

        return Snapshot(self.snapshot, as_of, exports_to, lambda: self.reference.fingerprint, place=self.place)

    @contextmanager
    def anew(self, *, beside: bool) -> Iterator[Warehouse]:
        """A temporary empty warehouse, in this one's folder (`beside`) so that it can replace it, or elsewhere."""
        with _made(self._anew) if beside else TemporaryDirectory(prefix="svod-") as folder:
            made = replace(self, folder=Path(folder))
            with told_in_words(made.folder.parent, made.work):
                yield made

    def number_as(self, present: Warehouse) -> None:
        """Take the numbers of revisions from another warehouse, or from its snapshot if its own file is lost or damaged."""
        import duckdb

        with self.writer() as writer:
            for file in (present.work, present.snapshot):
                if file.exists():
                    with suppress(duckdb.Error):
                        writer.keep_revisions(file)
                        return

    def replace_by(self, made: Warehouse) -> None:
        """Replace this warehouse's own file by another's. It has to be published afterwards."""
        # What a killed run left beside the old file. duckdb would refuse the new one because of it.
        wal_of(self.work).unlink(missing_ok=True)
        made.work.replace(self.work)
        sync(self.folder)

    def withdraw_snapshot(self) -> None:
        """Take the snapshot away: nothing is published any more."""
        self.snapshot.unlink(missing_ok=True)
        sync(self.folder)

    def differences(self, made: Warehouse) -> list[Difference] | None:
        """The differences between this warehouse and another. None if there is no file here."""
        from svod.warehouse.compare import differences

        return differences(self.work, made.work) if self.work.exists() else None


@contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """A new folder that is removed afterwards."""
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
