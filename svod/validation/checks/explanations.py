"""The clerk's explanations of queries. What is amiss in them makes no total wrong: it is asked about and refuses nothing."""

from collections.abc import Iterable, Iterator
from functools import cache

from schemas.basics.text import Text
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.named_values import unknown_name
from schemas.records.issue import Issue
from svod.validation.cell_issues import refused
from svod.validation.typed_table import Judged, Tables


def as_queries(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Issues of a sheet that reports nothing."""
    return (issue.model_copy(update={"severity": "query"}) for issue in issues)


def check_explanations(form: Form, tables: Tables) -> Iterator[Issue]:
    """Explanations under a code that no check has: they explain nothing."""
    explained = form.explanations
    judged = tables.get(explained.table) if explained else None
    if explained is None or judged is None:
        return iter(())
    codes = enumerate(judged.columns[explained.code])
    rows = [row for row, code in codes if code is not None and code.strip().lower() not in CHECKS]
    return as_queries(_unknown(judged, explained.code, row) for row in rows)


def _unknown(judged: Judged, name: str, row: int) -> Issue:
    code = judged.columns[name][row]
    at = {"sheet": judged.sheet, "cell": judged.located.cell(name, row), "value": code}
    return refused(unknown_name(code, _queries()), {**at, "column": judged.table.elements[name].labels})


@cache
def _queries() -> tuple[Text, ...]:
    return tuple(Text(check.code, check.code, check.code) for check in CHECKS.values() if check.severity == "query")
