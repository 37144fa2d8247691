"""The SQL files of this package, and in what order they run."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from svod.warehouse.schema.form_tables import NOW, form_views, literal, row_tables
from svod.warehouse.schema.form_unions import across_forms

if TYPE_CHECKING:
    from svod.warehouse.schema.reference import Reference

# A macro gives a relation as it was known at a moment, of one form and period or of all; its view gives it as it is known now.
# Each may use those before it.
_CORE = (
    "core/place",
    "core/fill",
    "core/number",
    "core/cell_name",
    "core/reading",
    "core/closing",
    "core/judged_submission",
    "core/current_workbook",
    "core/revision_before",
    "core/same_a_year_before",
    "core/year_before",
)
_RULES = ("rules/receipt_issue", "rules/jump_issue", "rules/content_issue", "rules/outlier_issue")
_ISSUES = ("core/found_issue",)
# Published in the schema main: the file is named svod.duckdb, so that analysts write svod.regional_total, and a schema of the
# name of its own database is ambiguous to duckdb.
OUT = (
    "reporting_unit",
    "submission",
    "event",
    "issue",
    "indicator",
    "indicator_value",
    "completeness",
    "regional_total",
    "survey_share",
    "provenance",
    "revision_change",
)
"""The published views."""

_TIMELESS = ("reporting_unit", "indicator")
_PUBLISHED = {"event": "'infinity'::timestamptz", "revision_change": f"{NOW}, null, null"}


@dataclass(frozen=True, slots=True)
class Migration:
    """A change of the tables, made once."""

    name: str
    sql: str


def _folder() -> Traversable:
    return resources.files("svod.warehouse").joinpath("sql")


def migrations() -> list[Migration]:
    """Every migration in order."""
    files = sorted(_folder().joinpath("migrations").iterdir(), key=lambda file: file.name)
    return [Migration(file.name, file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".sql")]


def views(reference: "Reference") -> Iterator[str]:
    """The statements that make every view and say what it holds, the forms' own tables included."""
    yield "create schema if not exists history"
    yield from row_tables(reference.forms.values())
    yield from map(_sql, _CORE)
    yield from across_forms(reference.forms.values())
    yield from map(_sql, (*_RULES, *_ISSUES))
    for name in OUT:
        yield _sql(f"out/{name}")
        if name not in _TIMELESS:
            yield f"create or replace view main.{name} as from core.{name}({_PUBLISHED.get(name, NOW)})"
    yield _sql("out/total_as_of")
    yield from _comments()
    for form in reference.forms.values():
        yield from form_views(form)


def _sql(name: str) -> str:
    return _folder().joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _comments() -> Iterator[str]:
    with _folder().joinpath("out", "comments.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = "macro table" if row["relation"] == "total_as_of" else "view"
            what = f"column main.{row['relation']}.{row['column']}" if row["column"] else f"{kind} main.{row['relation']}"
            yield f"comment on {what} is {literal(row['comment'])}"
