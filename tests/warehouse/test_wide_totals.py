"""Each form has a wide relation: a row for each unit and period, a column for each indicator."""

from pathlib import Path

from schemas.declaration.form import Form
from schemas.forms.labour12.form import FORM
from svod.warehouse.schema.wide_totals import total_columns
from tests.builders.workbooks import RAID, build, load, query


def test_a_unit_and_its_region_have_their_figures_in_a_row(tmp_path: Path) -> None:
    esil = build(cover={"unit": "esil"}, activity=[{**RAID, "activities": 5, "participants": 9}])
    load(tmp_path, {"2026-06-11/a.xlsx": build(), "2026-06-11/b.xlsx": esil})
    wide = query(tmp_path, "select unit, period, level, raids, raid_participants from labour12.total order by all")
    long = "select value from svod.indicator_value where unit = '{}' and indicator = '{}'"
    for unit, period, _, *figures in wide[:2]:
        assert period == "2026"
        assert [(figure,) for figure in figures] == [
            query(tmp_path, long.format(unit, code))[0] for code in ("raids", "raid_participants")
        ]
    assert [row[0] for row in wide] == ["akzhar", "esil", "sko"]
    assert wide[2][3] == wide[0][3] + wide[1][3]
    columns = query(tmp_path, "select column_name from (describe labour12.total)")
    assert [name for (name,) in columns] == ["unit", "period", "level", *FORM.indicators]


def test_columns_have_names_of_their_own() -> None:
    own = FORM.own_indicators[0]
    names = ("period", "Period", "period_", "raids")
    copies = tuple(own.model_copy(update={"code": name}) for name in names)
    form = Form(**{name: getattr(FORM, name) for name in Form.model_fields} | {"own_indicators": copies, "survey": None})
    assert list(total_columns(form)) == ["period_", "Period__", "period___", "raids"]
