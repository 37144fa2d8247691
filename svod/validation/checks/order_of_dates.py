"""Dates of the cover in the wrong order: a period that ends before it starts."""

from collections.abc import Iterator

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import NotBefore
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn

TEXTS = Texts(__package__)


@finds("cell.out_of_range", refuses=True)
def end_not_before_start(typed: TypedReturn) -> Iterator[Issue]:
    """Ends that are before their starts."""
    cover = typed.cover
    for rule in typed.rules(NotBefore):
        start, end = cover.first(rule.start), cover.first(rule.end)
        if start is not None and end is not None and end < start:
            expected = TEXTS.fill("order_of_dates.not_before", start=cover.table.elements[rule.start].labels, day=start)
            yield CHECKS["cell.out_of_range"].issue(**cover.place(rule.end, 0), value=end, expected=expected)
            cover.refuse(rule.end, 0)
