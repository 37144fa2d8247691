"""Damaged and hostile workbooks: each gets its issue, and the process that reads the others survives."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.limits import LIMITS, Limits
from schemas.forms import forms
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import check_files
from svod.pipeline.check_return import check_file, check_return
from svod.pipeline.known_names import declared
from svod.pipeline.run import consolidate
from svod.workers.pool import LocalProcesses
from tests.builders.hostile_files import BOMBS, MIB, ROWS, packed, parts, tricks
from tests.builders.workbooks import REGISTER, build, check, load, put_raw, query, workspace
from tests.cases.case import findings
from tests.support.examples import examples

XLS = (Path(__file__).parents[1] / "files" / "akzhar.xls").read_bytes()
# Four bytes that make calamine ask for 136 GB, which ends its process.
GREEDY = XLS[:10434] + b"\xff\xff\xff\xff" + XLS[10438:]


# Runs a command and prints what it cost. Otherwise the memory of this process would be counted as the command's.
_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=open("out", "wb"), stderr=open("err", "wb"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_before_it_costs_much(tmp_path: Path, environment: dict[str, str], name: str) -> None:
    (tmp_path / "x.xlsx").write_bytes(BOMBS[name]())
    command = [sys.executable, "-c", _MEASURED, "svod", "check", "--json", "x.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    code, seconds, mebibytes = done.stdout.split()
    (found,) = json.loads((tmp_path / "out").read_bytes())["files"]
    assert {issue["code"] for issue in found["issues"]} & {"file.too_large", "file.unreadable"}
    assert (found["status"], code, (tmp_path / "err").read_bytes()) == ("rejected", "1", b"")
    assert float(seconds) < 3
    assert float(mebibytes) < 330


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"%PDF-1.7", ("file.unreadable", "pdf")),
        (b"\xff\xd8\xff", ("file.unreadable", "picture")),
        (b"PK\x03\x04", ("file.too_large", 2)),
    ],
)
def test_a_picture_or_pdf_larger_than_any_return_is_called_what_it_is(
    start: bytes, told: tuple[str, object], tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(start + bytes(MIB))
    limits = LIMITS.model_copy(update={"max_packed": 1})
    checked = check_file(tmp_path / "x.pdf", "x.pdf", forms(), REGISTER, limits)
    assert [(issue.code, issue.value) for issue in checked.issues] == [told]


@pytest.mark.parametrize(("name", "content"), tricks().items())
def test_trick_is_refused(name: str, content: bytes) -> None:
    assert {issue.code for issue in check(content).issues} == {"file.unreadable"}, name


def test_the_others_are_read(tmp_path: Path) -> None:
    files = {"a.xls": GREEDY, "b.xlsx": BOMBS["a string in every cell"](), "c.xls": XLS}
    load(tmp_path, files)
    assert query(tmp_path, "select file, status from svod.submission order by file") == [
        ("a.xls", "rejected"),
        ("b.xlsx", "rejected"),
        ("c.xls", "accepted"),
    ]
    assert query(tmp_path, "select distinct file from svod.issue join svod.submission using (submission) order by 1") == [
        ("a.xls",),
        ("b.xlsx",),
    ]


@pytest.mark.parametrize(
    ("limit", "most", "content"),
    [
        ("max_packed", 1, packed(parts() | {"docProps/noise": os.urandom(2 * MIB)})),
        ("max_unpacked", 1, packed(parts() | {"docProps/long": b"long" * MIB})),
        ("max_ratio", 50, packed(parts() | {"docProps/long": b"long" * MIB})),
        ("max_parts", 5, build()),
        ("max_sheets", 1, build()),
        ("max_rows", 5, build(cells={"activity!A9": "x"})),
        ("max_columns", 20, build(cells={"activity!Z1": "x"})),
        ("max_cells", 50, build(cells={"activity!Z1": "x"})),
    ],
)
def test_more_than_a_limit_is_too_large(limit: str, most: int, content: bytes) -> None:
    found = check_return(content, "x.xlsx", forms(), REGISTER, Limits(**{limit: most}))
    assert {issue.code for issue in found.issues if issue.severity == "error"} == {"file.too_large"}


def test_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    limits = Limits(max_packed=1, max_memory=16)
    put_raw(tmp_path, {"a.xlsx": b""})
    with (tmp_path / "raw" / "a.xlsx").open("wb") as file:
        file.truncate(300 * MIB)
    consolidate(replace(workspace(tmp_path), executor=LocalProcesses(1, limits), limits=limits))
    assert query(tmp_path, "select code from svod.issue") == [("file.too_large",)]
    (checked,) = _checked([tmp_path / "raw" / "a.xlsx"], limits)
    assert findings(checked) == ["file.too_large"]


def _checked(files: Iterable[Path], limits: Limits) -> list[CheckedReturn]:
    named = [(path, path.name) for path in files]
    return [one for found in check_files(named, LocalProcesses(1, limits), declared(), limits, guarded=False) for one in found]


def test_file_that_takes_too_long_costs_itself(tmp_path: Path) -> None:
    for name, content in {"a.xlsx": build(), "b.xlsx": BOMBS["a string in every cell"](), "c.xlsx": build()}.items():
        (tmp_path / name).write_bytes(content)
    found = _checked(sorted(tmp_path.iterdir()), Limits(max_seconds=0.5, max_memory=4096))
    assert [one.status for one in found] == ["accepted", "rejected", "accepted"]
    assert "too long" in found[1].issues[0].message.en


_CHECKS_A_FILE_AND_WAITS = """
import sys, time
from pathlib import Path
from schemas.basics.limits import LIMITS
from svod.pipeline.check import check_files
from svod.pipeline.known_names import declared
from svod.workers.pool import LocalProcesses
for _ in check_files([(Path(sys.argv[1]), "x.xlsx")], LocalProcesses(1, LIMITS), declared(), LIMITS):
    print("checked", flush=True)
    time.sleep(60)
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(build())
    command = [sys.executable, "-c", _CHECKS_A_FILE_AND_WAITS, str(tmp_path / "x.xlsx")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "checked\n"
        parent.kill()
        # The output ends when no process has it open.
        assert parent.communicate(timeout=10)[0] == ""


@pytest.mark.parametrize("place", [b"A99999999", b"a99999999", b"xfd999999", b"XFD1048576", b"Z1048576"])
def test_cell_far_away_is_refused_before_it_costs_memory(place: bytes) -> None:
    content = parts()[ROWS].replace(b'r="A2"', b'r="%s"' % place)
    found = check(packed(parts() | {ROWS: content}))
    assert {issue.code for issue in found.issues} & {"file.too_large", "file.unreadable"}


@examples(60)
@given(
    part=st.sampled_from([ROWS, "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]),
    cut=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.sampled_from([b"", b"<f>1</f>", b't="e"', b"</c>", b"<c/>", b'r="x"', b"\0", b"1e999", b"&x;", b's="999999"']),
)
def test_any_damage_ends_in_a_verdict_with_its_reasons(part: str, cut: float, length: int, put: bytes) -> None:
    content = ZipFile(BytesIO(build())).read(part)
    at = int(cut * len(content))
    checked = check(packed(parts() | {part: content[:at] + put + content[at + length :]}))
    assert (checked.status == "rejected") == any(issue.severity == "error" for issue in checked.issues)
    if checked.cells is not None and checked.cells.read != checked.cells.loaded + checked.cells.ignored:
        assert "cell.unread" in {issue.code for issue in checked.issues}
