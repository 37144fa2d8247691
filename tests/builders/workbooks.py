"""Builds returns as clerks send them from plain data, and runs svod over them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, TypeVarTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from schemas.basics.exact import Number
from schemas.basics.limits import LIMITS
from schemas.basics.text import Language
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.forms import forms
from schemas.forms.labour12.form import FORM
from schemas.records.submission import CheckedReturn
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
from svod.pipeline.data_folder import make_data_folder
from svod.pipeline.decisions import Actor, Return, close, reopen, restore, withdraw
from svod.pipeline.known_names import Known
from svod.pipeline.run import Outcome, consolidate
from svod.pipeline.workspace import Workspace
from svod.reports.xlsx.form_workbook import write_return
from svod.workers.pool import LocalProcesses
from tests.builders.saved import saved

REGISTER = UnitRegister.read()
EXECUTOR = LocalProcesses(1, LIMITS)
UNITS = tuple(unit.unit for unit in REGISTER.owing)

Values = dict[str, object]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

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
    """The bytes of a return: one raid in Akzhar, with whatever is changed.

    `cover` changes the cover's values; `activity=[…]` and the like give the rows of a sheet. `layout` changes how a table is
    laid out (`order`, `totals_label`, `title`), `cells` puts raw values anywhere (`"activity!G2"`), `edit` does anything else.
    """
    rows: dict[str, Iterable[Values]] = {"activity": [RAID], **tables}
    filled = {"cover": FilledTable(rows=({**COVER, **(cover or {})},))}
    for code, values in rows.items():
        shape: Any = (layout or {}).get(code, {})
        filled[code] = FilledTable(rows=tuple(values), **shape)
    workbook = load_workbook(BytesIO(write_return(FORM, REGISTER, FilledReturn(language, filled, file=""))))
    for place, value in (cells or {}).items():
        table, _, address = place.partition("!")
        _put(workbook[FORM.all_tables[table].sheet.in_(language)][address], value)
    if edit:
        edit(workbook)
    return saved(workbook)


def _put(cell: Cell, value: object) -> None:
    """Put a value as a person types it: `=…` is a formula, `#REF!` an error, a number has no date format."""
    cell.number_format = "General"
    cell.value = value  # type: ignore[assignment]  # openpyxl checks the type itself


def check(content: bytes, name: str = "x.xlsx") -> CheckedReturn:
    """The verdict of `svod check` on a file."""
    return check_return(content, name, forms(), REGISTER)


def workspace(root: Path, known: Known | None = None, small: int | None = None) -> Workspace:
    """The workspace of a data folder that nobody else uses. It writes no reports, which would take longer than everything else.

    Counts from 1 to below `small` are hidden. A bug met in a file is raised.
    """
    made = Workspace.in_folder(root, LocalProcesses(1, LIMITS), known)
    return replace(made, renderers=(), small=small, pause=lambda _seconds: None, guarded=False)


def put_raw(root: Path, files: Mapping[str, bytes]) -> None:
    """Put files under raw/ of a data folder, which is made."""
    if files:
        make_data_folder(root)
    for name, content in files.items():
        path = root / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def load(root: Path, files: Mapping[str, bytes] | None = None, known: Known | None = None, small: int | None = None) -> Outcome:
    """Put files under raw/ and do a whole run."""
    put_raw(root, files or {})
    return consolidate(_started(workspace(root, known, small)))


class Killed(BaseException):
    """Ends a run from outside."""


def load_unpublished(root: Path) -> None:
    """Do a run that ends before it publishes."""

    def until_published(name: str, function: Callable[[*Ts], T], /, *arguments: *Ts) -> T:
        if name == "publish snapshot":
            raise Killed
        return function(*arguments)

    with suppress(Killed):
        consolidate(_started(workspace(root)), run_step=until_published)


def _started(of: Workspace) -> Workspace:
    """The workspace with an empty warehouse, because making one takes longer than most tests."""
    work = of.warehouse.work
    if not work.exists():
        work.parent.mkdir(parents=True, exist_ok=True)
        work.write_bytes(_empty_warehouse(of.warehouse.reference.fingerprint, of.known))
    return of


@cache
def _empty_warehouse(_: str, known: Known) -> bytes:
    """The bytes of a warehouse before any receipt, for each state of the forms and units."""
    with TemporaryDirectory() as folder:
        warehouse = workspace(Path(folder), known).warehouse
        with warehouse.writer():
            pass
        return warehouse.work.read_bytes()


def query(root: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a query selects from the published snapshot."""
    with workspace(root).warehouse.reader() as snapshot:
        return snapshot.query(sql).rows


def totals(root: Path, period: str = "2026", form: str = "labour12", region: str = "sko") -> dict[str, Number | None]:
    """The published totals of a region and period by indicator."""
    with workspace(root).warehouse.reader() as snapshot:
        (found,) = (one for one in snapshot.totals(form, period) if one.region == region)
    return found.totals


ACTOR = Actor("Тексеруші", "тексеру")


def act(
    root: Path,
    kind: str,
    *,
    waive: Sequence[str] = (),
    waive_files: Sequence[int] = (),
    unit: str = "akzhar",
    revision: int | None = None,
) -> None:
    """Close or reopen the period 2026 of the first form, or withdraw or restore a revision."""
    on = workspace(root)
    match kind:
        case "close":
            close(on, FORM, "2026", waive, ACTOR, waive_files)
        case "reopen":
            reopen(on, FORM, "2026", ACTOR)
        case "withdraw":
            withdraw(on, Return(FORM, "2026", unit), revision, ACTOR)
        case "restore":
            restore(on, Return(FORM, "2026", unit), revision, ACTOR)


def is_settled(outcome: Outcome) -> bool:
    """True if a run found nothing to load and nothing to publish."""
    return not outcome.due.entries and not outcome.due.publish
