"""A return has rows, or its cover declares that there is nothing to report, but not both."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import NilReturn
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn


@finds("return.nil_with_rows", "return.empty")
def nil_or_rows(typed: TypedReturn) -> Iterator[Issue]:
    """A return that is declared nil but has rows, or is not and has none. Not judged if a required table wasn't read."""
    is_unread = any(table.required and table.code not in typed.tables for table in typed.form.tables)
    for rule in typed.rules(NilReturn):
        if not is_unread and typed.cover.is_valid(rule.element, 0):
            yield from _contradiction(rule, typed)


def _contradiction(rule: NilReturn, typed: TypedReturn) -> Iterator[Issue]:
    tables = [typed.tables[table.code] for table in typed.form.tables if table.reports and table.code in typed.tables]
    filled = sum(len(table) - len(table.unfilled) for table in tables)
    place = typed.cover.place(rule.element, 0)
    if typed.cover.first(rule.element):
        if filled:
            yield CHECKS["return.nil_with_rows"].issue(**place, nil=place["column"], count=filled)
    elif not any(map(len, tables)):
        yield CHECKS["return.empty"].issue(**place, nil=place["column"])
