"""Answers in the formats that other programs take: each figure arrives as it is, and no text becomes a formula."""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from tests.builders.workbooks import RAID, build, load
from tests.conftest import Svod

ODD = (
    "select 1.5 as share, 0.1::double as ratio, date '2026-06-05' as held_on, "
    "timestamptz '2026-06-05 10:00:01+05' as received_at, '=1+1' as formula, '+7 701' as phone, "
    "12345678901234567 as long_count, 990140000123 as bin, [1, 2] as list, true as flag, 'nan'::double as unknown, "
    "date '1850-01-01' as before_excel, null as nothing"
)
FORMATS = ("csv", "csv-excel", "xlsx", "json", "parquet", "line", "table")
COMMANDS = {
    "totals": ("totals",),
    "totals over a year": ("totals", "--over", "2026"),
    "status": ("status",),
    "issues": ("issues",),
    "explain": ("explain", "raids"),
    "explain a unit": ("explain", "raids", "--unit", "akzhar"),
    "revisions": ("revisions", "akzhar"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an accepted return, one with a query, a rejected one and a file of an unknown unit."""
    root = tmp_path_factory.mktemp("office")
    files = {
        "2026-06-10/a.xlsx": build(activity=[RAID, RAID]),
        "2026-06-11/b.xlsx": build(cover={"unit": "esil"}, activity=[{**RAID, "participants": "=көп"}]),
        "2026-06-11/c.xlsx": build(cover={"unit": "Акжарскй р-н"}),
    }
    load(root / "data", files)
    return root


def test_every_type_arrives_in_a_workbook_as_excel_has_it(svod: Svod, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.xlsx"
    assert svod("query", ODD, "-o", str(file), cwd=sample).returncode == 0
    sheet = load_workbook(file).active
    assert sheet is not None
    names, values = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert dict(zip(names, values, strict=True)) == {
        "share": 1.5,
        "ratio": 0.1,
        "held_on": datetime(2026, 6, 5),  # noqa: DTZ001  # Excel knows no zones
        "received_at": datetime(2026, 6, 5, 10, 0, 1),  # noqa: DTZ001
        "formula": "=1+1",
        "phone": "+7 701",
        "long_count": "12345678901234567",
        "bin": 990140000123,
        "list": "[1, 2]",
        "flag": True,
        "unknown": "nan",
        "before_excel": "1850-01-01",
        "nothing": None,
    }
    formula = sheet["E2"]
    assert (formula.data_type, formula.quotePrefix) == ("s", True)
    assert (sheet["C2"].number_format, sheet["D2"].number_format) == ("dd.mm.yyyy", "dd.mm.yyyy hh:mm")
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)


def test_csv_for_excel_opens_by_a_double_click_where_excel_is_russian(svod: Svod, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    assert svod("query", ODD, "--format", "csv-excel", "-o", str(file), cwd=sample).returncode == 0
    content = file.read_bytes()
    assert content.startswith("\N{BOM}share;ratio;".encode())
    assert content.endswith(b"\r\n")
    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert (row["share"], row["ratio"], row["held_on"]) == ("1,5", "0,1", "05.06.2026")
    assert (row["received_at"], row["formula"], row["flag"], row["nothing"]) == ("05.06.2026 10:00:01", "'=1+1", "true", "")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=list(COMMANDS))
def test_listings_are_the_same_in_every_format(svod: Svod, office: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    for form in FORMATS:
        done = svod("--lang", "ru", *words, "--format", form, "-o", str(tmp_path / form), cwd=office)
        assert (done.returncode, done.stdout) == (0, f"Записано: {tmp_path / form}\n"), done.stderr
    rows = list(csv.reader((tmp_path / "csv").read_text("utf-8").splitlines()))
    parquet = duckdb.sql(f"from read_parquet('{tmp_path / 'parquet'}')")
    assert parquet.columns == rows[0]
    assert len(parquet.fetchall()) == len(rows) - 1 > 0
    of_excel = list(csv.reader((tmp_path / "csv-excel").read_text("utf-8-sig").splitlines(), delimiter=";"))
    sheet = load_workbook(BytesIO((tmp_path / "xlsx").read_bytes())).active
    assert sheet is not None
    assert [cell.value for cell in next(sheet.iter_rows())] == of_excel[0]
    assert (len(of_excel), sheet.max_row) == (len(rows), len(rows))
    assert all(any("\u0400" <= char <= "\u04ff" for char in heading) or heading == "№" for heading in of_excel[0])
    assert json.loads((tmp_path / "json").read_text("utf-8"))
    lines = (tmp_path / "line").read_text("utf-8").splitlines()
    assert len([line for line in lines if line]) == (len(rows) - 1) * len(rows[0])


def test_programs_get_codes_and_types_and_people_get_words(svod: Svod, office: Path, tmp_path: Path) -> None:
    for form in ("parquet", "xlsx"):
        assert svod("--lang", "ru", "status", "-o", str(tmp_path / f"status.{form}"), cwd=office).returncode == 0
    found = duckdb.sql(f"from '{tmp_path / 'status.parquet'}'")
    typed = {name: str(kind) for name, kind in zip(found.columns, found.types, strict=True)}
    assert (typed["due_date"], typed["received_at"]) == ("DATE", "TIMESTAMP WITH TIME ZONE")
    assert (typed["on_time"], typed["revision"]) == ("BOOLEAN", "BIGINT")
    statuses = dict(duckdb.sql(f"select unit, status from '{tmp_path / 'status.parquet'}' where level is not null").fetchall())
    assert (statuses["akzhar"], statuses["esil"], statuses["taiynsha"]) == ("queried", "rejected", "missing")
    received = duckdb.sql(
        f"select received_at, due_date from '{tmp_path / 'status.parquet'}' where unit = 'akzhar' and on_time"
    )
    assert received.fetchall() == [(datetime(2026, 6, 9, 19, tzinfo=UTC), date(2026, 6, 16))]
    sheet = load_workbook(tmp_path / "status.xlsx").active
    assert sheet is not None
    words = {row[0]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert (words["akzhar"], words["taiynsha"]) == ("принят, есть вопросы без пояснений", "не представлен")


def test_figures_are_exact(svod: Svod, sample: Path, tmp_path: Path) -> None:
    assert svod("totals", "-o", str(tmp_path / "totals.parquet"), cwd=sample).returncode == 0
    value = "select value from '{}' where indicator = 'raids'".format(tmp_path / "totals.parquet")
    assert duckdb.sql(value).fetchall() == [(Decimal(1074),)]


def test_an_unknown_ending_is_refused_with_those_that_are_known(svod: Svod, sample: Path, tmp_path: Path) -> None:
    for words in (("query", "select 1"), ("totals",), ("status",), ("issues",)):
        done = svod("--lang", "en", *words, "-o", str(tmp_path / "answer.doc"), cwd=sample)
        assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
        assert ".txt, .csv, .xlsx, .json, .parquet" in done.stderr
    piped = svod("--lang", "en", "totals", "--format", "xlsx", cwd=sample)
    assert (piped.returncode, piped.stdout, "-o FILE" in piped.stderr) == (2, "", True)


def test_an_answer_replaces_no_file_unless_told_to(svod: Svod, sample: Path, tmp_path: Path) -> None:
    filled = tmp_path / "akzhar.xlsx"
    filled.write_bytes(build())
    done = svod("--lang", "en", "totals", "-o", str(filled), cwd=sample)
    assert (done.returncode, filled.read_bytes() == build(), "--force" in done.stderr) == (1, True, True)
    assert svod("totals", "-o", str(filled), "--force", cwd=sample).returncode == 0
    assert filled.read_bytes() != build()


def test_what_a_sheet_of_excel_cannot_hold_is_refused(svod: Svod, sample: Path, tmp_path: Path) -> None:
    for sql in ("select repeat('x', 40000) as long", "select * from range(1048577)"):
        done = svod("--lang", "en", "query", sql, "-o", str(tmp_path / "a.xlsx"), cwd=sample)
        assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
        assert "--format csv or parquet" in done.stderr
