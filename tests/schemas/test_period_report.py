"""What the reports of a period are given."""

from pathlib import Path

from tests.builders.workbooks import build
from tests.support.reports import edition_of, published


def test_cells_add_up_to_each_units_figures(sample: Path) -> None:
    edition = published(sample / "data")
    for unit, values in edition.values.items():
        for indicator, value in values.items():
            assert sum(addend.value for addend in edition.addends.get((unit, indicator), ())) == (value or 0)
    assert (
        sum(addend.value for (_, indicator), added in edition.addends.items() if indicator == "raids" for addend in added)
        == 1074
    )


def test_no_cell_stands_behind_the_zeros_of_a_nil_return(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, build(cover={"nil_return": True}, activity=[]))
    assert edition.values["akzhar"]["raids"] == 0
    assert edition.addends == {}
