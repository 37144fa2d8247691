"""Traces a published total back to the level below, to units, files and cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.basics.exceptions import UnknownName
from schemas.basics.near import with_nearest
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.provenance import CellProvenance, TotalProvenance, UnitProvenance
from schemas.records.total import RegionalTotals
from schemas.units.levels import level_below
from schemas.units.register import UnitRegister
from svod.intake.file_store import FileStore
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace
from svod.reading.cell_text import raw_values
from svod.warehouse.levels import totals_above
from svod.warehouse.provenance import cell_provenance, unit_provenance
from svod.warehouse.reader import Snapshot

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's value, and the text of the cell in the received file."""

    provenance: CellProvenance
    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A total and what it is the sum of: the totals of units directly below, and the values of units that send returns."""

    totals: RegionalTotals
    below: Sequence[TotalProvenance]
    units: Sequence[UnitProvenance]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An indicator's total of the unit asked about, or of each topmost unit.

    If the unit has none below it, there is only its value in the total above, and `cells` are those that add up to it.
    """

    form: Form
    regions: Sequence[Explained]
    cells: Sequence[Cell] | None


def explain(workspace: Workspace, asked: Asked, indicator: str) -> Explanation:
    """Trace totals to the level below or, if the unit has none below it, its value to cells. Raises UnknownName."""
    register = workspace.known.units
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        if indicator not in form.indicators:
            message = TEXTS.fill("no_indicator", indicator=indicator, known=form.indicators)
            raise UnknownName(with_nearest(message, indicator, form.indicators))
        units = asked.units(workspace.known)
        if register.has_total(units[0]):
            regions = snapshot.totals(form.code, period, units)
            return Explanation(form, [_explained(snapshot, register, totals, indicator) for totals in regions], None)
        (unit,) = units
        total = totals_above(snapshot, form.code, period, unit)
        own = unit_provenance(snapshot, form.code, period, indicator, [unit])
        cells = cell_provenance(snapshot, form.code, period, indicator, unit)
    return Explanation(form, [Explained(total, [], own)], _as_received(workspace.storage.kept, cells))


def _explained(snapshot: Snapshot, register: UnitRegister, totals: RegionalTotals, indicator: str) -> Explained:
    level = level_below(register, [totals.region])
    below = snapshot.totals(totals.form, totals.period, level.below) if level.below else []
    return Explained(
        totals,
        [TotalProvenance(one.region, one.totals[indicator], one.coverage, one.queries) for one in below],
        unit_provenance(snapshot, totals.form, totals.period, indicator, level.sending),
    )


def _as_received(kept: FileStore, cells: Sequence[CellProvenance]) -> list[Cell]:
    """The cells with their text in the stored bytes."""
    found: list[Cell] = []
    for sha256, file in dict.fromkeys((cell.sha256, cell.file) for cell in cells):
        own = [cell for cell in cells if cell.sha256 == sha256]
        texts = raw_values(kept.read(sha256), file, [(one.sheet, one.cell) for one in own])
        found.extend(Cell(one, text) for one, text in zip(own, texts, strict=True))
    return found
