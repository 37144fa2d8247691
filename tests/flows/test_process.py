"""What only a separate process shows: exit codes, a reader that stops reading, imports, who waits for whom."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.workbooks import build, put_raw
from tests.conftest import Svod
from tests.support.processes import free_port

IMPORTS = """
import sys
from flows.cli.app import run
from svod.no_pandas import do_without_pandas

def imported(*names):
    return [module for module in sys.modules for name in names if f"{module}.".startswith(f"{name}.")]

do_without_pandas()
assert run(["--help"]) == 0
assert not (found := imported("pydantic", "rich", "svod.pipeline", "flows.cli.commands", "flows.settings")), found
for words in (["check", sys.argv[1]], ["totals"], ["query", "select 1"]):
    assert run(words) == 0, words
    assert not (found := imported("pandas", "pyarrow", "prefect", "openpyxl", "lark")), (words, found)
"""
"""The commands run in one process: an import of one could be blamed on the next, but none of them may import any of these."""


def test_exit_code_and_streams_are_a_programs(svod_process: Svod, sample: Path) -> None:
    for words, code in ((("totals", "--json"), 0), (("query", "nonsense"), 1), (("totals", "--nope"), 2)):
        done = svod_process(*words, cwd=sample)
        assert (done.returncode, bool(done.stdout), bool(done.stderr)) == (code, code == 0, code != 0)


def test_reader_that_has_seen_enough_ends_the_command_well(sample: Path, environment: dict[str, str]) -> None:
    words = ["svod", "query", "--format", "csv", "select * from range(1000000)"]
    with subprocess.Popen(words, cwd=sample, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_commands_import_no_more_than_they_need(sample: Path, environment: dict[str, str]) -> None:
    file = str(min((sample / "data/raw").rglob("*.xlsx")))
    subprocess.run([sys.executable, "-c", IMPORTS, file], cwd=sample, env=environment, capture_output=True, check=True)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Lets programs that are started be interrupted: those that a background shell starts ignore it, and so do theirs."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_run_that_waits_for_another_says_so_and_can_be_interrupted(environment: dict[str, str], tmp_path: Path) -> None:
    lock = tmp_path / "data/warehouse/writer.lock"
    lock.parent.mkdir(parents=True)
    own = environment | {"SVOD_LANG": "en"}
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with subprocess.Popen(["svod", "run"], cwd=tmp_path, env=own, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr
            assert process.stderr.readline() == "Another run is writing; waiting for it to end…\n"
            os.kill(process.pid, signal.SIGINT)
            assert process.stderr.read() == ""
        assert process.returncode == 130


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "cp866"])
def test_a_console_of_few_characters_shows_what_it_can(encoding: str, sample: Path, environment: dict[str, str]) -> None:
    own = environment | {"PYTHONIOENCODING": encoding, "SVOD_LANG": "kk"}

    def shown(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(["svod", *words], cwd=sample, env=own, capture_output=True, check=False)
        return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)

    code, answer, _ = shown("status")
    assert (code, "16.06.2026" in answer) == (0, True)
    if encoding == "ascii":
        assert "?" in answer
    else:
        assert "Петропавл каласы" in answer
        assert "?" not in answer
    code, _, said = shown("nonsense")
    assert (code, "nonsense" in said) == (2, True)
    _, answer, _ = shown("status", "--json")
    assert json.loads(answer)["units"][1]["name"]["kk"] == "Петропавл қаласы"


def test_a_prefect_server_that_does_not_answer_is_named(svod_process: Svod, tmp_path: Path) -> None:
    put_raw(tmp_path / "data", {"2026-06-10/a.xlsx": build()})
    url = f"http://127.0.0.1:{free_port()}/api"
    for command in ("run", "serve"):
        done = svod_process("--lang", "en", command, cwd=tmp_path, PREFECT_API_URL=url)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"The Prefect server at {url} doesn't answer (PREFECT_API_URL).")
        assert len(done.stderr.splitlines()) == 1
    done = svod_process("--lang", "en", "serve", cwd=tmp_path, PREFECT_API_URL=url, SVOD_SCHEDULE="0 25 * * *")
    assert (done.returncode, done.stderr.partition(":")[0]) == (2, "SVOD_SCHEDULE")
