"""Returns as clerks send them, built from plain data, and what svod makes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from schemas.basics.limits import LIMITS
from schemas.basics.text import Language
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.forms import forms
from schemas.forms.labour12.form import FORM
from schemas.records.submission import CheckedReturn
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
from svod.pipeline.data_folder import Folders
from svod.pipeline.decisions import Actor, Return, close, reopen, restore, withdraw
from svod.pipeline.load import batches, load_batch, reference
from svod.pipeline.run import Due, publish, receive
from svod.reports.xlsx.form_workbook import return_workbook, save
from svod.warehouse.reader import Snapshot
from svod.warehouse.writer import Work
from svod.workers.executor import Executor
from svod.workers.pool import LocalProcesses

REGISTER = UnitRegister.read()
EXECUTOR = LocalProcesses(1, LIMITS)
UNITS = tuple(unit.unit for unit in REGISTER.owing)

Values = dict[str, object]

COVER: Values = {
    "unit": "akzhar",
    "year": 2026,
    "period_start": date(2026, 5, 15),
    "period_end": date(2026, 6, 12),
    "prepared_by": "Сынақова С.",
    "submitted_on": date(2026, 6, 14),
}
RAID: Values = {"held_on": date(2026, 6, 5), "kind": "рейд", "participants": 4}


def build(
    *,
    cover: Mapping[str, object] | None = None,
    language: Language = "kk",
    layout: Mapping[str, Values] | None = None,
    cells: Mapping[str, object] | None = None,
    edit: Callable[[Workbook], object] | None = None,
    **tables: Iterable[Values],
) -> bytes:
    """A return's bytes: one raid in Akzhar, and whatever is said otherwise.

    `cover` changes the cover's values, `activity=[…]` and the like give the rows of a sheet. `layout` says how a table is laid
    out (`order`, `totals_label`, `title`), `cells` puts raw values anywhere (`"activity!G2"`), `edit` does anything else.
    """
    rows: dict[str, Iterable[Values]] = {"activity": [RAID], **tables}
    filled = {"cover": FilledTable(rows=({**COVER, **(cover or {})},))}
    for code, values in rows.items():
        shape: Any = (layout or {}).get(code, {})
        filled[code] = FilledTable(rows=tuple(values), **shape)
    workbook = return_workbook(FORM, REGISTER, FilledReturn(language, filled, file=""))
    for place, value in (cells or {}).items():
        table, _, address = place.partition("!")
        _put(workbook[FORM.all_tables[table].sheet.in_(language)][address], value)
    if edit:
        edit(workbook)
    return save(workbook)


def _put(cell: Cell, value: object) -> None:
    """As a person types it: `=…` is a formula, `#REF!` an error, a number has no format of a date."""
    cell.number_format = "General"
    cell.value = value  # type: ignore[assignment]  # openpyxl judges the type itself


def check(content: bytes, name: str = "x.xlsx") -> CheckedReturn:
    """What `svod check` finds in a file."""
    return check_return(content, name, forms(), REGISTER)


def put_raw(root: Path, files: Mapping[str, bytes]) -> None:
    """Put files under raw/."""
    for name, content in files.items():
        path = Folders(root).raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def load(root: Path, files: Mapping[str, bytes] | None = None, executor: Executor = EXECUTOR) -> Due:
    """Put files under raw/ and do one whole run."""
    put_raw(root, files or {})
    due = load_unpublished(root, executor)
    if due.publish:
        publish(Folders(root))
    return due


def load_unpublished(root: Path, executor: Executor = EXECUTOR) -> Due:
    """A run that ends before it publishes."""
    folders = Folders(root)
    if not folders.work.exists():
        folders.work.parent.mkdir(parents=True, exist_ok=True)
        folders.work.write_bytes(_empty_warehouse(reference().fingerprint))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("svod.intake.receive._PAUSE_SECONDS", 0)  # nobody is writing these files
        due = receive(folders, executor)
    for entries in batches(due.entries):
        load_batch(folders, entries, executor)
    return due


@cache
def _empty_warehouse(_: str) -> bytes:
    """The warehouse before any receipt, for each state of the forms and units: to make it takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "work.duckdb")
        with Work(path) as work:
            work.prepare(reference())
        return path.read_bytes()


def query(root: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the published snapshot."""
    with Snapshot(Folders(root).snapshot) as snapshot:
        return snapshot.query(sql).rows


def totals(root: Path, period: str = "2026", form: str = "labour12", region: str = "sko") -> dict[str, int | None]:
    """The published totals of a region and period by indicator."""
    with Snapshot(Folders(root).snapshot) as snapshot:
        (found,) = (one for one in snapshot.totals(form, period) if one.region == region)
    return found.totals


ACTOR = Actor("Тексеруші", "тексеру")


def act(root: Path, kind: str, *, waive: Sequence[str] = (), unit: str = "akzhar", revision: int | None = None) -> None:
    """Close or reopen the period 2026 of the first form, or withdraw or restore a revision."""
    folders = Folders(root)
    match kind:
        case "close":
            close(folders, FORM, "2026", waive, ACTOR)
        case "reopen":
            reopen(folders, FORM, "2026", ACTOR)
        case "withdraw":
            withdraw(folders, Return(FORM, "2026", unit), revision, ACTOR)
        case "restore":
            restore(folders, Return(FORM, "2026", unit), revision, ACTOR)


def is_settled(due: Due) -> bool:
    """Whether a run found nothing to load and nothing to publish; tests that load leave reports aside."""
    return not due.entries and not due.publish
