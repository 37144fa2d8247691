"""The clerk's explanations of queries. Mistakes in them change no total, so they are queries themselves."""

from collections.abc import Iterator
from functools import lru_cache

from schemas.basics.text import Text
from schemas.checks.form_checks import checks_of
from schemas.declaration.form import Form
from schemas.declaration.named_values import unknown_name
from schemas.records.issue import Issue
from svod.validation.cell_issues import as_queries, refused
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn


@finds("cell.unknown_code")
def explained_codes(typed: TypedReturn) -> Iterator[Issue]:
    """Explanations with a code that no check has: they explain nothing."""
    explained = typed.form.explanations
    table = typed.tables.get(explained.table) if explained else None
    if explained is None or table is None:
        return
    for row, code in enumerate(table.columns[explained.code]):
        if code is not None and code.strip().lower() not in checks_of(typed.form):
            place = {**table.place(explained.code, row), "value": code}
            yield from as_queries([refused(unknown_name(code, _queries(typed.form)), place)])


@lru_cache(maxsize=64)
def _queries(form: Form) -> tuple[Text, ...]:
    codes = (check.code for check in checks_of(form).values() if check.severity == "query")
    return tuple(Text(code, code, code) for code in codes)
