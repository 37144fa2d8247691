"""The contents of a period's report."""

from pathlib import Path

from tests.builders.workbooks import build
from tests.support.reports import published, report_of


def test_cells_add_up_to_each_units_figures(sample: Path) -> None:
    report = published(sample / "data")
    for unit, values in report.values.items():
        for indicator, value in values.items():
            assert sum(addend.value for addend in report.addends.get((unit, indicator), ())) == (value or 0)
    assert (
        sum(addend.value for (_, indicator), added in report.addends.items() if indicator == "raids" for addend in added)
        == 1074
    )


def test_no_cell_stands_behind_the_zeros_of_a_nil_return(tmp_path: Path) -> None:
    report = report_of(tmp_path, build(cover={"nil_return": True}, activity=[]))
    assert report.values["akzhar"]["raids"] == 0
    assert report.addends == {}
