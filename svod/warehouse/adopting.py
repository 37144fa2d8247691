"""What a file of the warehouse holds that stands in the way of adopting a form or a register."""

from schemas.declaration.form import Form
from svod.warehouse.schema.form_tables import row_table
from svod.warehouse.suppression import Rows


def taken_names(source: Rows, form: Form, known: Form | None) -> list[str]:
    """The names that a form's row tables would have, and that something else has already."""
    own = {row_table(known, table) for known in (known.versions if known else ()) for table in known.all_tables.values()}
    names = [row_table(form, table) for table in form.all_tables.values()]
    rows = source.rows("select table_name from duckdb_tables() where schema_name = 'core'")
    there = {name.lower() for (name,) in rows}
    return [name for name in names if name.lower() in there and name not in own]


def closed_periods(source: Rows, form: str) -> list[str]:
    """The periods of a form that are closed now."""
    sql = "select period from core.closing('infinity'::timestamptz) where form = ? order by period"
    return [period for (period,) in source.rows(sql, form)]


def units_told(source: Rows) -> list[str]:
    """The units that returns or decisions are about."""
    rows = source.rows(
        "select unit from core.workbook where unit is not null "
        "union select unit from core.decision where unit is not null order by unit"
    )
    return [unit for (unit,) in rows]
