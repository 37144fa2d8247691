"""The fixed tables on the page: the region's sums in the rows and columns in which the form prints them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.basics.exact import Number
from schemas.basics.text import Text
from schemas.declaration.table import Table
from schemas.records.period_report import PeriodReport
from svod.reports.region_return import printed_sums

_NOT_ASKED = "х"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row, with a sum for each column of figures: None if it isn't known, х if it isn't asked."""

    code: str
    label: Text
    depth: int
    sums: Sequence[Number | str | None]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A fixed table: the headings of its figures, each with the number that the form prints, and its rows."""

    table: Table
    row_codes: Text
    headings: Sequence[tuple[Text, str]]
    lines: Sequence[Line]


def printed_tables(report: PeriodReport) -> Iterator[PrintedTable]:
    """The fixed tables for which anything was reported."""
    for table in report.form.tables:
        if table.row_element and report.rows.get(table.code):
            rows = table.elements[table.row_element]
            figures = {name: element for name, element in table.elements.items() if name != table.row_element}
            headings = [(element.heading, element.element.number) for element in figures.values()]
            yield PrintedTable(table, rows.labels, headings, list(_lines(report, table, list(figures))))


def _lines(report: PeriodReport, table: Table, figures: Sequence[str]) -> Iterator[Line]:
    labels = table.elements[str(table.row_element)].code_labels
    for row, sums in zip(table.printed, printed_sums(report, table), strict=True):
        shown = [_NOT_ASKED if name in row.not_asked else sums.get(name) for name in figures]
        yield Line(row.code, labels[row.code], table.depths[row.code], shown)
