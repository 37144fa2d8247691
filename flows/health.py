"""Health of what stands around a data folder: the schedule, the Prefect server, the certificate of the desk's address."""

import os
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from cronsim import CronSim, CronSimError

from flows.settings import Settings
from schemas.basics.texts import Texts
from svod.pipeline.doctor import Sign

TEXTS = Texts(__package__)

_SECONDS = 3
_GRACE = timedelta(hours=1)
_SOON = timedelta(days=14)


def last_night(schedule: str, now: datetime) -> datetime | None:
    """The last moment of a schedule at least an hour ago. None for a schedule that isn't written as five parts."""
    try:
        return next(CronSim(schedule, now - _GRACE, reverse=True))
    except CronSimError:
        return None


def signs_around(settings: Settings) -> Iterator[Sign]:
    """Whether the Prefect server answers, if one is set, and how long the certificate of the desk's address is valid."""
    if url := os.environ.get("PREFECT_API_URL"):
        yield _server(url)
    if settings.desk_url and urlsplit(settings.desk_url).scheme == "https":
        yield _certificate(settings.desk_url)


def _server(url: str) -> Sign:
    try:
        with urlopen(f"{url.rstrip('/')}/health", timeout=_SECONDS):  # noqa: S310  # the administrator names the address
            return Sign("prefect", TEXTS.fill("health.server", url=url))
    except (URLError, OSError, ValueError):
        return Sign("prefect", TEXTS.fill("health.no_server", url=url), needs_person=True)


def _certificate(url: str) -> Sign:
    host, port = urlsplit(url).hostname or "", urlsplit(url).port or 443
    try:
        with (
            socket.create_connection((host, port), _SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secure,
        ):
            ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str((secure.getpeercert() or {})["notAfter"])), UTC)
    except (OSError, KeyError, ValueError) as error:
        return Sign("certificate", TEXTS.fill("health.no_certificate", url=url, error=str(error)), needs_person=True)
    if ends - datetime.now(UTC) < _SOON:
        return Sign("certificate", TEXTS.fill("health.certificate_ends", url=url, day=ends.date()), needs_person=True)
    return Sign("certificate", TEXTS.fill("health.certificate", url=url, day=ends.date()))
