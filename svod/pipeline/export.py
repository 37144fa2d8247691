"""Exports the published relations for other programs."""

from pathlib import Path

from svod.pipeline.workspace import Workspace
from svod.warehouse.export import export


def export_published(workspace: Workspace, folder: Path, licence: str | None) -> int:
    """Write the published relations into a folder as Parquet and CSV with a data package. Returns how many there are."""
    return len(export(workspace.warehouse, folder, licence))
