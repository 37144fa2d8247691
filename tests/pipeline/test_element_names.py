"""An element may have any name: what a form declares never clashes with names of svod's own."""

from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from typing import Annotated, Any

import pytest
from pydantic import create_model

from schemas.basics.text import Text
from schemas.declaration.element import Element, Row
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.count import Count
from schemas.declaration.period import Period
from schemas.declaration.table import Table
from schemas.records.decision import Decision
from schemas.records.ledger_mark import EMPTY_LEDGER
from schemas.records.submission import Receipt
from svod.pipeline.check_return import check_return
from svod.pipeline.known_names import Known
from svod.pipeline.suppression import undecided
from svod.reports.xlsx.form_workbook import write_return
from svod.warehouse.arrow_batch import Batch
from svod.warehouse.export import export
from svod.warehouse.period_report import read_period_reports
from tests.builders.workbooks import REGISTER, query, workspace

# fmt: off
_NAMES = [
    "places", "sheet", "sheet_", "table", "workbook", "row", "values", "elements", "content",
    "cells", "reported", "layout", "located", "unit", "period", "revision", "added", "form",
    "submission", "file", "w", "is_current", "position", "current", "indicator", "order", "select",
]
# fmt: on
_TAKEN = ("sheet", "sheet_", "workbook", "row", "unit", "period", "revision")


def _text(word: str) -> Text:
    return Text(f"{word} қаз", f"{word} рус", f"{word} eng")


def _table(code: str, **fields: Any) -> Table:
    model = create_model(code, __base__=Row, **fields)
    return Table(code=code, model=model, sheet=_text(f"sheet of {code}"), grain=_text(code))


def _form(code: str = "order") -> Form:
    labels = {name: _text(f"column {place}") for place, name in enumerate(_NAMES)}
    counts = {name: (Annotated[Count, Element(labels=label, aggregation="sum")], ...) for name, label in labels.items()}
    return Form(
        code=code,
        title=_text("form"),
        period_type="year",
        period_elements=("year",),
        unit_element="unit",
        cover=_table(
            "group",
            unit=(Annotated[str, Element(labels=_text("office"), kind="unit")], ...),
            year=(Annotated[int, Element(labels=_text("year"))], ...),
            sheet=(Annotated[str, Element(labels=_text("page"))], ...),
        ),
        tables=(_table("select", day=(Annotated[date, Element(labels=_text("day"))], ...), **counts),),
        own_indicators=tuple(
            Indicator(code=name, labels=label, meaning=label, table="select", element=name, sensitive=True)
            for name, label in labels.items()
        ),
    )


def _return(form: Form, first: int) -> bytes:
    counts = {name: first + place for place, name in enumerate(_NAMES)}
    tables = {
        "group": FilledTable(rows=({"unit": "akzhar", "year": 2026, "sheet": "A4"},)),
        "select": FilledTable(rows=({"day": date(2026, 6, 1), **counts},)),
    }
    return write_return(form, REGISTER, FilledReturn("ru", tables, file=""))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Form, Path]:
    """Two revisions of one return, published."""
    form, root = _form(), tmp_path_factory.mktemp("names")
    own = workspace(root, Known({form.code: form}, REGISTER))
    batch, receipts = Batch(own.known.forms), []
    for number, first in ((1, 100), (2, 200)):
        checked = check_return(_return(form, first), "x.xlsx", own.known.forms, REGISTER)
        assert checked.status == "accepted", checked.issues
        moment = datetime(2026, 6, number, 9, tzinfo=UTC)
        batch.add(number, moment, checked)
        receipts.append(Receipt(number, f"{number}.xlsx", checked.sha256, moment, moment))
    with own.warehouse.writer() as writer:
        writer.load(receipts, [], batch.arrow(), EMPTY_LEDGER)
        writer.publish()
    return form, root


def test_its_values_are_published_beside_where_they_stand(loaded: tuple[Form, Path]) -> None:
    _, root = loaded
    columns = ", ".join(f'"{name}_"' if name in _TAKEN else f'"{name}"' for name in _NAMES)
    counts = tuple(range(200, 200 + len(_NAMES)))
    where = ("akzhar", "2026", 2, "sheet of select рус", 2)
    assert query(root, f'select unit, period, revision, sheet, row, {columns} from "order"."select"') == [where + counts]
    assert query(root, 'select unit, sheet, sheet_ from "order"."group"') == [("akzhar", "sheet of group рус", "A4")]
    assert query(root, "select revision, places, sheet_ from history.order_select order by all")[0] == (1, 100, 101)
    said = "select comment from duckdb_columns() where schema_name = 'order' and column_name = 'workbook_'"
    assert "(элемент «workbook»)" in query(root, said)[0][0]


def test_its_figures_lead_back_to_its_cells(loaded: tuple[Form, Path]) -> None:
    _, root = loaded
    found = dict(query(root, "select indicator, (value, cell) from svod.provenance"))
    assert {name: value for name, (value, _) in found.items()} == {name: 200 + at for at, name in enumerate(_NAMES)}
    assert (found["places"][1], found["sheet"][1], found["workbook"][1]) == ("B2", "C2", "F2")
    added = query(root, "select new_sheet, new_cell, new from svod.revision_change where change = 'row_added'")
    assert added == [("sheet of select рус", "A2", "; ".join(["2026-06-01", *map(str, range(200, 200 + len(_NAMES)))]))]


def test_its_rows_are_reported_and_exported(loaded: tuple[Form, Path], tmp_path: Path) -> None:
    form, root = loaded
    own = workspace(root, Known({form.code: form}, REGISTER))
    with own.warehouse.reader() as snapshot:
        (report,) = read_period_reports(snapshot, form, Period(2026), REGISTER)
    (row,) = report.rows["select"]
    assert (row.sheet, row.row, row.values["sheet"], row.values["row"]) == ("sheet of select рус", 2, 201, 205)
    hidden = workspace(copytree(root, tmp_path / "hidden"), own.known, small=300).warehouse
    with hidden.writer() as writer:
        (about,) = undecided(writer, own.known.forms, 300)
        moment = datetime(2026, 6, 3, 9, tzinfo=UTC)
        decision = Decision(event=1, kind="suppressed", recorded_at=moment, by="svod", **about)
        writer.load([], [decision], Batch(own.known.forms).arrow(), EMPTY_LEDGER)
        writer.publish()
    export(hidden, tmp_path / "out")
    (line,) = (tmp_path / "out/csv/order.select.csv").read_text().splitlines()[1:]
    assert line.startswith("akzhar,2026,2,sheet of select рус,2,2026-06-01,,,,")


@pytest.mark.parametrize("code", ["core", "main", "History", "svod"])
def test_a_form_is_not_named_like_a_part_of_the_warehouse(code: str) -> None:
    with pytest.raises(ValueError, match="can't be named"):
        _form(code)
