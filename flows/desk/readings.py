"""Reads for the pages what is published: one reader at a time, and the same answer once for each publication."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from svod.pipeline.workspace import Workspace

T = TypeVar("T")

_SECONDS = 60
"""How long an answer may be repeated: whether a return is late depends on the clock."""


class Readings:
    """The answers to what pages asked since the last publication.

    Readers don't overlap, or duckdb would go on giving them a snapshot that has been replaced. The workspace is opened anew
    with each publication, because forms or units may have been adopted.
    """

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        self._open_workspace = open_workspace
        self._lock = Lock()
        self._answers: dict[Hashable, Any] = {}
        self._workspace = open_workspace()
        self._published = self._publication()

    @property
    def workspace(self) -> Workspace:
        """The workspace as of the last publication."""
        return self._workspace

    def get(self, about: Hashable, read: Callable[[Workspace], T]) -> T:
        """What a function reads, or what it read of the same publication `about` the same before."""
        with self._lock:
            publication = self._publication()
            if publication != self._published:
                self._answers.clear()
                self._workspace, self._published = self._open_workspace(), publication
            if about not in self._answers:
                self._answers[about] = read(self._workspace)
            answer: T = self._answers[about]
            return answer

    def _publication(self) -> tuple[int, ...]:
        snapshot = self._workspace.warehouse.snapshot
        minute = int(self._workspace.clock().timestamp()) // _SECONDS
        if not snapshot.exists():
            return (minute,)
        return minute, snapshot.stat().st_ino, snapshot.stat().st_mtime_ns
