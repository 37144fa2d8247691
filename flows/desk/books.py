"""Does runs and records decisions in a process of its own, one after the other.

duckdb gives a process that reads a snapshot the same one again, also after it was replaced. So the process of the pages only
reads, and whatever writes, or has to judge by what is published now, happens in this one.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import active_children, get_context
from threading import Lock, Timer
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from schemas.basics.exceptions import SvodError
from schemas.basics.texts import Texts
from svod.pipeline.doors import load_received
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

_LOG = logging.getLogger("svod.desk")
_AGAIN_SECONDS = 30

T = TypeVar("T")
P = ParamSpec("P")
Work = Callable[Concatenate[Workspace, P], T]


class Books(Protocol):
    """Where decisions are recorded and what was received is loaded."""

    def decide(self, work: Work[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Do some work that records a decision, and return its result. Reports follow later."""

    def load_soon(self) -> None:
        """Have everything received loaded and reported on, without waiting for it."""


class BooksProcess:
    """Books kept by one process. What is asked for while it loads is loaded by one more run after that."""

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        self._open_workspace = open_workspace
        self._lock = Lock()
        self._pool = _pool()
        self._loading = self._again = False
        self._is_open = True

    def decide(self, work: Work[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Do some work that records a decision, and return its result. Reports follow later."""
        try:
            done: T = self._submit(_decide, work, *arguments, **named).result()
            return done
        finally:
            self.load_soon()

    def load_soon(self) -> None:
        """Have everything received loaded and reported on, without waiting for it."""
        with self._lock:
            if self._loading:
                self._again = True
                return
            self._loading, self._again = True, False
        self._submit(_load).add_done_callback(self._loaded)

    def close(self) -> None:
        """End the process, whatever it is doing. What it doesn't load waits in the ledger."""
        self._is_open = False
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()

    def _loaded(self, done: Future[Any]) -> None:
        with self._lock:
            self._loading = False
        if not self._is_open:
            return
        if error := done.exception():
            _LOG.warning(error.message if isinstance(error, SvodError) else error)
            timer = Timer(_AGAIN_SECONDS, self.load_soon)
            timer.daemon = True
            timer.start()
        elif self._again:
            self.load_soon()

    def _submit(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Future[Any]:
        """Have the process call a function with the workspace. A process that was killed is replaced."""
        try:
            return self._pool.submit(function, self._open_workspace, *arguments, **named)
        except BrokenProcessPool:
            self._pool = _pool()
            return self._pool.submit(function, self._open_workspace, *arguments, **named)


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _decide(open_workspace: Callable[[], Workspace], work: Work[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    return work(replace(open_workspace(), renderers=()), *arguments, **named)


def _load(open_workspace: Callable[[], Workspace]) -> None:
    load_received(open_workspace())
