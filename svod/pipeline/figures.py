"""The published figures of a period: regional totals and the status of every unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.declaration.form import Form
from schemas.records.period_report import UnitStatus
from schemas.records.total import RegionalTotals, YearTotals
from schemas.records.unplaced_return import UnplacedReturn
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace
from svod.warehouse.unplaced import unplaced_returns


@dataclass(frozen=True, slots=True)
class StatusRegister:
    """The status of every unit that owes a return for a period, in official order, and the rejected files of unknown units."""

    form: Form
    period: str
    units: Sequence[UnitStatus]
    unplaced: Sequence[UnplacedReturn]


def regional_totals(workspace: Workspace, asked: Asked) -> tuple[Form, Sequence[RegionalTotals]]:
    """The form and the totals of a period for each region, in official order."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        return form, snapshot.totals(form.code, period)


def totals_over(workspace: Workspace, asked: Asked, year: int) -> tuple[Form, Sequence[YearTotals]]:
    """The form, and what the totals of a year's periods come to for each region, in official order."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, _ = replace(asked, period=str(year)).to_read(workspace.known, snapshot)
        return form, snapshot.totals_over(form.code, str(year))


def status_register(workspace: Workspace, asked: Asked) -> StatusRegister:
    """The status register of a period, as it is now or as of a moment."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        unplaced = [file for file in unplaced_returns(snapshot, form.code, period) if file.state != "withdrawn"]
        return StatusRegister(form, period, snapshot.completeness(form.code, period), unplaced)


def period_to_report(workspace: Workspace, asked: Asked) -> tuple[Form, str]:
    """The form and period whose reports the user asked for."""
    with workspace.warehouse.reader() as snapshot:
        return asked.to_read(workspace.known, snapshot)
