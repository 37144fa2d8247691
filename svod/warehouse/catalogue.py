"""The published relations as the snapshot's own catalogue describes them."""

from dataclasses import dataclass, field

from svod.warehouse.snapshot import Snapshot

_RELATIONS = """
    select schema_name, view_name, coalesce(comment, '')
    from duckdb_views()
    where not internal and schema_name != 'core'
    order by schema_name = 'main' desc, view_oid
"""
_MACROS = """
    select schema_name, function_name, coalesce(comment, ''), parameters
    from duckdb_functions()
    where function_type = 'table_macro' and not internal and schema_name != 'core'
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
    """A published relation; a macro has parameters and no columns of its own."""

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
    """Every published relation: svod's own first, then the forms' rows."""
    return [
        Relation(schema, name, comment, tuple(Column(*column) for column in snapshot.rows(_COLUMNS, schema, name)))
        for schema, name, comment in snapshot.rows(_RELATIONS)
    ]


def macros(snapshot: Snapshot) -> list[Relation]:
    """Every published macro that gives a relation."""
    return [
        Relation(schema, name, comment, parameters=tuple(parameters))
        for schema, name, comment, parameters in snapshot.rows(_MACROS)
    ]
