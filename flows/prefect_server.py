"""The Prefect server that PREFECT_API_URL names, if one is set."""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL

from schemas.basics.exceptions import NoServer, SvodError
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def is_server_set() -> bool:
    """True if an address is set. Otherwise Prefect starts a server of its own for each run."""
    return bool(PREFECT_API_URL.value())


@contextmanager
def answering_server() -> Iterator[None]:
    """Raise NoServer if the server that is set doesn't answer, at the beginning or when something fails."""
    _require_answer()
    try:
        yield
    except SvodError:
        raise
    except Exception:  # Prefect raises errors of many kinds where its server has gone
        _require_answer()
        raise


def _require_answer() -> None:
    if is_server_set():
        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
        if error is not None:
            raise NoServer(TEXTS.fill("no_answer", url=PREFECT_API_URL.value())) from error
