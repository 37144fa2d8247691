"""What the revisions of returns changed."""

from schemas.records.period_report import Change, RevisedFigure
from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.form_tables import literal


def changes(snapshot: Snapshot, form: str, period: str, unit: str, earlier: int, later: int) -> list[Change]:
    """The differences between two accepted revisions of a return."""
    rows = snapshot.rows(
        'select changed."table", change, element, old_sheet, old_cell, old, new_sheet, new_cell, new, elements, "values" '
        f"from as_of.revision_change({snapshot.moment}, {literal(form)}, {literal(period)}, {earlier}, {later}) changed "
        f"left join {snapshot.as_known('judged_submission', form, period)} sent on sent.unit = changed.unit "
        "and sent.revision = case change when 'row_added' then to_revision when 'row_removed' then from_revision end "
        'left join core.content on content.workbook = sent.workbook and content."table" = changed."table" '
        "and sheet = coalesce(new_sheet, old_sheet) and cells[1] = coalesce(new_cell, old_cell) "
        "where changed.unit = ?",
        unit,
    )
    return [Change(*(*row[:-2], dict(zip(row[-2] or (), row[-1] or (), strict=True)))) for row in rows]


def revised_figures(snapshot: Snapshot, form: str, period: str) -> list[RevisedFigure]:
    """The figures that the current revisions changed, in official order."""
    rows = snapshot.rows(
        "select revised.unit, from_revision, to_revision, revised.element, old::decimal(38, 6), new::decimal(38, 6) "
        f"from as_of.revision_change({snapshot.moment}, {literal(form)}, {literal(period)}, null, null) revised "
        f"join {snapshot.as_known('current_workbook', form, period)} current using (unit) "
        "join main.reporting_unit using (unit) "
        "join main.indicator on indicator.form = revised.form and indicator = revised.element "
        "where change = 'indicator' and to_revision = current.revision "
        "order by reporting_unit.position, indicator.position",
    )
    return [RevisedFigure(*row) for row in rows]
