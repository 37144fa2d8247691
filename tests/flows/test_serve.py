"""`svod serve` with a real Prefect server on this machine: the schedule, and a run on demand for a resubmission."""

import json
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Svod
from tests.support.processes import free_port, running, wait_until

pytestmark = pytest.mark.slow

RESUBMITTED = "2026-06-12/Ақжар ауданы.xlsx"
SERVER_COMMANDS = [
    "prefect server start",
    "PREFECT_API_URL=http://127.0.0.1:4200/api svod serve",
    "PREFECT_API_URL=http://127.0.0.1:4200/api prefect deployment run 'consolidate returns/resubmission' "
    f"--param 'files=[\"{RESUBMITTED}\"]'",
]
"""The commands of the README; here they use another port."""


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health").is_success
    except httpx.TransportError:
        return False


def _words(command: str) -> list[str]:
    return [word for word in shlex.split(command) if not word.startswith("PREFECT_API_URL=")]


def _deployments(url: str) -> dict[str, list[dict[str, dict[str, str]]]]:
    found = httpx.post(f"{url}/deployments/filter", json={}, timeout=60).json()
    return {deployment["name"]: deployment["schedules"] for deployment in found}


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """A user's environment with its own Prefect server."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    own = environment | {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    log = tmp_path / "server.log"
    with running([*_words(SERVER_COMMANDS[0]), "--port", str(port)], tmp_path, own, log):
        wait_until(lambda: _answers(url), 120, log)
        yield own | {"PREFECT_API_URL": url}


def test_schedule_is_kept_and_a_resubmission_runs_on_demand(svod: Svod, server: dict[str, str], tmp_path: Path) -> None:
    assert svod("sample", cwd=tmp_path).returncode == 0
    log = tmp_path / "serve.log"
    with running(_words(SERVER_COMMANDS[1]), tmp_path, server, log):
        wait_until(lambda: len(_deployments(server["PREFECT_API_URL"])) == 2, 90, log)
        (schedule,) = _deployments(server["PREFECT_API_URL"])["nightly"]
        assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("0 2 * * *", "Asia/Almaty")
        subprocess.run(_words(SERVER_COMMANDS[2]), cwd=tmp_path, env=server, check=True, capture_output=True)
        wait_until((tmp_path / "data/warehouse/svod.duckdb").exists, 120, log)
    status = json.loads(svod("status", "--json", cwd=tmp_path).stdout)["units"]
    assert {unit["unit"]: unit["status"] for unit in status}["akzhar"] == "accepted"
    assert sum(unit["revision"] is not None for unit in status) == 1
