"""Sends the engine's log to the terminal under --verbose, and to Prefect's log under a flow."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from typing_extensions import override

from flows.cli.output import show_status
from schemas.basics.text import Language, Text


class _InLanguage(logging.Formatter):
    """Formats records whose message is a Text."""

    def __init__(self, language: Language) -> None:
        super().__init__("%(message)s")
        self._language = language

    @override
    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.msg, Text):
            record = logging.makeLogRecord({**record.__dict__, "msg": record.msg.in_(self._language)})
        return super().format(record)


class StatusLine(logging.Handler):
    """Shows the step that runs on the last line of the terminal: "Receiving files…". What is over is taken away."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        show_status(line if line.endswith("…") else "")

    @override
    def close(self) -> None:
        show_status("")
        super().close()


@contextmanager
def logged_to(handler: logging.Handler, language: Language) -> Iterator[None]:
    """Send the engine's log (a line for each step, warnings and errors) to this handler only."""
    log = logging.getLogger("svod")
    level, propagate = log.level, log.propagate
    handler.setFormatter(_InLanguage(language))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = propagate
        handler.close()
