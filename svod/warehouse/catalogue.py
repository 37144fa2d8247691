"""The published relations, read from the snapshot's catalogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.statements import OUT
from svod.warehouse.schema.wide_totals import KEY, TOTAL

_RELATIONS = """
    select schema_name, name, coalesce(comment, '')
    from (
        select schema_name, view_name as name, comment, view_oid as oid from duckdb_views() where not internal
        union all
        select schema_name, table_name, comment, table_oid from duckdb_tables()
    )
    where schema_name not in ('core', 'now')
    order by schema_name = 'main' desc, list_position($1, name), oid
"""
_MACROS = """
    select distinct schema_name, function_name, coalesce(comment, ''), parameters
    from duckdb_functions()
    where function_type = 'table_macro' and not internal and schema_name = 'main'
    order by function_name
"""
_COLUMNS = """
    select column_name, lower(data_type), coalesce(comment, '')
    from duckdb_columns()
    where schema_name = ? and table_name = ?
    order by column_index
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published relation."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A published relation. A macro has parameters and no columns."""

    schema: str
    name: str
    comment: str
    columns: tuple[Column, ...] = ()
    parameters: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def published_name(self) -> str:
        """The name that analysts write."""
        return f"{'svod' if self.schema == 'main' else self.schema}.{self.name}"


def relations(snapshot: Snapshot) -> list[Relation]:
    """The published relations: those of svod first, then those of the forms."""
    return [
        Relation(schema, name, comment, tuple(Column(*column) for column in snapshot.rows(_COLUMNS, schema, name)))
        for schema, name, comment in snapshot.rows(_RELATIONS, list(OUT))
    ]


def macros(snapshot: Snapshot) -> list[Relation]:
    """The published macros that return a relation."""
    return [
        Relation(schema, name, comment, parameters=tuple(parameters))
        for schema, name, comment, parameters in snapshot.rows(_MACROS)
    ]


_KEYS: dict[str, tuple[str, ...]] = {
    "svod.reporting_unit": ("unit",),
    "svod.unit_above": ("unit", "above"),
    "svod.submission": ("submission",),
    "svod.event": ("event",),
    "svod.indicator": ("form", "indicator"),
    "svod.indicator_value": ("form", "period", "unit", "indicator"),
    "svod.completeness": ("form", "period", "unit"),
    "svod.unplaced_return": ("submission", "form", "period"),
    "svod.regional_total": ("form", "period", "region", "indicator"),
    "svod.total_over": ("form", "period", "region", "indicator"),
    "svod.provenance": ("form", "period", "unit", "indicator", "sheet", "cell"),
}
_ROW_OF_A_RETURN = ("unit", "period", "revision", "sheet", "row")
_REFERRED_TO = ("svod.reporting_unit", "svod.submission", "svod.indicator")
_REFERRED_TO_BY_A_FORM = ("svod.reporting_unit",)
"""Other columns in the rows of a form are the form's elements, even if they have the name of another relation's key."""


def primary_key(relation: Relation) -> tuple[str, ...]:
    """The columns that identify a row and are never null. Empty if unknown."""
    names = {column.name for column in relation.columns}
    default = _ROW_OF_A_RETURN if names.issuperset(_ROW_OF_A_RETURN) else ()
    if relation.name == TOTAL:
        return KEY
    return _KEYS.get(relation.published_name, default)


def references(relation: Relation, published: Sequence[Relation]) -> Iterator[tuple[Relation, tuple[str, ...]]]:
    """The relations that describe what a relation's rows refer to, with the columns that both have."""
    names = {column.name for column in relation.columns}
    candidates = _REFERRED_TO if relation.schema == "main" else _REFERRED_TO_BY_A_FORM
    for target in published:
        key = primary_key(target)
        if target.published_name in candidates and target != relation and names.issuperset(key):
            yield target, key
