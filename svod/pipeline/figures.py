"""The published figures of a period: regional totals and the status of every unit."""

from collections.abc import Sequence

from schemas.declaration.form import Form
from schemas.records.period_report import UnitStatus
from schemas.records.total import RegionalTotals
from svod.pipeline.asked import Asked
from svod.pipeline.workspace import Workspace


def regional_totals(workspace: Workspace, asked: Asked) -> tuple[Form, Sequence[RegionalTotals]]:
    """The form and the totals of a period for each region, in official order."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        return form, snapshot.totals(form.code, period)


def completeness(workspace: Workspace, asked: Asked) -> tuple[Form, str, Sequence[UnitStatus]]:
    """The form, the period, and the status of every unit that owes a return, in official order."""
    with workspace.warehouse.reader(asked.moment) as snapshot:
        form, period = asked.to_read(workspace.known, snapshot)
        return form, period, snapshot.completeness(form.code, period)


def period_to_report(workspace: Workspace, asked: Asked) -> tuple[Form, str]:
    """The form and period whose reports the user asked for."""
    with workspace.warehouse.reader() as snapshot:
        return asked.to_read(workspace.known, snapshot)
