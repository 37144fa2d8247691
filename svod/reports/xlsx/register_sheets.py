"""Lists in the consolidated workbook: reported rows, status register, unknown units' returns, open queries, revised figures."""

from collections.abc import Mapping, Sequence

from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Entry
from schemas.declaration.kinds.truth import TRUTHS
from schemas.declaration.table import Table
from schemas.records.period_report import ReportedRow, UnitStatus
from schemas.records.unplaced_return import UNPLACED_STATES
from svod.reports.hidden import hidden_sign
from svod.reports.region_return import known_sum, total_label
from svod.reports.xlsx.consolidated_book import ConsolidatedBook, Look
from svod.reports.xlsx.list_sheet import Column, ListSheet

TEXTS = Texts(__package__)

_LOOKS: Mapping[Entry, Look] = {"whole number": "count", "decimal number": "number", "day": "day"}


def write_lists(book: ConsolidatedBook) -> None:
    """List the reported rows of each table with their unit, sheet and row. The survey has a sheet of its own.

    A level shows the level below, and not every row of thousands of units: only those of returns on that level are listed.
    """
    form = book.report.form
    level = {unit.unit for unit in book.report.units} - book.report.below.keys()
    for table in form.tables if level else ():
        if table.reports and not (form.survey and table.code == form.survey.table):
            _write_list(book, table, [row for row in book.report.rows[table.code] if row.unit in level])


def _write_list(book: ConsolidatedBook, table: Table, rows: Sequence[ReportedRow]) -> None:
    elements, hidden = list(table.elements.values()), book.report.hidden_elements
    columns = [
        _unit_column(book),
        *(
            Column(book.say(element.heading), _LOOKS.get(element.kind.entry, "text"), element.kind.width)
            for element in elements
        ),
        Column(book.say(TEXTS["column.sheet"]), width=16),
        Column(book.say(TEXTS["column.row"]), "count", width=8),
    ]
    name = book.say(TEXTS.fill("sheet.list", sheet=table.sheet))
    sheet = ListSheet(book, name, columns)
    for row in rows:
        values = [
            book.say(hidden_sign()) if (table.code, name) in hidden else _written(book, element, row.values[name])
            for name, element in table.elements.items()
        ]
        sheet.add([book.unit_name(row.unit), *values, row.sheet, row.row])
    sheet.offer_filter()
    sums = [
        sheet.sum_above(column, known_sum(row.values[element.name] for row in rows))
        if element.element.aggregation == "sum"
        else None
        for column, element in enumerate(elements, 1)
    ]
    if rows and any(sums):
        sheet.add([book.say(total_label()), *sums, None, None], total=True)
    sheet.end()


def _written(book: ConsolidatedBook, element: DataElement, value: object) -> object:
    """A value as it is listed: its label if it has one."""
    label = element.kind.label(value, element, book.unit_names)
    return book.say(label) if label else value


def write_status(book: ConsolidatedBook) -> None:
    """List who reported, when, and with what result."""
    say = book.say
    columns = [
        _unit_column(book),
        Column(say(TEXTS["column.status"]), width=36),
        Column(say(TEXTS["column.received"]), "moment"),
        Column(say(TEXTS["column.on_time"]), width=12),
        Column(say(TEXTS["column.revision"]), "count", width=10),
        Column(say(TEXTS["column.query_count"]), "count"),
        Column(say(TEXTS["column.rejected"]), "count", width=16),
        Column(say(TEXTS["column.file"]), width=50),
        Column("sha256", width=16),
    ]
    sheet = ListSheet(book, say(TEXTS["sheet.register"]), columns)
    for unit in book.report.units:
        sheet.add(_status(book, unit))
    queries = sheet.sum_above(5, sum(unit.queries for unit in book.report.units))
    rejected = sheet.sum_above(6, sum(unit.rejected for unit in book.report.units))
    sheet.add([say(total_label()), *[None] * 4, queries, rejected, None, None], total=True)
    sheet.end()


def _status(book: ConsolidatedBook, unit: UnitStatus) -> list[object]:
    say, source = book.say, book.report.source_of(unit.unit)
    return [
        say(unit.name),
        say(unit.words),
        unit.received_at,
        None if unit.on_time is None else say(TRUTHS[unit.on_time]),
        unit.revision,
        unit.queries,
        unit.rejected,
        source and source.file,
        source and source.sha256[:12],
    ]


def write_unplaced(book: ConsolidatedBook) -> None:
    """List the rejected files whose unit isn't known, if there are any."""
    say, files = book.say, book.report.unplaced
    if not files:
        return
    columns = [
        Column(say(TEXTS["column.number"]), "count", width=6),
        Column(say(TEXTS["column.likely_unit"]), width=34),
        Column(say(TEXTS["column.file"]), width=50),
        Column("sha256", width=16),
        Column(say(TEXTS["column.received_at"]), "moment"),
        Column(say(TEXTS["column.reason"]), width=70),
        Column(say(TEXTS["column.status"]), width=36),
    ]
    sheet = ListSheet(book, say(TEXTS["sheet.unplaced"]), columns)
    for file in files:
        about = [file.file, file.sha256[:12], file.received_at, say(file.message), say(UNPLACED_STATES[file.state])]
        sheet.add([file.submission, file.name and say(file.name), *about])
    sheet.end()


def write_queries(book: ConsolidatedBook) -> None:
    """List the open queries of the current accepted returns."""
    say = book.say
    columns = [
        _unit_column(book),
        Column(say(TEXTS["column.file"]), width=36),
        Column(say(TEXTS["column.sheet"]), width=16),
        Column(say(TEXTS["column.cell"]), width=9),
        Column(say(TEXTS["column.code"]), width=20),
        Column(say(TEXTS["column.value"]), width=20),
        Column(say(TEXTS["column.message"]), width=70),
    ]
    sheet = ListSheet(book, say(TEXTS["sheet.queries"]), columns)
    for query in book.report.queries:
        unit = query.unit and book.unit_name(query.unit)
        sheet.add([unit, query.file, query.sheet, query.cell, query.code, query.value, say(query.message)])
    sheet.offer_filter()
    sheet.end()


def write_revised(book: ConsolidatedBook) -> None:
    """List the figures that changed since the previous release or, if there is none, through resubmissions."""
    say, report = book.say, book.report
    columns = [
        _unit_column(book),
        Column(say(TEXTS["column.indicator"]), width=50),
        Column(say(TEXTS["column.from"]), "count"),
        Column(say(TEXTS["column.old"]), "count"),
        Column(say(TEXTS["column.revision"]), "count"),
        Column(say(TEXTS["column.new"]), "count"),
        Column(say(TEXTS["column.file"]), width=50),
    ]
    sheet = ListSheet(book, say(TEXTS["sheet.revised"]), columns, filter(None, [report.compared]))
    labels = {code: say(report.form.heading_of(indicator)) for code, indicator in report.form.indicators.items()}
    for code in report.revised_totals:
        sheet.add([say(report.region.names), labels[code], None, report.was.get(code), None, report.totals.totals[code], None])
    for figure in report.revised:
        source = report.sources.get(figure.unit)
        revisions = (figure.from_revision, figure.old, figure.to_revision, figure.new)
        sheet.add([book.unit_name(figure.unit), labels[figure.indicator], *revisions, source and source.file])
    sheet.end()


def _unit_column(book: ConsolidatedBook) -> Column:
    form = book.report.form
    return Column(book.say(form.cover.elements[form.unit_element].labels), width=34)
