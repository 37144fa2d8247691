"""Parts that are more than their whole: 5 pupils and 3 parents among 7 participants."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import PartsWithinWhole
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


@finds("row.parts_exceed_whole")
def parts_within_whole(typed: TypedReturn) -> Iterator[Issue]:
    """Rows whose parts add up to more than the whole."""
    for rule in typed.rules(PartsWithinWhole):
        table = typed.tables.get(rule.table)
        if table and len(table):
            yield from _exceeded(rule, table)


def _exceeded(rule: PartsWithinWhole, table: TypedTable) -> Iterator[Issue]:
    wholes = table.columns[rule.whole]
    if wholes.count(None) == len(wholes):
        return
    sums = [0] * len(table)
    for part in rule.parts:
        sums = [so_far + (value or 0) for so_far, value in zip(sums, table.columns[part], strict=True)]
    elements = table.table.elements
    for row, (whole, parts) in enumerate(zip(wholes, sums, strict=True)):
        if whole is not None and parts > whole:
            yield CHECKS["row.parts_exceed_whole"].issue(
                **table.place(rule.whole, row),
                value=whole,
                whole=elements[rule.whole].labels,
                parts=[elements[part].labels for part in rule.parts],
                sum=parts,
            )
