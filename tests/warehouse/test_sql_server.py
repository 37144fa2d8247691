"""`svod serve-sql`: several analysts query at once, get right answers while returns come in, and can do nothing else."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from schemas.basics.place import PLACE
from svod.warehouse.catalogue import relations
from svod.warehouse.reader import Snapshot
from tests.builders.workbooks import workspace
from tests.conftest import Svod
from tests.support.processes import free_port, running, wait_until
from tests.support.publications import FIGURES, publish_figure
from tests.support.sql_client import TOKEN, asker, client

pytestmark = pytest.mark.slow

SERVER_COMMAND = 'SVOD_SQL_TOKEN="$(cat token.txt)" svod serve-sql'
"""The code of the README; here it uses another port."""

README = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
PUBLICATIONS = 12
REFUSED = {
    "writing": [
        "create table x (a integer)",
        "create table svod.x as select 1 as a",
        "insert into core.submission select * from core.submission",
        "with a as (select 1) insert into published_1.core.migration select 'x', now()",
        "delete from published_1.core.submission",
        "update core.submission set file = 'x'",
        "explain analyze create table x as select 1 as a",
        "create or replace view svod.regional_total as select 1 as value",
        "drop view svod.regional_total",
        "create or replace macro main.only_reads(a, b) as true",
        "attach ':memory:' as other",
        "detach published_1",
        "use published_1",
        "checkpoint",
        "begin",
        "select 1; drop view svod.regional_total",
    ],
    "files": [
        "copy (select 1) to 'x.csv'",
        "explain analyze copy (select 1) to 'x.csv'",
        "copy (select 1) to '{snapshot}'",
        "export database 'x'",
        "select * from read_text('/etc/hostname')",
        "with a as (from read_blob('{snapshot}')) select * from a",
        "select (select count(*) from glob('*'))",
        "select * from svod.indicator, lateral (from read_csv('/etc/passwd'))",
        "from '/etc/passwd'",
        "from query('from read_text(''/etc/hostname'')')",
        "from json_execute_serialized_sql(json_serialize_sql('from glob(''*'')'))",
        "attach '/etc/passwd' as other",
        "load json",
        "install spatial",
    ],
    "the network": [
        "from 'http://127.0.0.1:1/x.csv'",
        "from quack_query('quack:{address}', 'select 1', token => 'x')",
        "attach 'quack:{address}' as other",
    ],
    "stopping and changing the server": [
        "call quack_stop('quack:{address}')",
        "from quack_stop('quack:{address}')",
        "with a as (from quack_stop('quack:{address}')) from a",
        "select exists(from main.quack_stop('quack:{address}'))",
        "call quack_serve('quack:127.0.0.1:0', token => 'another secret')",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset quack_authorization_function",
        "set quack_authorization_function = 'quack_nop_authorization'",
        "pragma disable_profiling",
        "from enable_logging()",
        "call enable_logging()",
    ],
    "secrets": [
        "from duckdb_settings()",
        "from duckdb_secrets()",
        "from quack_server_list()",
        "from quack_active_connections()",
        "select getenv('SVOD_SQL_TOKEN')",
        "create secret (type quack, token 'x')",
    ],
}


@contextmanager
def _serving(folder: Path, environment: dict[str, str], data: str = "data") -> Iterator[str]:
    """The server over a data folder; yields its address."""
    address = f"127.0.0.1:{free_port()}"
    log = folder / "serve-sql.log"
    (folder / "token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    command = f"exec env {SERVER_COMMAND} --address {address}"
    with running(["bash", "-c", command], folder, environment | {"SVOD_DATA": data, "SVOD_LANG": "en"}, log):
        wait_until(lambda: f"quack:{address}" in log.read_text(), 30, log)
        yield address


@pytest.fixture(scope="module")
def served(sample: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The sample, served: the address and the snapshot."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(sample / "data", folder / "data")
    with _serving(folder, environment) as address:
        yield address, folder / "data/warehouse/svod.duckdb"


def test_every_relation_answers_as_the_snapshot_does(served: tuple[str, Path]) -> None:
    address, file = served
    ask = asker(address)
    with Snapshot(file, place=PLACE) as snapshot:
        names = [relation.published_name for relation in relations(snapshot)]
        here = [snapshot.rows(f"from {name} order by all") for name in names if name != "svod.completeness"]
        as_of = "from svod.total_as_of('labour12', '2026', timestamptz '2027-01-01 00:00:00+05:00') order by all"
        totals_then = snapshot.rows(as_of)
    assert [ask(f"from {name} order by all") for name in names if name != "svod.completeness"] == here
    assert ask(as_of) == totals_then
    assert ask("select count(*) from svod.completeness") == [(15,)]


def test_usual_questions_are_answered(served: tuple[str, Path]) -> None:
    ask = asker(served[0])
    assert ask("with r as (from labour12.activity where kind = 'raid') select sum(activities) from r") == [(1074,)]
    assert ask("select sum(i) from range(4) t(i)") == [(6,)]
    assert ("regional_total",) in ask("show tables")
    assert ask("describe svod.regional_total")[0][:2] == ("form", "VARCHAR")
    assert ask("summarize svod.regional_total")
    assert ask("select comment from duckdb_views() where view_name = 'regional_total' and comment is not null")


def test_program_in_the_readme_runs(served: tuple[str, Path], environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "token.txt").write_text(f"{TOKEN}\n", encoding="utf-8")
    (program,) = (block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "quack" in block)
    words = ["python", "-c", program.replace("127.0.0.1:9494", served[0])]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1074\n"), done.stderr


def test_server_may_be_attached(served: tuple[str, Path]) -> None:
    connection = client()
    connection.execute(f"create secret (type quack, token '{TOKEN}')")
    connection.execute(f"attach 'quack:{served[0]}' as svod")
    total = "select value from svod.svod.regional_total where indicator = 'raids'"
    assert connection.execute(total).fetchall() == [(1074,)]
    for sql in ("create table svod.main.x (a integer)", "insert into svod.core.migration select 'x', now()"):
        with pytest.raises(duckdb.Error):
            connection.execute(sql)


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_else_is_allowed(served: tuple[str, Path], what: str) -> None:
    address, snapshot = served
    ask = asker(address)
    before = snapshot.read_bytes()
    for sql in REFUSED[what]:
        with pytest.raises(duckdb.Error):
            print(sql, ask(sql.format(address=address, snapshot=snapshot)))
    assert ask("select value from svod.regional_total where indicator = 'raids'") == [(1074,)]
    assert snapshot.read_bytes() == before
    assert ask("select count(*) from duckdb_tables() where database_name = 'memory'") == [(0,)]


def test_wrong_token_is_refused(served: tuple[str, Path]) -> None:
    with pytest.raises(duckdb.Error, match="Authentication"):
        asker(served[0], "another secret entirely")("select 1")


@pytest.mark.parametrize("token", ["", "short"])
def test_token_must_be_set_and_long(svod: Svod, sample: Path, token: str) -> None:
    done = svod("serve-sql", cwd=sample, SVOD_SQL_TOKEN=token)
    assert done.returncode == 2
    assert "SVOD_SQL_TOKEN" in done.stderr
    assert token == "" or token not in done.stderr


def test_nothing_published(svod: Svod, tmp_path: Path) -> None:
    assert svod("init", cwd=tmp_path).returncode == 0
    assert svod("serve-sql", cwd=tmp_path, SVOD_SQL_TOKEN=TOKEN).returncode == 1


@pytest.mark.parametrize("address", ["{taken}", "127.0.0.1", "127.0.0.1:99999", "no host at all:9494"])
def test_address_must_be_free_and_this_machines(svod: Svod, served: tuple[str, Path], sample: Path, address: str) -> None:
    asked = address.format(taken=served[0])
    done = svod("serve-sql", "--address", asked, cwd=sample, SVOD_SQL_TOKEN=TOKEN)
    assert done.returncode == 2
    assert asked in done.stderr
    assert "Traceback" not in done.stderr


def test_only_this_machine_is_served_unless_told_otherwise(served: tuple[str, Path]) -> None:
    listening = subprocess.run(["ss", "-Hltn"], capture_output=True, text=True, check=False).stdout
    port = served[0].rpartition(":")[2]
    assert {line.split()[3] for line in listening.splitlines() if line.split()[3].endswith(f":{port}")} == {served[0]}


def test_eight_clients_get_right_answers_while_returns_are_published(environment: dict[str, str], tmp_path: Path) -> None:
    publish_figure(tmp_path, 0)
    until = tmp_path / "published"
    with _serving(tmp_path, environment, data=".") as address:
        words = [sys.executable, "-m", "tests.support.sql_client", address, str(until)]
        clients = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(8)]
        for one in clients:
            assert one.stdout is not None
            assert json.loads(one.stdout.readline()) == [[0, 0]]
        ask = asker(address)
        for figure in range(1, PUBLICATIONS + 1):
            publish_figure(tmp_path, figure)
            time.sleep(0.2)
        deadline = time.monotonic() + 120
        while ask(FIGURES) != [(PUBLICATIONS, PUBLICATIONS)]:
            assert time.monotonic() < deadline, "the last publication is not served"
        until.touch()
        answered = [json.loads(one.communicate(timeout=30)[0]) for one in clients]
        snapshot = workspace(tmp_path).warehouse.snapshot
        snapshot.unlink()
        snapshot.write_bytes(b"not a database")
        time.sleep(1.5)
        assert ask(FIGURES) == [(PUBLICATIONS, PUBLICATIONS)], "what can't be read is not served"
        publish_figure(tmp_path, 99)
        while ask(FIGURES) != [(99, 99)]:
            assert time.monotonic() < deadline, "the next publication is not served"
    for answers in answered:
        assert len(answers) > 3
        assert all(total == of_rows for total, of_rows in answers)
        assert [total for total, _ in answers] == sorted(total for total, _ in answers)
    assert len({total for answers in answered for total, _ in answers}) > 3
