"""The SQL files of this package and the statements made from them.

A relation's file holds one select. Two things are made from it: a table macro, which returns the relation as it was known at a
moment, and the relation as it is now, which selects from tables with what is known now and needs no planning of the macros.

The pipeline's own file has what analysts see too, with its comments, but empty: a publication only has to fill a copy of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Literal

from schemas.declaration.form import Form
from svod.warehouse.schema.comments import macro_comments, published_comments
from svod.warehouse.schema.form_tables import form_views, literal, row_tables
from svod.warehouse.schema.form_unions import across_forms
from svod.warehouse.schema.local_days import local_days
from svod.warehouse.schema.rule_issues import rule_issues
from svod.warehouse.schema.wide_totals import wide_total

if TYPE_CHECKING:
    from svod.warehouse.schema.reference import Reference

Schema = Literal["core", "as_of"]

# Published relations are in the schema main. The file is named svod.duckdb, so analysts write svod.regional_total; duckdb would
# find a schema svod ambiguous in a database of that name.
OUT = (
    "reporting_unit",
    "unit_above",
    "form",
    "period",
    "submission",
    "event",
    "issue",
    "indicator",
    "indicator_value",
    "completeness",
    "unplaced_return",
    "regional_total",
    "total_over",
    "survey_share",
    "provenance",
    "revision_change",
)
"""The published relations in the order of the documents."""

_TIMELESS = ("reporting_unit", "unit_above", "form", "period", "indicator")
_COMPUTED = ("completeness", "provenance", "revision_change")
"""Views: completeness changes with the clock, the others would be larger than what they are made from."""

_KEPT = ("judged_submission", "current_workbook", "unit_return", "open_period", "door_rejection")
"""Inner relations that stay in the snapshot as tables, because views and queries use them."""

_TOTAL_AS_OF = """
    create or replace macro main.total_as_of
        (form_asked varchar, period_asked varchar, moment timestamptz) as table
            (from as_of.regional_total(moment, form_asked, period_asked)),
        (form_asked varchar, period_asked varchar, moment varchar) as table
            (from as_of.regional_total(moment::timestamptz, form_asked, period_asked))
"""
"""A published macro: the totals as of a moment, which may be written as text: '2026-06-14'."""

_PARAMETERS = "moment timestamptz, form_asked varchar, period_asked varchar"
_MORE_PARAMETERS = {"revision_change": ", from_asked integer, to_asked integer"}
_MOMENT_ALONE = ("reading", "closing", "withdrawal", "open_period", "set_aside", "event")

# Matches the call of a relation as of a moment: core.judged_submission(moment, form_asked, period_asked) up to "moment".
_ASKED = re.compile(r"\b(core|as_of)\.(\w+)\(moment\b")


@dataclass(frozen=True, slots=True)
class Migration:
    """A change of the tables that is made once."""

    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that depends on the moment, published or inner."""

    schema: Schema
    name: str
    select: str

    @property
    def needs(self) -> set[str]:
        """The names of the relations that its select uses."""
        return {match[2] for match in _ASKED.finditer(self.select)}

    @property
    def now(self) -> str:
        """The name of the relation as it is now."""
        return _table_now(self.name)

    @property
    def is_passing(self) -> bool:
        """True if only other relations are made from it: the snapshot doesn't have it."""
        return self.schema == "core" and self.name not in _KEPT

    @property
    def macro(self) -> str:
        """The statement that creates its macro."""
        moment, _, _ = _PARAMETERS.partition(",")
        parameters = moment if self.name in _MOMENT_ALONE else _PARAMETERS + _MORE_PARAMETERS.get(self.name, "")
        return f"create or replace macro {self.schema}.{self.name}({parameters}) as table {self.select}"

    @property
    def comment(self) -> str:
        """The statement that comments the macro, with the first line of the file."""
        comment = f"{meaning(self.select)}; as known at a moment"
        return f"comment on macro table {self.schema}.{self.name} is {literal(comment)}"

    @property
    def select_now(self) -> str:
        """The select over the tables with what is known now: core.reading(moment) becomes now.reading."""
        select = self.select
        while match := _ASKED.search(select):
            end = _closing(select, match.end())
            select = f"{select[: match.start()]}{_table_now(match[2])}{select[end:]}"
        literals = {"moment": "'infinity'::timestamptz", "form_asked": "null", "period_asked": "null"}
        literals |= {"from_asked": "null", "to_asked": "null"}
        return re.sub(rf"\b({'|'.join(literals)})\b", lambda name: literals[name[0]], select)


def migrations() -> list[Migration]:
    """Every migration in order."""
    return [Migration(f"{name}.sql", sql) for name, sql in _files("migrations").items()]


def statement_in(name: str) -> str:
    """The statement in an SQL file of this package."""
    return _folder().joinpath(f"{name}.sql").read_text(encoding="utf-8")


def definitions(reference: "Reference") -> Iterator[str]:
    """The statements that create the forms' row tables, all macros and views, and the relations that analysts see, empty."""
    yield "create schema if not exists as_of"
    yield from row_tables(reference.forms.values())
    for name, function in _files("functions").items():
        yield function
        yield f"comment on macro core.{name} is {literal(meaning(function))}"
    yield from local_days(reference.place)
    yield from across_forms(reference.forms.values())
    for relation in _relations(tuple(reference.forms.values())):
        yield relation.macro
        yield relation.comment
    yield _TOTAL_AS_OF
    yield from macro_comments(_zones(reference))
    yield from _published(reference)


def creates_macro(statement: str) -> bool:
    """True if a statement creates a macro."""
    return "create or replace macro" in statement


def filled(reference: "Reference") -> Iterator[str]:
    """The statements that fill the relations which analysts see, in a copy of that file."""
    relations = _relations(tuple(reference.forms.values()))
    for relation in relations:
        if relation.is_passing:
            yield f"create table {relation.now} as {relation.select_now}"
        elif relation.name not in _COMPUTED:
            yield f"insert into {relation.now} {relation.select_now}"
    for relation in relations:
        if relation.is_passing:
            yield f"drop table {relation.now}"


def _published(reference: "Reference") -> Iterator[str]:
    """The statements that create these relations with their comments."""
    yield "create schema now"
    relations = _relations(tuple(reference.forms.values()))
    for relation in relations:
        if relation.name in _COMPUTED:
            yield f"create view {relation.now} as {relation.select_now}"
        else:
            yield f"create table {relation.now} as {relation.select_now} with no data"
        if relation.name in _KEPT:
            yield f"comment on table {relation.now} is {literal(meaning(relation.select))}"
    for name in _TIMELESS:
        yield f"create view main.{name} as {_files('out')[name]}"
    for relation in relations:
        if relation.is_passing:
            yield f"drop table {relation.now}"
    yield "create schema if not exists history"
    for form in reference.forms.values():
        yield from form_views(form)
        yield from wide_total(form)
    yield from published_comments(_zones(reference))


def _zones(reference: "Reference") -> str:
    return ", ".join(zone for _, zone in reference.place.zones)


def assertions() -> dict[str, str]:
    """What must hold of a snapshot: by name, a select of the rows that break it."""
    return _files("assertions")


@lru_cache(maxsize=16)
def _relations(forms: tuple[Form, ...]) -> tuple[Relation, ...]:
    """The relations that depend on the moment, each after those that it uses."""
    rules = rule_issues(forms)
    checks = _files("checks") | ({"rule_issue": rules} if rules else {})
    issues_beside = "-- one row per issue found among submissions\n"
    issues_beside += "\nunion all by name\n".join(f"from core.{name}(moment, form_asked, period_asked)" for name in checks)
    inner = _files("inner") | checks | {"issue_beside": issues_beside}
    declared = [Relation("core", name, select) for name, select in inner.items()]
    declared += [Relation("as_of", name, select) for name, select in _files("out").items() if name not in _TIMELESS]
    by_name = {relation.name: relation for relation in declared}
    order = TopologicalSorter({name: relation.needs for name, relation in by_name.items()}).static_order()
    return tuple(by_name[name] for name in order)


def _table_now(name: str) -> str:
    return f"main.{name}" if name in OUT else f"now.{name}"


def meaning(sql: str) -> str:
    """The comment in the first line of an SQL file, with a capital letter."""
    line = sql.partition("\n")[0].removeprefix("-- ")
    return line[0].upper() + line[1:]


def _closing(text: str, start: int) -> int:
    """The position after the bracket that closes the one opened before `start`: 7 for "f(a(b)) c" and 2."""
    depth = 1
    for position in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    raise ValueError(f"a bracket is not closed: {text[start - 40 : start]}")


@cache
def _files(folder: str) -> dict[str, str]:
    """The SQL files of a folder by name, in order."""
    files = sorted(_folder().joinpath(folder).iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".sql"): file.read_text(encoding="utf-8") for file in files if file.name.endswith(".sql")}


def _folder() -> Traversable:
    return resources.files("svod.warehouse").joinpath("sql")
