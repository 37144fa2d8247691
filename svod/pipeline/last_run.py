"""When the nightly run last came to its end: nights in which nothing came leave no other trace."""

from datetime import datetime
from pathlib import Path

from svod.files import write_whole
from svod.pipeline.workspace import Workspace


def record_run(workspace: Workspace) -> None:
    """Record that a run over everything has ended well, now."""
    write_whole(_file(workspace), workspace.now().isoformat().encode())


def last_run(workspace: Workspace) -> datetime | None:
    """The local moment at which a run over everything last ended well. None if none has."""
    file = _file(workspace)
    if not file.exists():
        return None
    return workspace.place.local(datetime.fromisoformat(file.read_text(encoding="utf-8")))


def _file(workspace: Workspace) -> Path:
    return workspace.warehouse.folder / "last-run"
