"""Runs SQL over the published snapshot."""

from functools import partial
from typing import Any

from schemas.records.listing import Column, Listing
from svod.pipeline.workspace import Workspace


def query(workspace: Workspace, sql: str) -> Listing:
    """The answer to an SQL query over the snapshot. Raises QueryRefused.

    Of a wide answer a terminal shows the first columns: nobody knows better than the query's author which matter.
    """
    with workspace.warehouse.reader() as snapshot:
        answer = snapshot.query(sql)
    columns = [Column(name, name, None, rank) for rank, name in enumerate(answer.columns)]
    return Listing(columns, answer.rows)


def typed_query(workspace: Workspace, sql: str) -> Listing:
    """The answer with the database's types alone, for formats that have types."""
    return Listing((), (), partial(_arrow, workspace, sql))


def _arrow(workspace: Workspace, sql: str) -> Any:
    """The answer as an Arrow table, with the types of its columns."""
    with workspace.warehouse.reader() as snapshot:
        return snapshot.arrow(sql)
