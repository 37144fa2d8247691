"""Traces a published total back to its units, files and cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.provenance import CellProvenance, UnitProvenance
from schemas.records.total import RegionalTotals
from svod.intake.file_store import FileStore
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace
from svod.reading.cell_text import raw_values
from svod.warehouse.provenance import cell_provenance, unit_provenance

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's value, and the text of the cell in the received file."""

    provenance: CellProvenance
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The totals of an indicator by region, each with the units' values that it is the sum of, in official order.

    If a unit is named, there is only this unit with its region's total, and `cells` are the cells that add up to its value.
    """

    form: Form
    regions: Sequence[tuple[RegionalTotals, Sequence[UnitProvenance]]]
    cells: Sequence[Cell] | None


def explain(workspace: Workspace, asked: Asked, indicator: str, unit: str | None) -> Explanation:
    """Trace totals to units or, if a unit is named, its value to cells. Raises UnknownName."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        if indicator not in form.indicators:
            raise UnknownName(TEXTS.fill("no_indicator", indicator=indicator, known=form.indicators))
        addends = unit_provenance(snapshot, form.code, period, indicator)
        if unit is None:
            by_code = workspace.known.units.by_code
            regions = [
                (totals, [addend for addend in addends if by_code[addend.unit].parent == totals.region])
                for totals in snapshot.totals(form.code, period)
            ]
            return Explanation(form, regions, None)
        named = workspace.known.unit(unit)
        total = snapshot.totals_above(form.code, period, named)
        cells = cell_provenance(snapshot, form.code, period, indicator, named)
    own = [addend for addend in addends if addend.unit == named]
    return Explanation(form, [(total, own)], _as_received(workspace.storage.kept, cells))


def _as_received(kept: FileStore, cells: Sequence[CellProvenance]) -> list[Cell]:
    """The cells with their text in the stored bytes."""
    found: list[Cell] = []
    for sha256, file in dict.fromkeys((cell.sha256, cell.file) for cell in cells):
        own = [cell for cell in cells if cell.sha256 == sha256]
        texts = raw_values(kept.read(sha256), file, [(one.sheet, one.cell) for one in own])
        found.extend(Cell(one, text) for one, text in zip(own, texts, strict=True))
    return found
