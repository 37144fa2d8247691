"""The SQL files of this package, and in what order they run."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from svod.warehouse.tables import form_statements, literal

if TYPE_CHECKING:
    from svod.warehouse.reference import Reference

_CORE = ("judged_submission", "current_workbook", "accepted_workbook")
# Published in the schema main: the file is named svod.duckdb, so that analysts write svod.regional_total, and a schema of the
# name of its own database is ambiguous to duckdb.
OUT = (
    "reporting_unit",
    "submission",
    "issue",
    "indicator",
    "indicator_value",
    "completeness",
    "regional_total",
    "survey_share",
)
"""The published views; each may use those before it."""


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
    for name in _CORE:
        yield _folder().joinpath("core", f"{name}.sql").read_text(encoding="utf-8")
    for name in OUT:
        yield _folder().joinpath("out", f"{name}.sql").read_text(encoding="utf-8")
    yield from _comments()
    for form in reference.forms.values():
        yield from form_statements(form)


def _comments() -> Iterator[str]:
    with _folder().joinpath("out", "comments.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            what = f"column main.{row['relation']}.{row['column']}" if row["column"] else f"view main.{row['relation']}"
            yield f"comment on {what} is {literal(row['comment'])}"
