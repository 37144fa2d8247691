"""Defaults for Prefect's own settings: no telemetry, no messages below warning, time for a slow start."""

import os

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def quiet_prefect() -> None:
    """Set them where the user has not. Call this before Prefect is imported for the first time."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
