"""`svod query`: an answer as table, JSON, CSV or Parquet, for people, programs and spreadsheets."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import duckdb
import pytest

from tests.conftest import Svod

AWKWARD = "select 'nan'::double as figure, '-inf'::double as figure, [1.5, 'inf'::double] as figures, 1.25 as exact"


def _no_constant(name: str) -> NoReturn:
    raise AssertionError(f"{name} is not JSON")


def test_json_is_json_and_loses_no_column(svod: Svod, sample: Path) -> None:
    done = svod("query", "--json", AWKWARD, cwd=sample)
    (row,) = json.loads(done.stdout, parse_constant=_no_constant)
    assert row == {"figure": None, "figure_1": None, "figures": [1.5, None], "exact": 1.25}


def test_columns_of_one_name_are_told_apart(svod: Svod, sample: Path) -> None:
    (row,) = json.loads(svod("query", "--json", "select 1 as a, 2 as a_1, 3 as a", cwd=sample).stdout)
    assert sorted(row.values()) == [1, 2, 3]
    assert (row["a"], row["a_1"]) == (1, 2)


def test_format_json_is_the_option_json(svod: Svod, sample: Path) -> None:
    sql = "select unit, received_at from svod.submission order by all"
    assert svod("query", "--json", sql, cwd=sample).stdout == svod("query", "--format", "json", sql, cwd=sample).stdout


def test_csv_opens_in_a_spreadsheet_as_text(svod: Svod, sample: Path) -> None:
    sql = (
        "select '=1+1' as a, '-2' as b, -2 as c, '@x' as d, 'a;\"b\"' as e, null as f, true as g, interval '-1 day' as h, "
        "['=x'] as i, timestamptz '2026-06-12 09:30:00+05:00' as \"=j\""
    )
    heading, row = csv.reader(io.StringIO(svod("query", "--format", "csv", sql, cwd=sample).stdout))
    assert heading == [*"abcdefghi", "'=j"]
    assert row == [
        *("'=1+1", "'-2", "-2", "'@x", 'a;"b"', "", "true", "'-1 day, 0:00:00", '["=x"]'),
        "2026-06-12T09:30:00+05:00",
    ]


@pytest.mark.parametrize("kind", ["csv", "json", "table"])
def test_days_can_be_asked_for_as_they_are_written(svod: Svod, sample: Path, kind: str) -> None:
    sql = "select due_date, received_at from svod.completeness where unit = 'esil'"
    answer = svod("--lang", "en", "query", "--format", kind, sql, cwd=sample).stdout
    assert "2026-06-16" in answer
    assert "2026-06-10T00:00:00+05:00" in answer


@pytest.mark.parametrize("kind", ["csv", "json", "table"])
def test_answer_goes_into_a_file(svod: Svod, sample: Path, tmp_path: Path, kind: str) -> None:
    words = ("query", "--format", kind, "select unit, name_kk from svod.reporting_unit order by all")
    done = svod(*words, "-o", str(tmp_path / "answer"), cwd=sample)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Жазылды: {tmp_path / 'answer'}\n", "")
    assert (tmp_path / "answer").read_text(encoding="utf-8") == svod(*words, cwd=sample).stdout


def test_parquet_keeps_types(svod: Svod, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.parquet"
    sql = "select *, 1.25 as exact, '=1' as text, 1 as text from svod.completeness order by all"
    assert svod("query", "--format", "parquet", "-o", str(file), sql, cwd=sample).returncode == 0
    with duckdb.connect() as reader:
        read = reader.execute("select on_time, due_date, exact, text, text_1 from read_parquet(?) limit 1", [str(file)])
        types = [str(column[1]) for column in read.description or ()]
        row = read.fetchone()
    assert types == ["BOOLEAN", "DATE", "DECIMAL(3,2)", "VARCHAR", "INTEGER"]
    assert row is not None
    assert row[2:] == (Decimal("1.25"), "=1", 1)


def test_parquet_wants_a_file(svod: Svod, sample: Path) -> None:
    done = svod("query", "--format", "parquet", "select 1", cwd=sample, SVOD_LANG="en")
    assert done.returncode == 2
    assert "-o FILE" in done.stderr


@pytest.mark.parametrize("words", [("--format", "xml"), ("--format", "parquet", "-o", "no/such/folder/x.parquet")])
def test_wrong_use(svod: Svod, sample: Path, words: tuple[str, ...]) -> None:
    done = svod("query", *words, "select 1", cwd=sample)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("sql", "said"), [("select 1; select 2", "there are 2"), ("/* nothing */", "there are 0")])
def test_one_statement_is_answered(svod: Svod, sample: Path, sql: str, said: str) -> None:
    for words in ((), ("--json",)):
        done = svod("query", *words, sql, cwd=sample, SVOD_LANG="en")
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr


def test_refused_query_leaves_no_file(svod: Svod, sample: Path, tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        done = svod("query", "--format", kind, "-o", str(tmp_path / "x"), "from read_text('/etc/passwd')", cwd=sample)
        assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
