"""Defaults for Prefect's own settings: no telemetry, few messages, time for a slow start."""

import os

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def quiet_prefect(level: str) -> None:
    """Set them, and the level of messages, where the user has not. Call this before Prefect is imported for the first time."""
    for name, value in {**_DEFAULTS, "PREFECT_LOGGING_LEVEL": level}.items():
        os.environ.setdefault(name, value)
