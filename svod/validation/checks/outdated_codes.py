"""Codes of lists that change: one that isn't used in the period is refused, with the code that took its place."""

from collections.abc import Iterator
from functools import lru_cache

from schemas.basics.text import LANGUAGES
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import CodeList
from schemas.declaration.period import Period
from schemas.declaration.table import Table
from schemas.language.name_key import key
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)


@finds("cell.outdated_code", refuses=True)
def codes_of_the_period(typed: TypedReturn) -> Iterator[Issue]:
    """Codes that aren't used in the period of the return."""
    period = typed.period
    if period is None:
        return
    for table in typed.tables.values():
        for name, outdated in _outdated(table.table, period):
            for row, value in enumerate(table.columns[name]):
                if value in outdated:
                    yield _issue(table, name, row, str(period))
                    table.refuse(name, row)


@lru_cache(maxsize=256)
def _outdated(table: Table, period: Period) -> tuple[tuple[str, frozenset[CodeList]], ...]:
    """The elements of a table that have codes which aren't used in a period, with these codes."""
    outdated = {
        name: frozenset(code for code in element.codes if not code.validity.holds_in(period))
        for name, element in table.elements.items()
        if element.codes
    }
    return tuple((name, codes) for name, codes in outdated.items() if codes)


def _issue(table: TypedTable, name: str, row: int, period: str) -> Issue:
    code, found = table.columns[name][row], table.located.columns[name][row]
    valid = code.validity
    days = f"{valid.first or '…'} – {valid.last or '…'}"
    step, suggestion = TEXTS["outdated_codes.no_successor"], None
    if valid.successor:
        labels = type(code).of(valid.successor).labels
        written = (language for language in LANGUAGES if key(code.labels.in_(language)) == key(str(found)))
        step, suggestion = TEXTS.fill("outdated_codes.successor", code=labels), labels.in_(next(written, "kk"))
    places = {**table.place(name, row), "period": period, "valid": days, "step": step}
    return CHECKS["cell.outdated_code"].issue(**places, value=found, suggestion=suggestion)
