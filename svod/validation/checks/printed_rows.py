"""The printed rows of a fixed table: each must be there, and nothing stands in cells that nobody fills in."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


@finds("row.missing")
def every_printed_row(typed: TypedReturn) -> Iterator[Issue]:
    """Tables that lack printed rows. An empty sheet lacks none: nothing was reported there."""
    for table, line in _fixed(typed):
        there = set(table.columns[line])
        missing = [row.code for row in table.table.printed if row.code not in there]
        if missing and len(table):
            labels = table.table.elements[line].code_labels
            yield CHECKS["row.missing"].issue(sheet=table.sheet, rows=missing, labels=[labels[code] for code in missing])


@finds("cell.not_asked", refuses=True)
def nothing_where_nothing_is_asked(typed: TypedReturn) -> Iterator[Issue]:
    """Figures in cells that the form leaves out."""
    for table, line in _fixed(typed):
        for row, code in enumerate(table.columns[line]):
            for name in table.table.elements:
                if (code, name) in table.table.not_asked and (value := table.columns[name][row]) is not None:
                    yield CHECKS["cell.not_asked"].issue(**table.place(name, row), value=value, row=code)
                    table.refuse(name, row)


def _fixed(typed: TypedReturn) -> Iterator[tuple[TypedTable, str]]:
    """The fixed tables, each with the element that says which row it is."""
    for table in typed.tables.values():
        if table.table.row_element:
            yield table, table.table.row_element
